import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// What these try ends before a record is reached, or after it was read: the engine cannot change it.
const ofTheWayIn = [
  'fuzz',
  'hostile-notes',
  'hostile-files',
  'limits',
  'headers',
  'mcp',
  'pdf',
  'sealed',
  'printed',
  'brag-twice',
  'documentation',
]

// What takes longest begins first, or one core waits for it at the end.
const long = [
  'accessibility',
  'coach',
  'capture',
  'typed',
  'fuzz',
  'program',
  'walk-cli',
  'demo',
  'data',
  'undo',
  'four-ways',
]

// A process stays with its kind of test, since what it has loaded serves no other. The kind of few and long files begins.
const kinds = ['browser', 'postgres', 'unit']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) => {
      const at = long.indexOf(basename(moduleId, '.test.ts'))
      return kinds.indexOf(project.name) * (long.length + 1) + (at === -1 ? long.length : at)
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

// TRIES: see test/tries.ts, SLOW: test/browser/harness.ts.
const patience = 300_000 * Number(process.env.TRIES ?? process.env.SLOW ?? 1)

// `unit` needs nothing but Node, `postgres` does what `unit` does with records on a server, `browser` needs Chromium.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    // One more than there are cores: a test waits for its browser, its server or its disk as long as it works.
    maxWorkers: availableParallelism() + 1,
    // Files share what they load: nothing of ours is put in the place of another, and loading the program anew for each file took as long
    // as the tests.
    isolate: false,
    // What hangs is ended; what is slow is waited for, on a machine many times as slow as well.
    testTimeout: patience,
    hookTimeout: patience,
    expect: { poll: { timeout: 60_000 } },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'test/*.test.{ts,tsx}', 'training/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [...testsOfPeople(), 'test/postgres/*.test.ts'],
          globalSetup: 'test/server.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
        },
      },
    ],
  },
})

/** Those in which somebody signs up: what they do must be the same wherever their records are. */
function testsOfPeople(): string[] {
  return globSync(['src/**/*.test.{ts,tsx}', 'test/*.test.{ts,tsx}'], { cwd: import.meta.dirname }).filter(
    (file) =>
      !ofTheWayIn.some((name) => file.endsWith(`/${name}.test.ts`)) &&
      /from '[./]*\/(?:test\/)?harness\.ts'/.test(readFileSync(`${import.meta.dirname}/${file}`, 'utf8')),
  )
}
