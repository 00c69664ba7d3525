import { Problem } from '../core/problem.ts'

// Sealed files are age files (age-encryption.org/v1, scrypt): any age tool opens them with the passphrase, also without Cairn. The
// library is loaded only for this.

/** Fewest signs in a passphrase that something is sealed with. */
export const shortestPassphrase = 10

/** Logarithm of the work that a guess costs: age's own default, about a second and 256 MB. */
const workFactor = 18
/** More than this the library does not do: twenty doublings are a gigabyte. */
const mostWork = 20

export async function seal(text: string, passphrase: string): Promise<Uint8Array> {
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase.toWellFormed())
  encrypter.setScryptWorkFactor(workFactor)
  return encrypter.encrypt(text)
}

const beginning = 'age-encryption.org/v1\n'
const armored = '-----BEGIN AGE ENCRYPTED FILE-----'

/** True for an age file, in bytes or in its armor of letters. */
export const isSealed = (bytes: Uint8Array): boolean =>
  [beginning, armored].some((start) => Buffer.from(bytes.subarray(0, start.length)).toString('latin1') === start)

/** What a sealed file holds, or a refusal that says whether the passphrase is wrong or the file. Neither is part of what is said. */
export async function unseal(bytes: Uint8Array, passphrase: string): Promise<string> {
  const { armor, Decrypter } = await import('age-encryption')
  let stanza: readonly string[] = []
  let isRefused = false
  const decrypter = new Decrypter()
  // Asked before and after the passphrase: it learns what the file is sealed with, and whether the passphrase opened it.
  decrypter.addIdentity({
    unwrapFileKey: ([first]) => {
      stanza = first?.args ?? []
      return null
    },
  })
  decrypter.addPassphrase(passphrase.toWellFormed())
  decrypter.addIdentity({
    unwrapFileKey: () => {
      isRefused = true
      return null
    },
  })
  try {
    const text = Buffer.from(bytes).toString('latin1')
    const file = text.startsWith(armored) ? armor.decode(text) : bytes
    return new TextDecoder('utf-8', { fatal: true }).decode(await decrypter.decrypt(file))
  } catch {
    throw refusal(stanza, isRefused)
  }
}

function refusal([kind, , work]: readonly string[], isRefused: boolean): Problem {
  if (kind !== undefined && kind !== 'scrypt')
    return new Problem(
      'invalid',
      'This file is sealed for a key, not with a passphrase. Open it with age first, then read what comes out. Nothing was changed.',
      'file',
    )
  if (Number(work) > mostWork)
    return new Problem(
      'invalid',
      'This file is sealed so that opening it takes more work than Cairn does. Open it with age first, then read what comes out. Nothing was changed.',
      'file',
    )
  if (isRefused)
    return new Problem(
      'invalid',
      'The passphrase does not open this file. Check it sign by sign, capitals and spaces too. Nothing was changed.',
      'passphrase',
    )
  return new Problem('invalid', 'This sealed file is damaged. Nothing was changed. Try another copy.', 'file')
}
