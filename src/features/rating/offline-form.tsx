import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { raw } from 'hono/html'
import {
  type AskedSkill,
  type RatingRequest,
  referenceOf,
  whoSeesWhat,
  withdrawalDays,
} from '../../core/rating-request.ts'
import type { Document } from '../../platform/operation.ts'

/**
 * A request as one HTML file that needs nothing else: no network, no program, no account. Its own policy lets it load and send nothing.
 * It carries the key that answers are signed with.
 */
export function offlineForm(request: RatingRequest, key: string, content: string): Document {
  const read = (name: string) => readFileSync(join(content, 'rating-form', name), 'utf8')
  const page = <FormPage request={request} code={key} script={read('answer.js')} style={read('answer.css')} />
  return { name: `questions-from-${slug(request.owner)}.html`, type: 'text/html', text: String(page) }
}

interface FormPageProps {
  request: RatingRequest
  code: string
  script: string
  style: string
}

const FormPage = ({ request, code, script, style }: FormPageProps) => (
  <>
    {raw('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policyFor(script, style)} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>{`Where do you see ${nameOf(request)}?`}</title>
        <style>{raw(style)}</style>
      </head>
      <body>
        <main>
          <h1 tabindex={-1}>{`Where do you see ${nameOf(request)} against ${request.title}?`}</h1>
          <Questions request={request} code={code} />
          <Result request={request} />
        </main>
        <script>{raw(script)}</script>
      </body>
    </html>
  </>
)

const Questions = ({ request, code }: Pick<FormPageProps, 'request' | 'code'>) => (
  <form
    data-request={request.id}
    data-key={code}
    data-reference={referenceOf(request.id)}
    data-file={`answer-from-${slug(request.rater)}.txt`}
    data-says-rates={`${request.rater}’s answer to ${nameOf(request)}’s questions.`}
    data-says-person={`${request.rater} prefers to answer ${nameOf(request)} in person.`}
    data-says-withdraws={`${request.rater} takes an earlier answer to ${nameOf(request)} back.`}
  >
    <div id="questions">
      <p>
        {`${request.rater}, you are asked for your view of ${request.skills.length === 1 ? 'one skill' : `${request.skills.length} skills`}. Three minutes are enough. This page works without a network and sends nothing: at its end stands an answer that you send yourself.`}
      </p>
      <h2>Who sees what</h2>
      <ul>
        {whoSeesWhat(request.owner).map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <noscript>
        <p class="note">
          Here this page cannot make an answer for you. Reply by mail instead, with a letter and a number per line, such
          as “A {request.points.at(-1)!.value} – because of …”, and “n/a” where you have seen nothing. Put this line
          below: {referenceOf(request.id)}
        </p>
      </noscript>
      <h2>Your view</h2>
      {request.skills.map((skill) => (
        <Question skill={skill} points={request.points} title={request.title} />
      ))}
      <div class="actions" data-needs-script hidden>
        <button type="submit" class="main">
          Make my answer
        </button>
        <button type="button" id="in-person">
          I prefer to answer in person
        </button>
      </div>
      <details data-needs-script hidden>
        <summary>Take back an answer you gave before</summary>
        <p class="small">
          Within {withdrawalDays} days of the day it came in. This makes a code that takes it back; send it to{' '}
          {nameOf(request)} as you sent the answer.
        </p>
        <button type="button" id="withdraw">
          Make the code that takes it back
        </button>
      </details>
    </div>
  </form>
)

const Question = ({ skill, points, title }: { skill: AskedSkill; points: RatingRequest['points']; title: string }) => (
  <fieldset data-skill={skill.id}>
    <legend>
      {skill.letter}. {skill.name}
    </legend>
    <p>
      <span class="quiet small">What {title} asks for: </span>
      {skill.anchor}
    </p>
    {points.map(({ value, label, meaning }) => (
      <label class="point">
        <input type="radio" name={`value ${skill.id}`} value={String(value)} required />
        <span>
          {value} {label}
          <span class="small quiet">{meaning}</span>
        </span>
      </label>
    ))}
    <label class="point">
      <input type="radio" name={`value ${skill.id}`} value="none" required />
      <span>I have had no occasion to see it</span>
    </label>
    <label class="words">
      Because <span class="quiet small">(one example says more than an adjective; optional)</span>
      <textarea name={`because ${skill.id}`} rows={2} maxlength={2000} />
    </label>
  </fieldset>
)

const Result = ({ request }: Pick<FormPageProps, 'request'>) => (
  <section id="result" hidden aria-labelledby="result-title">
    <h2 id="result-title" tabindex={-1}>
      Your answer is made. Now send it.
    </h2>
    <p id="said" class="quiet" />
    <p>
      Nothing has been sent yet. Save the file and attach it to a mail, or copy the code into any message to{' '}
      {nameOf(request)}. Keep this page if you may want to take the answer back.
    </p>
    <div class="actions">
      <a id="download" class="button main" href="#result">
        Save the file
      </a>
      <button type="button" id="copy">
        Copy the code
      </button>
      <button type="button" id="change">
        Change something
      </button>
      <span id="copied" role="status" />
    </div>
    <label for="code">The code</label>
    <textarea id="code" readonly spellcheck={false} />
  </section>
)

/** Only this very script and this very style may run; nothing may be loaded, sent or framed. */
const policyFor = (script: string, style: string): string =>
  `default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'`

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`

const nameOf = ({ owner }: Pick<RatingRequest, 'owner'>): string => owner ?? 'the person who asks'

/** A name as a part of a file's name. */
const slug = (name: string | null): string =>
  (name ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'a-colleague'
