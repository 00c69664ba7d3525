import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { Cards, NotKnown } from '../features/decode/body.tsx'
import { stallsIn } from '../features/decode/content.ts'
import { Always, Begin, Intro, Questions, quizMarks, Result, Resumed, Steps } from '../features/quiz/body.tsx'
import { quizIn } from '../features/quiz/content.ts'
import { Examples, ReadingOf } from '../features/try/body.tsx'
import { Mark } from '../ui/charts/mark.tsx'
import { TextArea } from '../ui/form.tsx'
import { CopyButton, PageHead, Section } from '../ui/parts.tsx'
import { styleFor } from './style.ts'

/** The public pages, by the name of their file without its ending. */
export const siteNames = ['quiz', 'decode', 'try'] as const
export type SiteName = (typeof siteNames)[number]

/** Where the build put what the pages are made of. */
export interface SiteSources {
  /** Scripts, one whole file each. */
  scripts: string
  assets: string
  content: string
}

/** A page as one file that asks for nothing: style, script and picture stand in it, and its policy forbids every request. */
export async function siteDocument(name: SiteName, { scripts, assets, content }: SiteSources): Promise<string> {
  const script = readFileSync(join(scripts, `${name}.js`), 'utf8').trim()
  const { title, body } = pages[name](content)
  const main = String(await (<Main>{body}</Main>).toString())
  const style = styleFor(readFileSync(join(assets, 'styles.css'), 'utf8').trim(), main, script)
  const icon = `data:image/svg+xml,${encodeURIComponent(readFileSync(join(assets, 'mark.svg'), 'utf8').replaceAll(/\n\s*/g, ''))}`
  const document = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policyFor(script, style)} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>{`${title} · Cairn`}</title>
        <link rel="icon" href={icon} type="image/svg+xml" />
        <style>{raw(style)}</style>
      </head>
      <body>
        {raw(main)}
        <script>{raw(script)}</script>
      </body>
    </html>
  )
  return `<!doctype html>${String(await document.toString())}\n`
}

const policyFor = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const Main = ({ children }: { children?: Child }) => (
  <main id="main" class="plain">
    <p class="brand">
      <Mark /> Cairn
    </p>
    {children}
    <p class="foot small quiet screen-only">
      One file, whole in itself: it works without a network, and what you type in it goes nowhere.
    </p>
  </main>
)

const pages: Record<SiteName, (content: string) => { title: string; body: Child }> = {
  quiz: (content) => ({ title: 'Two-minute quiz', body: <QuizAlone content={content} /> }),
  decode: (content) => ({ title: 'What did my manager mean?', body: <DecodeAlone content={content} /> }),
  try: () => ({ title: 'Output or outcome?', body: <TryAlone /> }),
}

function QuizAlone({ content }: { content: string }) {
  const quiz = quizIn(content)
  return (
    <div {...quizMarks(quiz)}>
      <PageHead title="How much of the next level already shows?" lead={<Intro quiz={quiz} />} />
      <Always quiz={quiz} where="file" />
      <noscript>
        <div class="note">
          <p>
            This page counts by script, and script is switched off here. Switch it on, or count by hand: of each
            question the first answer counts 0, the second 1, the third 2, the fourth 3.
          </p>
          <ul>
            {quiz.bands.map(({ min, title, text }) => (
              <li>
                From {min} of 36: {title}. {text}
              </li>
            ))}
          </ul>
        </div>
      </noscript>
      <div class="quiz-asked">
        <form>
          <Resumed />
          <Questions quiz={quiz} family="pm" />
          <Begin />
          <Steps />
        </form>
      </div>
      <Result quiz={quiz} result={null}>
        <div class="screen-only">
          <h3>Keep it as your starting point</h3>
          <p>Open the quiz in your own Cairn, at /quiz, and paste this code. Each answer waits there as a hint.</p>
          <p class="row">
            <output id="quiz-code" data-code />
            <CopyButton of="quiz-code">Copy the code</CopyButton>
          </p>
        </div>
      </Result>
    </div>
  )
}

function DecodeAlone({ content }: { content: string }) {
  const { stalls, notKnown } = stallsIn(content)
  return (
    <div class="decode" data-alone>
      <PageHead
        title="What did my manager mean?"
        lead="Four answers come up most when somebody is not promoted. Type what you heard, one remark per line."
      />
      <noscript>
        <p class="note">Typing needs script, which is switched off here. All there is to read stands below.</p>
      </noscript>
      <form>
        <TextArea name="phrase" label="What you heard" rows={3} maxlength={5000} />
      </form>
      <p class="small quiet" role="status" data-told />
      <NotKnown notKnown={notKnown} hidden />
      <Section id="all" title="The four">
        <Cards stalls={stalls} />
      </Section>
      <p class="small quiet">
        In your own Cairn, what you heard is also held against your own records: whether you have done it, and what to
        send so that it is seen.
      </p>
    </div>
  )
}

const TryAlone = () => (
  <div class="try">
    <PageHead
      title="Output or outcome?"
      lead="Type one sentence about your work, as you would put it in a review. It is read here, by rules; nothing is kept and nothing is sent."
    />
    <noscript>
      <p class="note">This page reads by script, and script is switched off here. Switch it on to use it.</p>
    </noscript>
    <form>
      <TextArea name="text" label="Your sentence" rows={3} maxlength={2000} />
    </form>
    <ReadingOf check={null} />
    <Examples />
  </div>
)
