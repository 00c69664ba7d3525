import { Hono, type Context as HonoContext } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Logger } from 'pino'
import { levelOf } from '../core/framework.ts'
import { Problem } from '../core/problem.ts'
import { knownStanding, profileOf } from '../platform/career.ts'
import { transaction } from '../platform/database.ts'
import { type Drawn, isUnderWay, stateOf } from '../platform/drawn.ts'
import {
  type AnyOperation,
  bytesOf,
  type Cairn,
  call,
  type Document,
  parse,
  readContext,
} from '../platform/operation.ts'
import type { Answered, Page, PageBody, View } from '../platform/page.ts'
import { exampleFor } from '../platform/person.ts'
import { keyFrom, type Once } from '../platform/requests.ts'
import { readSettings } from '../platform/settings.ts'
import { readStart } from '../platform/start.ts'
import type { Failed } from '../ui/form.tsx'
import { Layout, type Place } from '../ui/layout.tsx'
import { api, asJsonProblem, bodyLimits, fault, limitOf, onceOf, tellOf, tooLarge } from './api.ts'
import { assets } from './assets.ts'
import { fileRoute } from './files.ts'
import { type FileValue, type Flat, nested, schemaOf } from './input.ts'
import { keptPages } from './kept-pages.ts'
import { mcpPath, mcpRoute } from './mcp-http.ts'
import { cookieOptions, Notices, type Told } from './notices.ts'
import { operationForm } from './operation-form.tsx'
import { pages } from './pages.ts'
import { placesFor } from './places.ts'
import { FaultPage, MissingPage, RefusedPage } from './refusals.tsx'
import { siteRoute } from './site.ts'
import { asTyped, filled, formValues, pathOf } from './submitted.ts'

export interface WebSettings {
  /** Host header values that are this server: anything else is another site's name for this computer. */
  hosts: ReadonlySet<string>
  logger: Logger
}

/** Every way in over HTTP: pages, forms, the API, assistants, the documents and the files. */
export function web(cairn: Cairn, ownerId: string, { hosts, logger }: WebSettings): Hono {
  const app = new Hono()
  const notices = new Notices()
  const personFor = async (example: boolean) =>
    example ? ((await exampleFor(cairn.db, ownerId)) ?? refuseExample()) : ownerId

  app.use(
    keptPages(cairn, {
      personOf: async (c) => (await personOf(c)).personId,
      isTold: (c) => notices.isTold(c),
    }),
  )
  // What somebody attached is a stranger here: not even this site's own rules apply to it.
  const ofPages = secureHeaders(headers)
  const ofFiles = secureHeaders(fileHeaders)
  app.use((c, next) => (c.req.path.startsWith('/files/') ? ofFiles : ofPages)(c, next))
  app.use(async (c, next) => {
    await next()
    // What a page or an answer says of a person stays in the file: no copy in the browser's own store, none that has gone stale.
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  })
  app.use(async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host
    if (!hosts.has(host))
      return c.text('This address is not Cairn’s. Open the address that Cairn printed when it started.', 421)
    await next()
  })
  app.use('/do/*', csrf({ origin: (origin) => hosts.has(hostOf(origin)) }))
  app.use(async (c, next) => {
    // Another site’s script or form must not reach a person’s records, whatever its content type.
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    const isForeign =
      site === 'cross-site' || site === 'same-site' || (origin !== undefined && !hosts.has(hostOf(origin)))
    const onlyLooks = (c.req.method === 'GET' || c.req.method === 'HEAD') && c.req.path !== mcpPath
    if (isForeign && !onlyLooks) return foreign(c)
    await next()
  })
  app.onError((error, c) => {
    if (error instanceof Problem) return refusedPage(c, error)
    if (error instanceof HTTPException) return foreign(c)
    report(c, error)
    const isPage = !c.req.path.startsWith('/api/') && c.req.path !== mcpPath
    return isPage ? c.html(<FaultPage />, 500) : c.json(fault.body, fault.status)
  })

  app.route('/', assets())
  app.route('/', siteRoute(cairn.home.content))
  app.route('/', api(cairn, personFor))
  app.route('/', mcpRoute(cairn, ownerId, logger))
  app.route('/', fileRoute(cairn, personOf))

  for (const page of pages) app.get(page.path, async (c) => show(c, page))
  for (const operation of cairn.operations.values()) {
    app.get(`/do/${operation.name}`, async (c) => show(c, operationForm(operation)))
    app.post(`/do/${operation.name}`, readable(operation.name), async (c) => submit(c, operation))
  }
  app.get('/download/:name', download)
  app.notFound((c) =>
    c.req.path.startsWith('/api/')
      ? c.json({ code: 'missing', message: 'There is nothing here.' }, 404)
      : c.html(<MissingPage />, 404),
  )
  return app

  /** The person whose records this browser looks at: the owner, or the filled example while it is open. */
  async function personOf(c: HonoContext): Promise<{ personId: string; demo: boolean }> {
    const example = getCookie(c, exampleCookie) === 'open' ? await exampleFor(cairn.db, ownerId) : null
    return example ? { personId: example, demo: true } : { personId: ownerId, demo: false }
  }

  async function show(c: HonoContext, page: Page, back: Back | null = null): Promise<Response> {
    const { personId, demo } = await personOf(c)
    const url = new URL(c.req.url)
    const path = back ? back.path : url.pathname + url.search
    const { body, view, places, drawn } = await transaction(cairn.db, 'read', personId, async (tx) => {
      const context = await readContext(cairn, { personId, via: 'web' }, tx)
      const standing = await knownStanding(tx, personId, context.frameworks)
      const view: View = {
        tx,
        personId,
        today: context.today,
        frameworks: context.frameworks,
        profile: standing?.profile ?? (await profileOf(tx, personId)),
        standing,
        settings: await readSettings(tx, personId),
        start: await readStart(tx, personId),
        demo,
        path,
        query: new URL(path, url).searchParams,
        params: back ? paramsFor(page, path) : (c.req.param() as Record<string, string>),
        failed: back?.failed ?? null,
        answered: back?.answered ?? null,
        home: cairn.home,
        origin: url.origin,
        call: context.call,
      }
      const drawn = await drawnFrom(page, view)
      return { body: await page.render(view), view, places: await placesFor(view), drawn }
    })
    if ('redirect' in body) return c.redirect(body.redirect, 303)
    // Told only on a page that is shown: a page that leads on leaves it for the next.
    const told = back ? null : notices.take(c)
    const html = await document(page, body, { view, places, told })
    if (drawn && !back && !told) c.set('drawn', { ...drawn, html })
    return c.html(html, back?.status ?? 200)
  }

  /** What a page is drawn from that is shown again as it is; null for one that is drawn each time. */
  async function drawnFrom(
    { isOfRecords, tellsOfWork }: Page,
    { tx, personId, today, home }: View,
  ): Promise<Omit<Drawn, 'html'> | null> {
    if (!isOfRecords || (tellsOfWork && (await isUnderWay(tx, personId)))) return null
    return { personId, tellsOfWork: tellsOfWork === true, state: await stateOf(tx, personId, today, home) }
  }

  async function document(
    page: Page,
    body: PageBody,
    { view, places, told }: { view: View; places: Place[]; told: Told | null },
  ): Promise<string> {
    const drawn = (
      <Layout
        frame={{
          title: body.title,
          path: view.path,
          places,
          here: page.here,
          example: view.demo ? whoseYear(view) : null,
          notice: told && { text: told.text, undo: told.activity ?? undefined },
          introduction: body.introduction ?? null,
          hideNumbers: view.settings.hideNumbers,
          scripts: ['capture', ...(body.scripts ?? [])],
          refresh: body.refresh,
          savedDraft: told?.operation ?? null,
        }}
      >
        {body.body}
      </Layout>
    )
    return String(await drawn.toString())
  }

  /** What is more than an operation takes is still read, up to here, so that the page can show it again. */
  function readable(name: string) {
    return bodyLimit({ maxSize: Math.max(limitOf(name), bodyLimits.notes), onError: refuseLargeForm })
  }

  /** A form sent: do it and go on; or show the page again with everything typed and the reason. */
  async function submit(c: HonoContext, operation: AnyOperation): Promise<Response> {
    const flat = await formValues(c)
    const { _from: from, _next: next, _once: once, _download: asFile, ...fields } = flat
    const values = Object.fromEntries(Object.entries(flat).map(([name, given]) => [name, asTyped(given)]))
    const json = asksForJson(c)
    const path = pathOf(from)
    const page = pages.find((candidate) => matches(candidate, path)) ?? operationForm(operation)
    try {
      if ((await c.req.arrayBuffer()).byteLength > limitOf(operation.name)) throw tooLarge()
      const { personId } = await personOf(c)
      const input = nested(schemaOf(operation), fields)
      const actor = { personId, via: 'web' } as const
      const sent = input.dryRun === true ? null : (onceOf(c) ?? sentBy(once))
      const called = await call<Record<string, unknown>>(cairn, actor, operation.name, input, sent)
      const { answer, activity } = called
      if (operation.name === 'demo.load') setCookie(c, exampleCookie, 'open', cookieOptions)
      if (operation.name === 'demo.clear') deleteCookie(c, exampleCookie)
      if (json) {
        tellOf(c, called)
        return c.json(answer)
      }
      if (operation.scope === 'read' && asFile) return sentAsFile(c, answer.file as Document)
      if (operation.scope === 'read' || input.dryRun === true)
        return show(c, page, { path, status: 200, answered: { operation: operation.name, values, answer } })
      notices.tell(c, { text: operation.says?.(answer) ?? 'Saved.', activity, operation: operation.name })
      return c.redirect(pathOf(filled(pathOf(next ?? from), answer)), 303)
    } catch (error) {
      if (!(error instanceof Problem)) report(c, error)
      const { body, status } = error instanceof Problem ? asJsonProblem(error) : fault
      if (json) return c.json(body, status)
      return showAgain(c, page, operation, {
        path,
        status,
        failed: { operation: operation.name, values, problem: body },
      })
    }
  }

  /** The page with everything typed; where that page is gone or no longer holds the form, the operation's plain form. */
  async function showAgain(c: HonoContext, page: Page, operation: AnyOperation, back: Back): Promise<Response> {
    try {
      const shown = await show(c, page, back)
      if ((await shown.clone().text()).includes('class="problem"')) return shown
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
    return show(c, operationForm(operation), back)
  }

  async function download(c: HonoContext): Promise<Response> {
    const operation = cairn.operations.get(c.req.param('name') ?? '')
    if (operation?.scope !== 'read') return c.html(<MissingPage />, 404)
    if (operation.secrets?.some((name) => c.req.query(name) !== undefined)) throw secretInAddress()
    const { personId } = await personOf(c)
    const flat: Flat = Object.fromEntries([...new URL(c.req.url).searchParams].map(([name, value]) => [name, [value]]))
    const input = nested(schemaOf(operation), flat)
    parse(operation, input)
    const { answer } = await call<{ file?: Document }>(cairn, { personId, via: 'web' }, operation.name, input)
    if (!answer.file) return c.html(<MissingPage />, 404)
    return sentAsFile(c, answer.file)
  }

  function report(c: HonoContext, error: unknown): void {
    logger.error({ err: error, path: c.req.path }, 'a bug')
  }

  // Too much to read is too much to show again: the page before still holds it.
  function refuseLargeForm(c: HonoContext): Response | Promise<Response> {
    const { code, message } = tooLarge()
    if (asksForJson(c)) return c.json({ code, message }, 413)
    return refusedPage(c, new Problem(code, `${message} Go back to find what you typed.`))
  }

  function refusedPage(c: HonoContext, problem: Problem): Response | Promise<Response> {
    const { status } = asJsonProblem(problem)
    return c.html(<RefusedPage problem={problem} />, status)
  }
}

/** The key of a shown form: pressed twice, or sent anew by the browser, it is done once; filled in again, it is another request. */
function sentBy(once: (string | FileValue)[] | undefined): Once | null {
  const key = once?.[0]
  return typeof key === 'string' && key !== '' ? { key: keyFrom(key)!, perInput: true } : null
}

function sentAsFile(c: HonoContext, file: Document): Response {
  return c.body(new Uint8Array(bytesOf(file)), 200, {
    'content-type': 'text' in file ? `${file.type}; charset=utf-8` : file.type,
    'content-disposition': `attachment; filename="${file.name.replace(/[^\w.-]/g, '_')}"`,
  })
}

const secretInAddress = () =>
  new Problem(
    'invalid',
    'A passphrase does not belong in an address, which the browser keeps. Use the form on the data page.',
  )

const asksForJson = (c: HonoContext): boolean => c.req.header('accept')?.startsWith('application/json') ?? false

const foreign = (c: HonoContext) => c.text('This request came from another site. Nothing was changed.', 403)

const exampleCookie = 'cairn_example'

const headers: Parameters<typeof secureHeaders>[0] = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    manifestSrc: ["'self'"],
  },
  xFrameOptions: 'DENY',
  referrerPolicy: 'same-origin',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
  // Cairn speaks plain HTTP on this computer only: a promise of HTTPS would lock other local servers out of the browser.
  strictTransportSecurity: false,
}

/** A page shown again after a form on it was refused, or only asked something. */
interface Back {
  path: string
  status: ContentfulStatusCode
  failed?: Failed
  answered?: Answered
}

const fileHeaders: typeof headers = { ...headers, contentSecurityPolicy: { sandbox: [], defaultSrc: ["'none'"] } }

const matches = (page: Page, path: string): boolean => patternOf(page).test(path.split('?')[0]!)

function paramsFor(page: Page, path: string): Record<string, string> {
  const found = patternOf(page).exec(path.split('?')[0]!)
  return Object.fromEntries(
    Object.entries(found?.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
  )
}

const patternOf = (page: Page): RegExp => new RegExp(`^${page.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`)

const hostOf = (origin: string): string => {
  try {
    return new URL(origin).host
  } catch {
    return ''
  }
}

/** “Mara, Senior Product Manager”: who the filled example is about, as its own profile says. */
const whoseYear = ({ profile, standing }: View): string =>
  [profile.name ?? 'somebody', standing && levelOf(standing.framework, standing.level).title].filter(Boolean).join(', ')

function refuseExample(): never {
  throw new Problem('missing', 'The filled example is not loaded. Load it first: “demo.load”.')
}
