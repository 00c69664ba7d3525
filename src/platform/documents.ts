import { type Answers, nameOf } from '../core/document/answers.ts'
import { type Template, versionOf } from '../core/document/template.ts'
import { templateFile } from '../core/document/template-file.ts'
import { unknownTemplate } from '../core/document/unknown.ts'
import { contentFile } from './content.ts'
import type { Handle } from './database.ts'
import type { Home } from './operation.ts'
import type { DocumentRow } from './schema.ts'

/** The templates as their file has them, every version of each. */
export const templatesIn = contentFile('templates.yaml', templateFile)

/** The questions a document was begun with, as they were then. */
export const templateOf = (
  content: string,
  { template, templateVersion, fieldsJson }: Pick<DocumentRow, 'template' | 'templateVersion' | 'fieldsJson'>,
): Template =>
  versionOf(templatesIn(content), template, templateVersion) ??
  unknownTemplate(template, templateVersion, fieldsJson as Answers)

/** The document that a record came of, by its name. */
export async function documentBehind(
  { tx, personId, home }: { tx: Handle; personId: string; home: Home },
  evidenceId: string,
): Promise<{ id: string; name: string; kind: string } | null> {
  const made = await tx
    .selectFrom('documentRecords')
    .select('documentId')
    .where('personId', '=', personId)
    .where('evidenceId', '=', evidenceId)
    .limit(1)
    .executeTakeFirst()
  const row =
    made &&
    (await tx
      .selectFrom('documents')
      .selectAll()
      .where('personId', '=', personId)
      .where('id', '=', made.documentId)
      .executeTakeFirst())
  if (!row || row.removedAt) return null
  const template = templateOf(home.content, row)
  return { id: row.id, name: nameOf(template, row.fieldsJson as Answers, row.title), kind: template.title }
}
