import { hoursInFigures } from '../../core/actions/plan.ts'
import { currentTemplates } from '../../core/document/template.ts'
import { inWords } from '../../core/number-words.ts'
import { initialsOf } from '../../core/people.ts'
import type { CheckedSignal } from '../../core/signals/check.ts'
import type { Fix, SignalGroup, SignalRecord } from '../../core/signals/model.ts'
import type { StallQuestion } from '../../core/signals/stalls.ts'
import { templatesIn } from '../../platform/documents.ts'
import type { Page, View } from '../../platform/page.ts'
import { wayToFix } from '../../platform/ways.ts'
import { Form, Submit, TextArea, TextField } from '../../ui/form.tsx'
import { ActionLink, Chip, Columns, dayWords, Note, PageHead, Section } from '../../ui/parts.tsx'
import type { CheckAnswer } from './checked.ts'
import { nothingFound, type OpeningAnswer } from './operations.ts'
import { groupWords, stateWords } from './words.ts'

const checksPage: Page = {
  path: '/checks',
  here: 'more',
  isOfRecords: true,
  async render(view) {
    const answer = await view.call<CheckAnswer>('signals.check')
    return {
      title: 'Checks',
      body: (
        <>
          <PageHead
            title="Checks"
            lead="What your own records say about how the work goes. Only you see it: no number, no case and no shared page knows of it."
          />
          <div class="behind-curtain">
            <Columns beside={<BeforeYouSayIt view={view} answer={answer} />}>
              <Questions view={view} questions={answer.questions} />
              <Group view={view} group="factory" answer={answer} />
              <Group view={view} group="stalls" answer={answer} />
              <Group view={view} group="traps" answer={answer} />
              <NotEnough answer={answer} />
              <Silent view={view} signals={answer.signals} />
            </Columns>
          </div>
        </>
      ),
    }
  },
}

export const signalPages: readonly Page[] = [checksPage]

/** Nothing is said of a phrase before the person has said that it was meant. */
const Questions = ({ view, questions }: { view: View; questions: readonly StallQuestion[] }) =>
  questions.length === 0 ? null : (
    <Section id="heard" title="Did you hear something like this?">
      <ul class="list">
        {questions.map(({ talk, on, partner, words, phrase, title }) => (
          <li>
            <blockquote>{words}</blockquote>
            <p class="small quiet">
              {dayWords(on)}
              {partner && `, with ${partner}`}. Close to “{phrase}”, as in {title}.
            </p>
            <Form do="signals.hear" from="/checks" next="/checks" hidden={{ talk, words }} failed={view.failed}>
              <div class="actions">
                <Submit kind="plain" name="heard" value="true">
                  Yes, that
                </Submit>
                <Submit kind="link" name="heard" value="false">
                  No, something else
                </Submit>
              </div>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  )

const leads: Record<SignalGroup, string | null> = {
  factory: null,
  stalls: 'From your talks, once you say that you heard it, and held against what you have done.',
  traps: 'What goes wrong by itself when nothing is done.',
}

/** What speaks stands first, with its fix; what is clear is one line each. What waits for data stands below, said once for all. */
const Group = ({ view, group, answer }: { view: View; group: SignalGroup; answer: CheckAnswer }) => {
  const shown = answer.signals.filter((signal) => signal.group === group && !signal.silent)
  const [speaking, clear] = (['fires', 'clear'] as const).map((state) => shown.filter((each) => each.state === state))
  if (shown.length > 0 && speaking!.length + clear!.length === 0) return null
  return (
    <Section id={group} title={groupWords[group]}>
      <p>{leads[group] ?? answer.verdict.says}</p>
      <ul class="list">
        {speaking!.map((signal) => (
          <Speaking view={view} signal={signal} />
        ))}
        {clear!.map((signal) => (
          <Quiet signal={signal} />
        ))}
      </ul>
      {shown.length === 0 && <p class="quiet">You have waved all of these away for now.</p>}
      {group === 'stalls' && <LookUp />}
    </Section>
  )
}

const LookUp = () => (
  <p class="small quiet">
    Heard something that is in no talk here? <a href="/decode">Look it up</a>.
  </p>
)

/** Those that cannot say anything yet: what each group of them waits for, and on a click what every one does. */
const NotEnough = ({ answer: { signals, verdict } }: { answer: CheckAnswer }) => {
  const waiting = signals.filter(({ state, silent }) => state === 'not_enough' && !silent)
  if (waiting.length === 0) return null
  const groups = [...new Set(waiting.map(({ group }) => group))]
  const isWhole = (of: SignalGroup) =>
    signals.every(({ group, state, silent }) => group !== of || silent || state === 'not_enough')
  return (
    <Section id="not-enough" title={stateWords.not_enough}>
      <p>
        {inWords(waiting.length)} {waiting.length === 1 ? 'check waits' : 'checks wait'} for what you write down. None
        of them guesses.
      </p>
      <ul class="list">
        {groups.map((group) => (
          <li>
            <strong>{groupWords[group]}</strong>
            <br />
            {group === 'factory' && isWhole(group) && `${verdict.says} `}
            <Needed group={group} />
          </li>
        ))}
      </ul>
      <details>
        <summary>What each one needs</summary>
        <ul class="list">
          {waiting.map((signal) => (
            <Quiet signal={signal} />
          ))}
        </ul>
      </details>
      {groups.includes('stalls') && isWhole('stalls') && <LookUp />}
    </Section>
  )
}

/** What is missing, and where it is written down. */
const Needed = ({ group }: { group: SignalGroup }) => {
  if (group === 'factory')
    return (
      <>
        Say of <a href="/initiatives">your pieces of work</a> where they came from, when they went out and what they
        changed.
      </>
    )
  if (group === 'stalls')
    return (
      <>
        <a href="/talks#record">Write a talk down</a>, in the words you heard.
      </>
    )
  return (
    <>
      <a href="/people">People</a> and <a href="/talks#record">talks</a> say more.
    </>
  )
}

const Speaking = ({ view, signal }: { view: View; signal: CheckedSignal }) => {
  const { id, title, state, says, fix, records } = signal
  return (
    <li id={id} class="sign">
      <div class="row">
        <h3>{title}</h3>
        <span class="chip urgent">{stateWords[state]}</span>
      </div>
      <p>{says}</p>
      <Records records={records.slice(0, mostShown)} />
      {records.length > mostShown && (
        <details class="small">
          <summary>{records.length - mostShown} more</summary>
          <Records records={records.slice(mostShown)} />
        </details>
      )}
      {fix && (
        <div class="row">
          <p>
            {fix.text} <span class="quiet">About {hoursInFigures(fix.hours)}.</span>
          </p>
          <Begin view={view} fix={fix} />
        </div>
      )}
      <Dismiss view={view} id={id} title={title} />
    </li>
  )
}

const Begin = ({ view, fix: { place, button } }: { view: View; fix: Fix }) =>
  place.at === 'document' ? (
    <Form
      do="document.start"
      from="/checks"
      next="/library/{id}"
      hidden={{ template: place.template, ...(place.initiative && { initiative: place.initiative }) }}
      failed={view.failed}
    >
      <Submit kind="plain">{button}</Submit>
    </Form>
  ) : (
    <ActionLink href={wayToFix(place)}>{button}</ActionLink>
  )

const Quiet = ({ signal: { id, title, state, says, records } }: { signal: CheckedSignal }) => (
  <li id={id} class="sign">
    <div class="row">
      <h3>{title}</h3>
      {state === 'clear' && <Chip>{stateWords[state]}</Chip>}
    </div>
    <p class="small quiet">{says}</p>
    {records.length > 0 && (
      <details class="small">
        <summary>What stands behind it</summary>
        <Records records={records} />
      </details>
    )}
  </li>
)

const mostShown = 5

/** The records behind the count; people by their initials, since a screen may be shared. */
const Records = ({ records }: { records: readonly SignalRecord[] }) =>
  records.length === 0 ? null : (
    <ul class="small roomy">
      {records.map((record) => (
        <li>
          <a href={hrefOf(record)}>{record.type === 'person' ? initialsOf(record.text) : record.text}</a>
        </li>
      ))}
    </ul>
  )

function hrefOf({ type, id }: SignalRecord): string {
  switch (type) {
    case 'initiative':
      return `/initiatives/${id}`
    case 'evidence':
      return `/evidence/${id}`
    case 'document':
      return `/library/${id}`
    case 'talk':
      return '/talks'
    case 'person':
      return '/people'
  }
}

const Dismiss = ({ view, id, title }: { view: View; id: string; title: string }) => (
  <details class="small" open={view.failed?.operation === 'signals.dismiss' && view.failed.values.signal === id}>
    <summary>It does not fit</summary>
    <Form do="signals.dismiss" from="/checks" next="/checks#silent" hidden={{ signal: id }} failed={view.failed}>
      <TextField
        name="reason"
        label={`Why “${title}” does not fit`}
        hint="For yourself. It is silent for 45 days; times away do not count."
        maxlength={500}
        required
      />
      <Submit kind="plain">Wave it away</Submit>
    </Form>
  </details>
)

const BeforeYouSayIt = ({ view, answer: { drafts } }: { view: View; answer: CheckAnswer }) => {
  const answered = view.answered?.operation === 'signals.opening' ? view.answered : null
  return (
    <Section id="opening" title="Before you say it">
      <p>Four ways to open a talk turn people away. Put down what you mean to say, and see whether one is in it.</p>
      <Form do="signals.opening" from="/checks" failed={view.failed} typed={answered}>
        <TextArea name="text" label="What you mean to say or send" rows={3} maxlength={4000} required draft />
        <Submit keys>Read it</Submit>
      </Form>
      {drafts.map(({ id, title, template, found }) => (
        <>
          <p>
            In your draft <a href={`/library/${id}`}>{title ?? nameOf(view, template)}</a>:
          </p>
          <Found answer={{ found }} />
        </>
      ))}
      <div role="status">{answered && <Found answer={answered.answer as OpeningAnswer} />}</div>
      <p class="small quiet">
        It is read here and kept nowhere. <a href="/talks/process#ask">A sentence to begin with</a>.
      </p>
    </Section>
  )
}

const nameOf = ({ home }: View, template: string): string =>
  currentTemplates(templatesIn(home.content)).find(({ id }) => id === template)?.title ?? template

const Found = ({ answer: { found } }: { answer: OpeningAnswer }) =>
  found.length === 0 ? (
    <Note>
      <p>{nothingFound}</p>
    </Note>
  ) : (
    <div class="stack">
      {found.map(({ title, words, says, fix }) => (
        <Note>
          <p>
            <strong>{title}</strong>: “{words}”
          </p>
          <p>
            {says} {fix}
          </p>
        </Note>
      ))}
    </div>
  )

const Silent = ({ view, signals }: { view: View; signals: readonly CheckedSignal[] }) => {
  const silent = signals.flatMap(({ id, title, silent }) => (silent ? [{ id, title, ...silent }] : []))
  return silent.length === 0 ? null : (
    <Section id="silent" title="Silent for now">
      <ul class="list">
        {silent.map(({ id, title, reason, until }) => (
          <li class="row">
            <span>
              {title}
              <span class="small quiet">
                <br />
                Until {dayWords(until)}. You said: {reason}
              </span>
            </span>
            <Form
              do="signals.recall"
              from="/checks"
              next={`/checks#${id}`}
              hidden={{ signal: id }}
              failed={view.failed}
            >
              <Submit kind="link">Let it speak</Submit>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  )
}
