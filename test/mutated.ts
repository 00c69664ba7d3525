import fc from 'fast-check'

/** What may happen to a file on its way: bytes changed, cut out, doubled, put elsewhere, or signs that steer a reader put in. */
export const mutated = (bytes: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => changes.reduce(applied, bytes))

const signs = [
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\n',
  '\r\n',
  '\0',
  '\uFEFF',
  '{',
  '}',
  '[',
  ']',
  '\\',
  '|',
  '\u2028',
  '💥',
  '=1+1',
]

const change = fc.record({
  how: fc.constantFrom('sign', 'sign', 'sign', 'byte', 'byte', 'byte', 'cut', 'double', 'double', 'end'),
  at: fc.nat({ max: 1_000_000 }),
  long: fc.nat({ max: 400 }),
  byte: fc.nat({ max: 255 }),
})

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

function applied(bytes: Uint8Array, { how, at, long, byte }: Change): Uint8Array {
  const place = bytes.length === 0 ? 0 : at % bytes.length
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)]
  if (how === 'sign') return Buffer.concat([before, Buffer.from(signs[byte % signs.length]!), after])
  if (how === 'byte') return Buffer.concat([before, Buffer.from([byte]), after.subarray(1)])
  if (how === 'cut') return Buffer.concat([before, after.subarray(long)])
  if (how === 'double') return Buffer.concat([before, after.subarray(0, long), after])
  return before
}
