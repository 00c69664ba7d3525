import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { Mark } from './charts/mark.tsx'
import { OnceField } from './form.tsx'

export type PlaceId = 'today' | 'level' | 'evidence' | 'plan' | 'people' | 'talks' | 'case' | 'more'

export interface Place {
  id: PlaceId
  href: string
  label: string
}

/** What a page knows about its surroundings. The caller decides which places exist: navigation grows with use. */
export interface Frame {
  title: string
  /** Path and query of this page. Undo and leaving the example come back to it. */
  path: string
  places: readonly Place[]
  here: PlaceId | null
  /** Whose filled example the page shows instead of the person's own file: “Mara, Senior Product Manager”; null on their own. */
  example: string | null
  /** What the last act did, in one sentence. `undo` is the id of the activity to take back. */
  notice?: { text: string; undo?: string } | null
  /** One sentence that introduces a place the first time it is opened. */
  introduction?: string | null
  hideNumbers: boolean
  /** The person's choice; `system` or nothing follows the computer. */
  theme?: 'system' | 'light' | 'dark'
  /** Names of client modules this page needs besides the shell: `capture` loads `/assets/capture.js`. */
  scripts: readonly string[]
  /** Seconds after which a browser without script loads the page again. */
  refresh?: number
  /**
   * The operation that just saved, such as `evidence.capture`: drafts sent with it are cleared from this browser.
   * Without it a draft stays and is offered again.
   */
  savedDraft?: string | null
}

/** A whole document: navigation, notices and the page. Holds no inline script and no inline style. */
export const Layout = ({ frame, children }: { frame: Frame; children?: Child }) => (
  <>
    {raw('<!doctype html>')}
    <html
      lang="en"
      data-numbers={frame.hideNumbers ? 'hidden' : undefined}
      data-theme={frame.theme === 'system' ? undefined : frame.theme}
    >
      <Head frame={frame} />
      <body data-saved-draft={frame.savedDraft ?? undefined}>
        <a class="skip" href="#main">
          Skip to the page
        </a>
        <div class="page">
          <Navigation frame={frame} />
          <div class="column">
            {frame.example !== null && <ExampleBanner whose={frame.example} />}
            <p class="curtain-note">
              <span>Covered while you share your screen.</span>
              <button type="button" class="button link" data-curtain-toggle>
                Uncover
              </button>
            </p>
            <main id="main" tabindex={-1} class={isAboutOthers(frame.here) ? 'behind-curtain' : undefined}>
              {frame.notice && <Notice notice={frame.notice} path={frame.path} />}
              {frame.introduction && <p class="introduction">{frame.introduction}</p>}
              {children}
            </main>
          </div>
        </div>
      </body>
    </html>
  </>
)

/** A document for people without an account (quiz, links by token): the same look, no navigation, no keys. */
export const PlainLayout = ({
  title,
  scripts = [],
  children,
}: {
  title: string
  scripts?: string[]
  children?: Child
}) => (
  <>
    {raw('<!doctype html>')}
    <html lang="en">
      <head>
        <HeadBasics title={title} />
        {scripts.map((name) => (
          <script type="module" src={`/assets/${name}.js`} />
        ))}
      </head>
      <body>
        <main id="main" class="plain">
          <p class="brand">
            <Mark /> Cairn
          </p>
          {children}
        </main>
      </body>
    </html>
  </>
)

const Head = ({ frame }: { frame: Frame }) => (
  <head>
    <HeadBasics title={frame.title} />
    {frame.refresh !== undefined && (
      <noscript>
        <meta http-equiv="refresh" content={String(frame.refresh)} />
      </noscript>
    )}
    {/* Not a module, on purpose: it runs before the page is drawn, so that a drawn curtain never lets a number flash up. */}
    <script src="/assets/curtain.js" />
    {['shell', ...frame.scripts].map((name) => (
      <script type="module" src={`/assets/${name}.js`} />
    ))}
  </head>
)

const HeadBasics = ({ title }: { title: string }) => (
  <>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="same-origin" />
    <title>{`${title} · Cairn`}</title>
    <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/assets/styles.css" />
  </>
)

// What stays in reach of a thumb; the others open from “Menu” on a narrow screen and stand in the same list on a wide one.
const inReach = 4

function Navigation({ frame }: { frame: Frame }) {
  const fits = frame.places.length <= inReach + 1
  const near = fits ? frame.places : frame.places.slice(0, inReach)
  const rest = fits ? [] : frame.places.slice(inReach)
  return (
    <nav aria-label="Places" class="places">
      <a class="brand" href="/">
        <Mark /> Cairn
      </a>
      {near.map((place) => (
        <PlaceLink place={place} here={frame.here} />
      ))}
      {rest.length > 0 && (
        <>
          <button
            type="button"
            class="narrow"
            popovertarget="more-places"
            data-here={rest.some((place) => place.id === frame.here) ? '' : undefined}
          >
            Menu
          </button>
          <div popover id="more-places" class="more-places">
            {rest.map((place) => (
              <PlaceLink place={place} here={frame.here} />
            ))}
            <a href="/search" class="narrow">
              Search
            </a>
            <button type="button" class="quiet-button narrow" data-curtain-toggle hidden>
              Cover scores, people and talks
            </button>
          </div>
        </>
      )}
      <a
        class="search"
        href="/search"
        data-key="/"
        data-command="Search"
        aria-keyshortcuts="/"
        aria-current={frame.path.split('?')[0] === '/search' ? 'page' : undefined}
      >
        Search{' '}
        <span class="key wide" aria-hidden="true">
          /
        </span>
      </a>
      <a
        class="log"
        href={isLog(frame) ? '/log' : `/log?back=${encodeURIComponent(frame.path)}`}
        data-key="n"
        aria-keyshortcuts="n"
        aria-current={isLog(frame) ? 'page' : undefined}
      >
        Log{' '}
        <span class="key wide" aria-hidden="true">
          n
        </span>
      </a>
      <button type="button" class="quiet-button wide" data-keys hidden>
        Keys{' '}
        <span class="key" aria-hidden="true">
          ?
        </span>
      </button>
      <button type="button" class="quiet-button wide" data-curtain-toggle hidden>
        Cover{' '}
        <span class="key" aria-hidden="true">
          Esc Esc
        </span>
      </button>
    </nav>
  )
}

// What is logged leads back to where one was.
const isLog = ({ path }: Frame) => path.split('?')[0] === '/log'

const PlaceLink = ({ place, here }: { place: Place; here: PlaceId | null }) => (
  <a href={place.href} aria-current={place.id === here ? 'page' : undefined} data-go={goKeys[place.id]}>
    {place.label}
  </a>
)

// `g` then this letter. Talks is `k`, because `t` is Today.
const goKeys: Record<PlaceId, string> = {
  today: 't',
  level: 'l',
  evidence: 'e',
  plan: 'p',
  people: 'o',
  talks: 'k',
  case: 'c',
  more: 'm',
}

const ExampleBanner = ({ whose }: { whose: string }) => (
  <aside class="demo" aria-label="Example">
    <p>This is a filled example, apart from your own records: a year of {whose}.</p>
    <form method="post" action="/do/demo.clear">
      <input type="hidden" name="_from" value="/" />
      <button type="submit" class="button link">
        Leave the example
      </button>
    </form>
  </aside>
)

const Notice = ({ notice, path }: { notice: { text: string; undo?: string }; path: string }) => (
  <div class="notice" role="status">
    <p>{notice.text}</p>
    {notice.undo && (
      <form method="post" action="/do/activity.undo">
        <input type="hidden" name="id" value={notice.undo} />
        <input type="hidden" name="_from" value={path} />
        <OnceField />
        <button type="submit" class="button link">
          Undo
        </button>
      </form>
    )}
  </div>
)

// People and talks are the owner's alone: the curtain covers those places whole.
const isAboutOthers = (here: PlaceId | null) => here === 'people' || here === 'talks'
