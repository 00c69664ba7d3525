import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { frameworkSchema } from './framework-file.ts'

const written = new URL('../../docs/ladder.schema.json', import.meta.url)

test('the schema of a ladder’s file in the documentation is the one files are read by', () => {
  const text = `${JSON.stringify(frameworkSchema(), null, 2)}\n`
  expect(readFileSync(written, 'utf8'), 'write docs/ladder.schema.json anew from frameworkSchema()').toBe(text)
})

test('it names every part of a ladder, with what must be there', () => {
  const schema = frameworkSchema() as { required: string[]; properties: Record<string, unknown> }
  expect(schema.required).toEqual(
    expect.arrayContaining(['format', 'id', 'version', 'name', 'scale', 'levels', 'skills']),
  )
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['weights', 'specialisations', 'audit']))
})
