import { type Context, Hono } from 'hono'
import { transaction } from '../platform/database.ts'
import type { Cairn } from '../platform/operation.ts'
import { pictureTypes } from '../platform/pictures.ts'

// An archive that somebody else wrote may call a file anything, a page among them; these are the types Cairn finds out itself.
const sniffed = new Set([...pictureTypes, 'application/pdf', 'application/zip'])

/**
 * Attached files, as downloads and never as pages: what somebody attached must not run here. Pictures can be looked at too; a drawing
 * that can hold a script (SVG) is none of them, whatever its name or the type it is said to have.
 */
export function fileRoute(cairn: Cairn, personOf: (c: Context) => Promise<{ personId: string }>): Hono {
  const give = async (c: Context, toLookAt: boolean) => {
    const { personId } = await personOf(c)
    // PostgreSQL does not even look for a text with this sign in it.
    const id = (c.req.param('id') ?? '').replaceAll('\0', '\uFFFD')
    const file = await transaction(cairn.db, 'read', personId, (tx) =>
      tx
        .selectFrom('attachments')
        .innerJoin('attachmentBytes', (join) =>
          join
            .onRef('attachmentBytes.sha256', '=', 'attachments.sha256')
            .onRef('attachmentBytes.personId', '=', 'attachments.personId'),
        )
        .select(['attachments.name', 'attachments.type', 'attachmentBytes.bytes'])
        .where('attachments.id', '=', id)
        .where('attachments.personId', '=', personId)
        .executeTakeFirst(),
    )
    if (!file || (toLookAt && !pictureTypes.has(file.type))) return c.notFound()
    return c.body(new Uint8Array(file.bytes), 200, {
      'content-type': sniffed.has(file.type) ? file.type : 'application/octet-stream',
      'content-disposition': `${toLookAt ? 'inline' : 'attachment'}; filename="${file.name.replace(/[^\w. -]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
      'cache-control': 'private, no-store',
    })
  }
  return new Hono().get('/files/:id', (c) => give(c, false)).get('/files/:id/picture', (c) => give(c, true))
}
