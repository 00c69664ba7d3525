import type { FormerWord } from '../../core/ladder-carry.ts'
import { count } from '../../core/number-words.ts'
import type { Page, View } from '../../platform/page.ts'
import { Form, type Option, SelectField, Submit } from '../../ui/form.tsx'
import { ActionLink, EmptyState, Note, PageHead, Section } from '../../ui/parts.tsx'
import type { FormerAnswer } from './carry.ts'

/** Records that speak the words of a former ladder: what each word is on the ladder stood on now, one by one. */
export const carryPage: Page = {
  path: '/evidence/former',
  here: 'evidence',
  isOfRecords: true,
  async render(view) {
    if (!view.standing) return { redirect: '/' }
    const answer = await view.call<FormerAnswer>('evidence.former', {})
    return { title: 'Records of a former ladder', body: <Carry view={view} answer={answer} /> }
  },
}

function Carry({ view, answer }: { view: View; answer: FormerAnswer }) {
  const { framework } = view.standing!
  const { skills, levels, ladder } = answer
  if (skills.length + levels.length === 0)
    return (
      <>
        <PageHead title="Records of a former ladder" />
        <EmptyState
          example="“Storytelling” of the old ladder is “Communication” on the new one: seven records follow."
          action={<ActionLink href="/ladders">All ladders</ActionLink>}
        >
          {`All that your records name is on ${ladder.name}. If you change ladders one day, this page asks what each former skill and level is on the new one.`}
        </EmptyState>
      </>
    )
  return (
    <>
      <PageHead
        title="Records of a former ladder"
        lead={`${leadFor(answer)} name skills or levels that ${ladder.name} does not have. They count there once you say what each is now.`}
      >
        <ActionLink href={`/ladders/${ladder.id}`}>The ladder</ActionLink>
      </PageHead>
      <Form do="evidence.migrate" from="/evidence/former" next="/evidence/former" failed={view.failed} class="broad">
        {skills.length > 0 && (
          <Section id="skills" title="Skills">
            <Words
              name="skills"
              words={skills}
              options={framework.skills.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Section>
        )}
        {levels.length > 0 && (
          <Section id="levels" title="Levels: the size of the work">
            <Words
              name="levels"
              words={levels}
              options={framework.levels.map(({ id, title }) => ({ value: id, label: title }))}
            />
          </Section>
        )}
        <Note>
          <p>
            What is chosen here is the likeliest by its name: change what is wrong, and leave what has no counterpart as
            it is. Nothing else of a record changes, and one Undo takes all of it back.
          </p>
        </Note>
        <Submit>Carry them over</Submit>
      </Form>
    </>
  )
}

const leadFor = ({ records, initiatives }: FormerAnswer): string =>
  [records > 0 && count(records, 'record'), initiatives > 0 && count(initiatives, 'initiative')]
    .filter(Boolean)
    .join(' and ')

const Words = ({
  name,
  words,
  options,
}: {
  name: string
  words: readonly FormerWord[]
  options: readonly Option[]
}) => (
  <>
    {words.map(({ id, name: word, ladder, records, suggested }) => (
      <SelectField
        name={`${name}.${id}`}
        label={word}
        hint={`${ladder === null ? 'No ladder here has it any more' : `Of ${ladder}`}; named by ${count(records, 'record')}.`}
        value={suggested}
        empty="Leave it as it is"
        options={options}
      />
    ))}
  </>
)
