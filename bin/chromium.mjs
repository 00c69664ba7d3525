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

// Left to itself, each window brings two pages of the browser's own that suggest addresses, which takes half of the time to open it. The
// last list of its kind counts, so what Playwright leaves out stands here too.
const leftOut = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

/** A browser for tests and figures: without a window, and without a request of its own. */
export const browserFlags = [
  `--disable-features=${leftOut.join()}`,
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
