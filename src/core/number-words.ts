const words =
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )

/** A count at the start of a sentence: “Three”, and figures above twenty. */
export const inWords = (n: number): string => {
  const word = words[n]
  return word === undefined ? n.toLocaleString('en') : word[0]!.toUpperCase() + word.slice(1)
}

/** “3 days”, “1 day”. */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`

/** A time as one says it, at the start of a sentence: “Five minutes”, “Half an hour”, “An hour and a quarter”. Rounded up to what people plan in, so that nobody is promised less than it takes. */
export function durationInWords(minutes: number): string {
  if (minutes < 10) return minutes === 1 ? 'One minute' : `${inWords(minutes)} minutes`
  const fives = Math.ceil(minutes / 5) * 5
  if (fives < 55) return parts[fives] ?? `${inWords(fives)} minutes`
  const quarters = Math.ceil(minutes / 15)
  const hours = Math.floor(quarters / 4)
  const rest = ['', ' and a quarter', ' and a half', ' and three quarters'][quarters % 4]!
  if (hours === 1) return rest ? `An hour${rest}` : 'One hour'
  return `${inWords(hours)} hours${rest}`
}

const parts: Record<number, string> = {
  15: 'A quarter of an hour',
  25: 'Twenty-five minutes',
  30: 'Half an hour',
  35: 'Thirty-five minutes',
  40: 'Forty minutes',
  45: 'Three quarters of an hour',
  50: 'Fifty minutes',
}
