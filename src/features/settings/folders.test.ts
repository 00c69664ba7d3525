import { expect, test } from 'vitest'
import { signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

test('folders that were named give way to the usual one at a button, which is not there before', async () => {
  const ana = await signUpPm()
  const { visit, send } = browse(ana)
  const usual = await visit('/more/settings')
  expect(usual.text).not.toContain('Back to the usual folder')
  const folders = (html: string) => /name="inboxFolders"[^>]*>([^<]*)<\/textarea>/.exec(html)![1]!.trim()
  const before = folders(usual.html)
  const named = await send(usual.html.split('id="folders"')[1]!, 'settings.set', { inboxFolders: '/srv/notes' })
  expect(folders(named.html)).toBe('/srv/notes')
  const button = named.html.split('id="usual-folder"')[1]!
  const back = await send(`action="/do/settings.set"${button}`, 'settings.set')
  expect(folders(back.html)).toBe(before)
  expect(back.text).not.toContain('Back to the usual folder')
})
