import { createHash } from 'node:crypto'
import { z } from 'zod'
import { sniff } from '../../core/file-type.ts'
import { Problem } from '../../core/problem.ts'
import { id } from '../../platform/fields.ts'
import { operation } from '../../platform/operation.ts'
import { findEvidence } from './queries.ts'

const attachmentLimit = 10_000_000
const tooLarge = 'more than 10 MB, the most a file may weigh'

export const attachEvidence = operation({
  name: 'evidence.attach',
  summary: 'Keep a file with a record: a screenshot, a memo, a chart. At most 10 MB.',
  scope: 'write',
  input: z.strictObject({
    id: id.describe('The record.'),
    file: z
      .strictObject({
        name: z.string().min(1).max(255),
        base64: z.base64().max(Math.ceil(attachmentLimit / 3) * 4 + 4, `this is ${tooLarge}`),
      })
      .describe('The file: its name and its bytes in base64.'),
  }),
  async run(context, { id, file }) {
    const evidence = await findEvidence(context.tx, context.personId, id)
    const bytes = Buffer.from(file.base64, 'base64')
    if (bytes.length > attachmentLimit)
      throw new Problem('invalid', `This is ${tooLarge}. Nothing was attached.`, 'file')
    if (bytes.length === 0) throw new Problem('invalid', 'This file is empty. Nothing was attached.', 'file')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await context.tx
      .insertInto('attachmentBytes')
      .values({ sha256, personId: context.personId, bytes })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return context.records.insert('attachments', {
      id: context.newId(),
      evidenceId: evidence.id,
      name: plainName(file.name),
      type: sniff(bytes),
      size: bytes.length,
      sha256,
      createdAt: context.now,
    })
  },
  says: ({ name }) => `Kept ${name} with the record.`,
})

export const detachEvidence = operation({
  name: 'evidence.detach',
  summary: 'Take a file away from its record. It can be undone.',
  scope: 'write',
  input: z.strictObject({ id: id.describe('The file, as evidence.show names it.') }),
  async run({ records }, { id }) {
    const attached = await records.find('attachments', id)
    if (!attached) throw new Problem('missing', 'There is no such file among yours. Nothing was changed.', 'id')
    await records.remove('attachments', id)
    return { id, name: attached.name, evidenceId: attached.evidenceId }
  },
  says: ({ name }) => `Took ${name} away. Undo brings it back.`,
})

// Only the last part of a name is kept: a path says where it lay, never where it may be written. Signs that are not seen go, and
// those that turn the direction of reading: they make a program look like a picture.
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1)!
  const seen = last.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').trim()
  return /^\.*$/.test(seen) ? 'file' : seen
}
