/** A number as somebody writes it into a table: “42 %”, “€1,200”, “3.5 days”. Null where none stands first. */
export function figureIn(text: string): { value: number; unit: string | null } | null {
  const found = /^\s*([€$£]?)\s*(-?\d{1,3}(?:[,  ]\d{3})+|-?\d+)(?:[.,](\d+))?\s*(%|[\p{L}€$£]{1,20})?/u.exec(text)
  if (!found) return null
  const [, before, whole, fraction, after] = found
  const value = Number(`${whole!.replace(/[,  ]/g, '')}${fraction ? `.${fraction}` : ''}`)
  return Number.isFinite(value)
    ? { value, unit: currencies[before!] ?? currencies[after ?? ''] ?? after ?? null }
    : null
}

const currencies: Record<string, string> = { '€': 'EUR', $: 'USD', '£': 'GBP' }
