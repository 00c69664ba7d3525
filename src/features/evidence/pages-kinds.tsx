import type { Decision, Evidence, FoundFirst, ItemKind, Lesson } from '../../core/evidence.ts'
import type { View } from '../../platform/page.ts'
import { CheckField, DayField, Hidden, NumberField, SelectField, TextArea, TextField } from '../../ui/form.tsx'

// What a form asks besides the text, by the kind of record. Every answer may stay blank.

/** The kinds that have a form of their own, in the order in which they are offered. */
export const kindsWithForm = ['decision', 'outcome', 'feedback', 'problem', 'learning'] as const satisfies ItemKind[]
export type KindWithForm = (typeof kindsWithForm)[number]

interface KindForm {
  /** As a link and as the title of its page. */
  name: string
  lead: string
  placeholder: string
}

export const kindForms: Record<KindWithForm, KindForm> = {
  decision: {
    name: 'A decision',
    lead: 'What was chosen, why, and what was not. One sentence is enough; the rest can follow.',
    placeholder: 'What did you decide, and what did that cost?',
  },
  outcome: {
    name: 'A number that moved',
    lead: 'From what to what, and what it was meant to be. One sentence is enough; the rest can follow.',
    placeholder: 'What changed, from what to what?',
  },
  feedback: {
    name: 'Words about your work',
    lead: 'What somebody who saw it said, in their words, with their name and the day.',
    placeholder: 'What did they write or say, in their words?',
  },
  problem: {
    name: 'A problem found first',
    lead: 'Something you saw before anybody asked. One sentence is enough; the rest can follow.',
    placeholder: 'Who was losing what, and how did you notice?',
  },
  learning: {
    name: 'Something learned',
    lead: 'What went otherwise than expected, and what you do differently since. A miss with its cause is good evidence.',
    placeholder: 'What did you expect, and what happened?',
  },
}

export const kindAsked = ({ query }: View): KindWithForm | null =>
  kindsWithForm.find((kind) => kind === query.get('kind')) ?? null

export function KindFields({ kind, today }: { kind: KindWithForm; today: string }) {
  switch (kind) {
    case 'decision':
      return <DecisionFields />
    case 'outcome':
      return <MovedFields />
    case 'feedback':
      return <SaidFields today={today} />
    case 'problem':
      return <FoundFields />
    case 'learning':
      return <LessonFields />
  }
}

const decisionTypeWords: Record<NonNullable<Decision['type']>, string> = {
  choose: 'Chose one of several',
  cut: 'Cut something',
  decline: 'Said no',
  defer: 'Put it later',
  reshape: 'Changed its shape',
}

/** What was chosen, why, over what, and how it will be known; what few say waits below. */
export const DecisionFields = ({ decision = null }: { decision?: Decision | null }) => (
  <>
    <TextField name="decision.choice" label="What you decided" value={decision?.choice} maxlength={500} />
    <InWords name="decision.because" label="Why" value={decision?.because} />
    <PerLine
      name="decision.notChosen"
      label="What was given up"
      hint="What you decided against, one per line."
      value={decision?.notChosen}
    />
    <TextField name="decision.measure" label="How you will know" value={decision?.measure} maxlength={300} />
    <div class="filter-grid wide-cells">
      <DayField name="decision.revisitOn" label="When you look at it again" value={decision?.revisitOn} />
      <SelectField
        name="decision.type"
        label="What kind of decision"
        empty="Not said"
        value={decision?.type}
        options={Object.entries(decisionTypeWords).map(([value, label]) => ({ value, label }))}
      />
    </div>
    <details open={Boolean(decision?.options || decision?.requestFrom || decision?.sharedOn)}>
      <summary>More about the decision</summary>
      <PerLine
        name="decision.options"
        label="What else you could have done"
        hint="One per line."
        value={decision?.options}
      />
      <div class="filter-grid wide-cells">
        <TextField
          name="decision.requestFrom"
          label="Who had asked for it, if it was a request"
          value={decision?.requestFrom}
          maxlength={120}
        />
        <DayField name="decision.sharedOn" label="When you told those concerned" value={decision?.sharedOn} />
      </div>
    </details>
  </>
)

interface Asked<Value> {
  name: string
  label: string
  hint?: string
  value: Value | null | undefined
}

/** An answer in a sentence or two. */
const InWords = (asked: Asked<string>) => <TextArea {...asked} rows={2} maxlength={1000} />

/** Names, addresses or options, one on each line. */
const PerLine = (asked: Asked<string[]>) => <TextArea {...asked} rows={2} />

/** One number with its target, and beside it the one it must not cost. Left blank, the numbers of the text stand. */
const MovedFields = () => (
  <>
    <div class="filter-grid">
      <TextField name="metrics.0.name" label="What it measures" placeholder="week-1 retention" maxlength={120} />
      <NumberField name="metrics.0.from" label="Before" />
      <NumberField name="metrics.0.to" label="After" />
      <TextField name="metrics.0.unit" label="Unit" placeholder="%, days, EUR …" maxlength={20} />
      <NumberField name="metrics.0.target" label="Target" />
      <TextField name="metrics.0.window" label="Over what period" maxlength={120} />
    </div>
    <CheckField name="metrics.0.targetSetBefore" label="The target was written down before launch" />
    <fieldset>
      <legend>What it must not cost</legend>
      <p class="hint">A number you watched beside it, such as support tickets while sign-ups grew.</p>
      <Hidden name="metrics.1.counter" value="true" />
      <div class="filter-grid">
        <TextField name="metrics.1.name" label="What it measures" placeholder="support tickets" maxlength={120} />
        <NumberField name="metrics.1.from" label="Before" />
        <NumberField name="metrics.1.to" label="After" />
        <TextField name="metrics.1.unit" label="Unit" maxlength={20} />
      </div>
    </fieldset>
  </>
)

/** Whose words they are. The work they are about is the initiative, asked with the rest. */
const SaidFields = ({ today }: { today: string }) => (
  <>
    <div class="filter-grid wide-cells">
      <TextField name="said.by" label="Whose words" maxlength={120} />
      <TextField name="said.role" label="Their role" placeholder="engineering lead" maxlength={120} />
      <DayField name="said.on" label="When they said it" max={today} />
    </div>
    <p class="hint">With a name it counts as confirmed by them, in words that you pasted.</p>
  </>
)

export const FoundFields = ({ found = null }: { found?: FoundFirst | null }) => (
  <>
    <InWords
      name="foundFirst.how"
      label="How you found it"
      hint="A pattern in tickets, a talk with a customer, a number that looked wrong."
      value={found?.how}
    />
    <TextField name="foundFirst.who" label="Who has it" value={found?.who} maxlength={1000} />
    <TextField
      name="foundFirst.cost"
      label="What it costs them, or the business"
      value={found?.cost}
      maxlength={1000}
    />
    <CheckField name="foundFirst.unasked" label="Nobody had asked for it" checked={found?.unasked ?? false} />
  </>
)

export const LessonFields = ({ lesson = null }: { lesson?: Lesson | null }) => (
  <>
    <InWords name="lesson.expected" label="What you expected" value={lesson?.expected} />
    <InWords name="lesson.happened" label="What happened" value={lesson?.happened} />
    <InWords
      name="lesson.assumption"
      label="Which assumption changed"
      hint="What you believed before, and do not any more."
      value={lesson?.assumption}
    />
    <InWords name="lesson.differently" label="What you do differently since" value={lesson?.differently} />
  </>
)

type People = Pick<
  Evidence,
  'myPart' | 'othersPart' | 'seenBy' | 'creditedBy' | 'audienceLevel' | 'links' | 'confidential'
>

/** Who did what, who saw it, and at which level it was told. */
export const PeopleFields = ({ evidence, view }: { evidence?: People; view: View }) => (
  <>
    <InWords name="myPart" label="My part" hint="What you did yourself." value={evidence?.myPart} />
    <InWords name="othersPart" label="Others’ part" hint="What others did, by name." value={evidence?.othersPart} />
    <PerLine name="seenBy" label="Seen by" hint="Who saw it, one name or role per line." value={evidence?.seenBy} />
    <PerLine
      name="creditedBy"
      label="Credited by"
      hint="Who credits you for it, one per line."
      value={evidence?.creditedBy}
    />
    {view.standing && (
      <SelectField
        name="audienceLevel"
        label="Level of the people it was presented to"
        empty="Not presented, or not known"
        value={evidence?.audienceLevel}
        options={view.standing.framework.levels.map((level) => ({ value: level.id, label: level.title }))}
      />
    )}
    <PerLine name="links" label="Links" hint="One web address per line." value={evidence?.links} />
    <CheckField
      name="confidential"
      label="Confidential"
      hint="Figures are shown as relative change when your case leaves your hands."
      checked={evidence?.confidential ?? false}
    />
  </>
)
