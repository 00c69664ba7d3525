import { afterwards } from './parts/afterwards.ts'
import { textsIn } from './parts/ledger.ts'
import { inFolder } from './parts/place.ts'
import { Server } from './parts/programs.ts'
import { fault, heard, say, some } from './parts/report.ts'

const requests = 40
const atOnce = 50

/** The same request fifty times at once, to two servers on one file; and a form pressed twice. */
export async function run(): Promise<void> {
  await inFolder(async (home) => {
    const servers = [await Server.start({ home }), await Server.start({ home })]
    const again = { times: 0 }
    for (let n = 0; n < requests; n++) {
      const text = `Request ${n}.`
      const all = await Promise.all(
        Array.from({ length: atOnce }, (_, i) => servers[i % 2]!.send('evidence.capture', { text }, `key-${n}`)),
      )
      const done = all.filter((answered) => answered?.status === 200)
      const answers = new Set(done.map((answered) => JSON.stringify(answered!.answer)))
      if (answers.size !== 1) fault(`${answers.size} answers to one request`)
      again.times += done.filter((answered) => answered!.again).length
      for (const answered of all)
        if (answered?.status !== 200) heard(String(answered?.answer.message), 'one of many at once', /another program/)
    }
    const other = await servers[0]!.send('evidence.capture', { text: 'Something else.' }, 'key-0')
    if (other?.status !== 409) fault('another request under the same key is not refused')
    else heard(String(other.answer.message), 'another request under the same key')
    await pressedTwice(servers[0]!)
    const counts = Map.groupBy(await textsIn({ home }), (text) => text)
    const twice = [...counts].filter(([, all]) => all.length > 1)
    if (twice.length > 0 || counts.size !== requests + 1) fault(`${counts.size} records, ${twice.length} of them twice`)
    await Promise.all(servers.map((server) => server.stop()))
    say(
      `${some(requests, 'requests')}, each sent ${atOnce} times at once to two servers: each done once, ${some(again.times, 'times')} the first answer again; a form pressed twice logged one line`,
    )
    await afterwards({ home })
  })
}

async function pressedTwice({ address }: Server): Promise<void> {
  const page = await (await fetch(`${address}/log`)).text()
  const form = page.split('action="/do/evidence.capture"')[1]!.split('</form>')[0]!
  const key = /name="_once" value="([^"]+)"/.exec(form)![1]!
  const press = () =>
    fetch(`${address}/do/evidence.capture`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: address },
      body: new URLSearchParams({
        _from: '/log',
        _next: '/evidence/{evidence.id}',
        _once: key,
        text: 'Pressed twice.',
      }),
    })
  const [first, second] = await Promise.all([press(), press()])
  if (first.headers.get('location') !== second.headers.get('location'))
    fault('a form pressed twice leads to two places')
}
