/** A browser for tests and figures: without a window, and without a request of its own. */
export const browserFlags: string[]
/** The browser that tests drive: CHROMIUM, one that is installed, or Debian's own if it may be installed here. */
export function findChromium(): { path: string } | { why: string }
