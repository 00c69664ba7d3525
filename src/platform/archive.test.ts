import { expect, test } from 'vitest'
import { signUpPm } from '../../test/harness.ts'
import { archiveSummary, archiveText, countsOf, parseArchive, readArchive } from './archive.ts'
import { transaction } from './database.ts'
import { migrations } from './migrate.ts'

test('written piece by piece, an archive is the one that is read as a whole, however many rows a table has', async () => {
  const ana = await signUpPm()
  await ana.call('inbox.import', {
    text: Array.from({ length: 130 }, (_, i) => `- Cut cost ${i} by 5 % in May 2026`).join('\n'),
  })
  const { evidence } = await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3% “for good”.' })
  for (const name of ['one.txt', 'two.txt'])
    await ana.call('evidence.attach', {
      id: evidence.id,
      file: { name, base64: Buffer.from(name).toString('base64') },
    })
  await transaction(ana.app.cairn.db, 'read', ana.personId, async (tx) => {
    const now = '2026-06-30T12:00:00.000Z'
    const whole = await readArchive(tx, ana.personId, now)
    let text = ''
    for await (const piece of archiveText(tx, ana.personId, now)) text += piece
    const { lastChange, ...archive } = parseArchive(
      text,
      migrations.map(({ name }) => name),
    ) as typeof whole & { lastChange: string }
    expect(archive).toEqual(whole)
    expect(lastChange).toBe(whole.activity.at(-1)!.hash)
    expect(whole.records.proposals).toHaveLength(130)
    expect(whole.bytes).toHaveLength(2)
    expect(await archiveSummary(tx, ana.personId, now)).toEqual({
      counts: countsOf(whole.records),
      entries: whole.activity.length,
      checksum: whole.checksum,
    })
  })
})
