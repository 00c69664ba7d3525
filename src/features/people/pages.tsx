import { initialsOf, type Stance } from '../../core/people.ts'
import type { Page, View } from '../../platform/page.ts'
import { CheckField, Form, RadioRow, Submit, TextArea, TextField } from '../../ui/form.tsx'
import {
  ActionLink,
  Columns,
  ConfirmButton,
  dayWords,
  EmptyState,
  Note,
  PageHead,
  Pager,
  Section,
} from '../../ui/parts.tsx'
import type { PeopleAnswer, PersonAnswer } from './operations.ts'
import { relationWords } from './words.ts'

const peoplePage: Page = {
  path: '/people',
  here: 'people',
  isOfRecords: true,
  async render(view) {
    const answer = await view.call<PeopleAnswer>('people.list', {
      cursor: view.query.get('cursor') ?? undefined,
      limit: 60,
    })
    return { title: 'People', body: <People view={view} answer={answer} /> }
  },
}

export const peoplePages: readonly Page[] = [peoplePage]

interface Matter {
  view: View
  answer: PeopleAnswer
}

const People = ({ view, answer }: Matter) => (
  <>
    <PageHead
      title="People"
      lead="Who decides, and what they have seen. For your eyes only: no one else’s page, no share and no assistant shows it unless you open it."
    >
      {answer.items.length > 0 && (
        <ActionLink href={showsNames(view) ? '/people' : '/people?names=yes'}>
          {showsNames(view) ? 'Initials only' : 'Show names'}
        </ActionLink>
      )}
    </PageHead>
    <Columns beside={<Coverage answer={answer} />}>
      {answer.items.length === 0 ? (
        <NobodyYet />
      ) : (
        groups.map(({ stance, title }) => (
          <Group view={view} title={title} people={answer.items.filter((each) => each.stance === stance)} />
        ))
      )}
      <Pager
        label="People"
        newer={view.query.has('cursor') ? '/people' : null}
        older={answer.next && `/people?cursor=${answer.next}`}
      />
      <Section id="add" title="Add somebody">
        <AddForm view={view} />
      </Section>
    </Columns>
  </>
)

const groups: { stance: Stance; title: string }[] = [
  { stance: 'champion', title: 'People who back you' },
  { stance: 'challenger', title: 'Not yet convinced' },
  { stance: 'unknown', title: 'Not known yet' },
]

const showsNames = ({ query, failed }: View): boolean => query.get('names') === 'yes' || failed !== null

const NobodyYet = () => (
  <EmptyState example="Maya Keller, director, a level above you, has a say. Backs you. Knows: the new import, from the launch review.">
    A step up is decided by people, often without you in the room. Begin with five who see your work.
  </EmptyState>
)

const Group = ({ view, title, people }: { view: View; title: string; people: readonly PersonAnswer[] }) =>
  people.length === 0 ? null : (
    <Section id={people[0]!.stance} title={title}>
      <ul class="list">
        {people.map((person) => (
          <Person view={view} person={person} />
        ))}
      </ul>
    </Section>
  )

const Person = ({ view, person }: { view: View; person: PersonAnswer }) => (
  <li id={`person-${person.id}`}>
    <p>
      <strong>{showsNames(view) ? person.name : initialsOf(person.name)}</strong>
      {person.role && `, ${person.role}`}
    </p>
    <p class="small quiet">{factsOf(person)}</p>
    {person.knows.length > 0 && (
      <ul class="small">
        {person.knows.map((known) => (
          <li>{known}</li>
        ))}
      </ul>
    )}
    <div class="actions">
      <Form
        do="people.touch"
        from={view.path}
        next={view.path}
        hidden={{ id: person.id, on: view.today }}
        failed={view.failed}
      >
        <Submit kind="plain">We spoke today</Submit>
      </Form>
      <Form do="people.remove" from={view.path} next="/people" hidden={{ id: person.id }} failed={view.failed}>
        <ConfirmButton
          label="Take off…"
          question="Everything you wrote about this person goes with them. You can undo it."
          confirm="Take off the list"
        />
      </Form>
    </div>
  </li>
)

const factsOf = ({ levelRelation, lineManager, voter, wouldRate, lastContact }: PersonAnswer): string =>
  [
    levelRelation === null ? null : relationWords(levelRelation),
    lineManager && 'leads people',
    voter && 'has a say in the decision',
    wouldRate === null ? null : `would rate your work ${wouldRate} of 5, you think`,
    lastContact && `last met on ${dayWords(lastContact)}`,
  ]
    .filter(Boolean)
    .join(' · ')

const Coverage = ({ answer: { coverage } }: { answer: PeopleAnswer }) => (
  <Section id="coverage" title="Who is there">
    {coverage.words.length === 0 ? (
      <p class="small quiet">How your list stands against what it takes shows here once somebody is on it.</p>
    ) : (
      <ul class="small">
        {coverage.words.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    )}
    <Note>
      <p class="small">
        Not enough data yet to say how fresh their view of you is: what they tell you is not kept here so far.
      </p>
    </Note>
  </Section>
)

const AddForm = ({ view }: { view: View }) => (
  <Form do="people.add" from={view.path} next="/people" failed={view.failed}>
    <TextField
      name="name"
      label="Name"
      hint="Write only what you would say to them."
      size="medium"
      maxlength={120}
      required
    />
    <TextField name="role" label="What they do" size="medium" maxlength={120} />
    <RadioRow
      name="levelRelation"
      legend="Their level, beside yours"
      options={[
        { value: '-1', label: 'below' },
        { value: '0', label: 'the same' },
        { value: '1', label: 'one above' },
        { value: '2', label: 'two or more above' },
      ]}
    />
    <RadioRow
      name="stance"
      legend="Would they speak for you?"
      value="unknown"
      options={[
        { value: 'champion', label: 'Backs you' },
        { value: 'challenger', label: 'Not yet convinced', hint: 'or has to agree and rarely sees your work' },
        { value: 'unknown', label: 'I don’t know' },
      ]}
    />
    <CheckField name="lineManager" label="They lead people" />
    <CheckField name="voter" label="They have a say in the decision" />
    <RadioRow
      name="wouldRate"
      legend="How would they rate your work, do you think?"
      hint="1 is low, 5 is high. A guess, to compare with what you hear later."
      options={[1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: String(value) }))}
    />
    <TextArea name="knows" label="What they have seen of your work" hint="One per line. Optional." rows={2} />
    <Submit keys>Add</Submit>
  </Form>
)
