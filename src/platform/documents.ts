import type { Answers } from '../core/document/answers.ts'
import { type Template, versionOf } from '../core/document/template.ts'
import { templateFile } from '../core/document/template-file.ts'
import { unknownTemplate } from '../core/document/unknown.ts'
import { contentFile } from './content.ts'
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
