import { open } from '../src/app.ts'
import { keepDaily } from '../src/platform/daily.ts'
import { call } from '../src/platform/operation.ts'
import { afterwards } from './parts/afterwards.ts'
import { configOf, inFolder } from './parts/place.ts'
import { fault, say, some } from './parts/report.ts'

// Days as a wrong clock may give them: on and on, back by a day, by years, to the beginning, far ahead, and right again.
const days = [
  '2026-06-28',
  '2026-06-29',
  '2026-06-28',
  '2026-06-27',
  '2016-02-29',
  '1970-01-01',
  '2099-12-31',
  '2026-06-30',
  '2026-07-01',
]

interface Kept {
  copies: { number: number; at: string; why: string }[]
}

/**
 * A clock that is set back and forth while one writes. The product takes its time from the system alone, so this part runs in this
 * program, with a clock of its own.
 */
export async function run(): Promise<void> {
  await inFolder(async (home) => {
    let day = days[0]!
    let second = 0
    const clock = () => ({ today: day, now: `${day}T12:00:${String(second++ % 60).padStart(2, '0')}.000Z` })
    const app = await open(configOf(home), { clock })
    const act = async <T>(name: string, input: object = {}, key?: string) =>
      call<T>(app.cairn, { personId: app.ownerId, via: 'api' }, name, input, key === undefined ? null : { key })
    const written: string[] = []
    let shown = 0
    for (const [i, today] of days.entries()) {
      day = today
      for (let n = 0; n < 5; n++) {
        const text = `On day ${i}, line ${n}.`
        await act('evidence.capture', { text }, `${i}-${n}`)
        const again = await act('evidence.capture', { text }, `${i}-${n}`)
        if (!again.again) fault(`a request sent twice at once is done twice on ${today}`)
        written.push(text)
      }
      const trouble = await keepDaily(app.cairn, app.ownerId)
      if (trouble) fault(trouble)
      const { answer: kept } = await act<Kept>('archive.copies')
      if (kept.copies[0]?.at.slice(0, 10) !== today) fault(`on ${today} the newest copy is of ${kept.copies[0]?.at}`)
      const { answer: list } = await act<{ items: { text: string }[] }>('evidence.list', { limit: 200 })
      if (list.items.length !== written.length)
        fault(`on ${today} ${list.items.length} of ${written.length} are listed`)
      const { answer: changes } = await act<{ items: { at: string }[] }>('activity.list', { limit: 1 })
      if (changes.items[0]!.at.slice(0, 10) !== today) fault(`on ${today} the newest change is not the newest`)
      for (const page of ['today.show', 'readiness.show', 'case.show'])
        await act(page).then(
          () => {
            shown += 1
          },
          () => undefined,
        )
      const { activity } = await act('activity.undo')
      await act('activity.undo', { id: activity })
      const verified = (await act<{ broken: string | null }>('archive.verify')).answer
      if (verified.broken) fault(`on ${today}: ${verified.broken}`)
    }
    const { answer: back } = await act<{ copy: { at: string }; checksum: string }>('archive.restore')
    if (back.copy.at.slice(0, 10) !== days.at(-1)) fault(`the newest copy is taken to be of ${back.copy.at}`)
    const { answer: list } = await act<{ items: unknown[] }>('evidence.list', { limit: 200 })
    if (list.items.length !== written.length) fault('the newest copy does not hold everything')
    await app.close()
    say(
      `${some(days.length, 'days')} in the order of a clock that is wrong: ${some(written.length, 'writes')}, none lost or done twice, a copy each day, the newest always the one kept last, ${shown} pages worked out`,
    )
    await afterwards({ home })
  })
}
