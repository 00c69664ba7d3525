import { resolve } from 'node:path'
import { currentOf, type Template } from '../src/core/document/template.ts'
import { templateFile } from '../src/core/document/template-file.ts'
import { loadContent } from '../src/platform/content.ts'

/** The templates that come with the product. */
export const templates = loadContent(resolve(import.meta.dirname, '../content/templates.yaml'), templateFile)

export const templateNamed = (id: string): Template => currentOf(templates, id)!
