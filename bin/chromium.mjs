import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The browser that tests drive: CHROMIUM, one that is installed, or Debian's own if it may be installed here. */
export function findChromium() {
  const asked = process.env.CHROMIUM
  if (asked) return existsSync(asked) ? { path: asked } : { why: `CHROMIUM names ${asked}, which is not there.` }
  const found = places.find(existsSync)
  if (found) return { path: found }
  if (!existsSync('/usr/bin/apt-get'))
    return {
      why: 'No Chromium was found. Install Chromium or Chrome, or name it in CHROMIUM, then run npm test again.',
    }
  const root = process.getuid?.() === 0
  const prefix = root ? [] : ['sudo', '-n']
  if (!root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0)
    return {
      why: 'No Chromium was found, and only the administrator may install it: sudo apt-get install chromium. Then run npm test again.',
    }
  console.log('Installing Chromium for the browser tests. This happens once.')
  for (const args of [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
  ]) {
    const [command, ...rest] = [...prefix, ...args]
    spawnSync(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  const installed = places.find(existsSync)
  return installed
    ? { path: installed }
    : { why: 'Chromium could not be installed: the lines above say why. Install it by hand, then run npm test again.' }
}
