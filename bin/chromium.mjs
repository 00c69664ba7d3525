import { existsSync } from 'node:fs'
import { installPackage } from './debian.mjs'

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
  const why = installPackage('chromium', 'the browser tests')
  const installed = places.find(existsSync)
  return installed ? { path: installed } : { why }
}

/** A browser for tests and figures: without a window, and without a request of its own. */
export const browserFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
