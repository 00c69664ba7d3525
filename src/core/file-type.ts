const magic: [type: string, start: (number | null)[]][] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  // “RIFF”, the length, “WEBP”.
  ['image/webp', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['application/zip', [0x50, 0x4b, 0x03, 0x04]],
  ['application/gzip', [0x1f, 0x8b]],
]

/** The type of a file by its first bytes, never by its name: what is not known is plain bytes. */
export const sniff = (bytes: Uint8Array): string => knownType(bytes) ?? 'application/octet-stream'

/** The same, null for what is not known. */
export const knownType = (bytes: Uint8Array): string | null =>
  magic.find(([, start]) => start.every((byte, i) => byte === null || bytes[i] === byte))?.[0] ?? null
