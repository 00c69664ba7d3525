/** A short id as a ladder's file wants it, made of a name's letters and digits; `otherwise` if it has none. */
export function idOf(name: string, otherwise: string): string {
  const words = name
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+(?=[a-z])|^-+|-+$/g, '')
  const id = /^[a-z]/.test(words) ? words : words === '' ? otherwise : `${otherwise}-${words}`
  return id.slice(0, 56).replace(/-+$/, '')
}

/** The ids of names in their order, each used once: a second one of the same name gets a number. */
export function idsOf(names: readonly string[], otherwise: string): string[] {
  const used = new Set<string>()
  const times = new Map<string, number>()
  return names.map((name) => {
    const id = idOf(name, otherwise)
    let n = times.get(id) ?? 1
    let free = n === 1 ? id : `${id}-${n}`
    while (used.has(free)) free = `${id}-${++n}`
    times.set(id, n + 1)
    used.add(free)
    return free
  })
}
