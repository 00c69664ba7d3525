import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const src = join(root, 'src')

const sources = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
  .map((entry) => {
    const path = join(entry.parentPath, entry.name)
    return { path: relative(src, path), folder: entry.parentPath, text: readFileSync(path, 'utf8') }
  })

// Libraries that compute and touch nothing: no files, no network, no clock of their own.
const pure =
  /^(zod|yaml|csv-parse|chrono-node|ical\.js|windows-iana|mdast-util-[\w-]+|micromark-extension-[\w-]+|mdast)(\/|$)/

interface Import {
  from: string
  to: string
}

const imports: Import[] = sources.flatMap(({ path, folder, text }) =>
  [...text.matchAll(/(?:^(?:import\b.*|export\b.*|\}) from |^import |\bimport\()'([^'\n]+)'/gm)].map(([, target]) => ({
    from: path,
    to: target!.startsWith('.') ? relative(src, resolve(folder, target!)) : target!,
  })),
)

const partOf = (path: string): string =>
  path.startsWith('features/') ? path.split('/').slice(0, 2).join('/') : path.split('/')[0]!

describe('who may import whom', () => {
  const allowed: Record<string, (to: string, from: string) => boolean> = {
    core: (to) => to.startsWith('core/') || pure.test(to),
    ui: (to) => to.startsWith('ui/') || to.startsWith('core/') || /^hono\/(jsx|html)/.test(to),
    platform: (to) => !/^(features|surfaces|app\.ts|main\.ts)/.test(to),
    surfaces: (to) => !/^(app\.ts|main\.ts)/.test(to),
  }

  for (const [part, rule] of Object.entries(allowed))
    test(`${part} imports only what it may`, () => {
      const broken = imports.filter(({ from, to }) => partOf(from) === part && !rule(to, from))
      expect(broken).toEqual([])
    })

  test('a feature imports core, platform, ui and itself, never another feature', () => {
    const broken = imports.filter(({ from, to }) => {
      if (!from.startsWith('features/')) return false
      if (to.startsWith('surfaces/') || to === 'app.ts' || to === 'main.ts') return true
      return to.startsWith('features/') && partOf(to) !== partOf(from)
    })
    expect(broken).toEqual([])
  })

  test('only the lists of operations and pages know the features', () => {
    const broken = imports.filter(
      ({ from, to }) =>
        from.startsWith('surfaces/') &&
        to.startsWith('features/') &&
        !['surfaces/operations.ts', 'surfaces/pages.ts'].includes(from),
    )
    expect(broken).toEqual([])
  })

  // A day is written alike on a page and in a document.
  test('ui takes only types from core, and how a day is written', () => {
    const broken = sources
      .filter(({ path }) => path.startsWith('ui/'))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/^import (?!type )([^\n]*from '[^']*core\/[^']*')/gm)].map(([line]) => ({ path, line })),
      )
      .filter(({ line }) => !/^import \{( type \w+,?)+ \}|core\/day-words\.ts'$/.test(line))
    expect(broken).toEqual([])
  })

  test('the scripts of pages carry no schema library', () => {
    const clients = sources.filter(({ path }) => path.endsWith('.client.ts')).map(({ path }) => path)
    const reached = new Set(clients)
    for (const path of reached)
      for (const { from, to } of imports) if (from === path && !reached.has(to)) reached.add(to)
    expect([...reached].filter((path) => /^(zod|node:|kysely|hono)/.test(path))).toEqual([])
  })
})

describe('who writes which table', () => {
  const owners: Record<string, string> = {
    profiles: 'features/profile',
    ladders: 'features/framework',
    settings: 'features/settings',
    starts: 'features/start',
    cases: 'features/case',
    evidence: 'features/evidence',
    confirmations: 'features/evidence',
    attachments: 'features/evidence',
    attachmentBytes: 'features/evidence',
    initiatives: 'features/initiative',
    metrics: 'features/metric',
    readings: 'features/metric',
    revisits: 'features/initiative',
    ratings: 'features/rating',
    ratingForms: 'features/rating',
    agreements: 'features/agreement',
    batches: 'features/inbox',
    proposals: 'features/inbox',
    importFiles: 'features/inbox',
    columnChoices: 'features/inbox',
    research: 'features/research',
    people: 'features/people',
    cycles: 'features/cycle',
    talks: 'features/talk',
    actions: 'features/actions',
    quizzes: 'features/quiz',
    documents: 'features/document',
    documentRecords: 'features/document',
    conversations: 'features/discovery',
    discoveryCycles: 'features/discovery',
    dismissals: 'features/signals',
    stallAnswers: 'features/signals',
  }

  test('each table is written by its own feature', () => {
    const broken = sources
      .filter(({ path }) => path.startsWith('features/') || path.startsWith('surfaces/'))
      .flatMap(({ path, text }) =>
        [
          ...text.matchAll(
            /(?:records\s*\.\s*(?:insert|insertReady|update|put|remove)|insertInto|updateTable|deleteFrom)\(\s*'(\w+)'/g,
          ),
        ].map(([, table]) => ({ path, table: table! })),
      )
      .filter(({ path, table }) => owners[table] !== partOf(path))
    expect(broken).toEqual([])
  })

  test('no write names its table by a variable outside the platform', () => {
    const broken = sources
      .filter(({ path }) => path.startsWith('features/') || path.startsWith('surfaces/'))
      .flatMap(({ path, text }) =>
        [
          ...text.matchAll(
            /(?:records\s*\.\s*(?:insert|insertReady|update|put|remove)|insertInto|updateTable|deleteFrom)\(\s*[^'\s][^,)]*/g,
          ),
        ].map(([call]) => ({ path, call })),
      )
    expect(broken).toEqual([])
  })
})
