import { anchorAt, type Framework, heaviestSkills, levelOf } from '../../core/framework.ts'
import type { Standing } from '../../platform/career.ts'
import type { Page, View } from '../../platform/page.ts'
import { Form, RadioRow, Submit } from '../../ui/form.tsx'
import { ActionLink } from '../../ui/parts.tsx'
import { pathAfter, pathOf, StepPage } from './steps.tsx'

export const skillsPage: Page = {
  path: pathOf('skills'),
  here: 'today',
  render: async (view) => ({
    title: 'Five skills',
    body: (
      <StepPage view={view} step="skills">
        {view.standing ? <Skills view={view} standing={view.standing} /> : <NeedsRole />}
      </StepPage>
    ),
  }),
}

const NeedsRole = () => (
  <>
    <p>Skills belong to a ladder. Say what you do, and the five that weigh most stand here.</p>
    <p>
      <ActionLink href={pathOf('role')} kind="main">
        Say what you do
      </ActionLink>
    </p>
  </>
)

function Skills({ view, standing: { framework, level, target } }: { view: View; standing: Standing }) {
  const aim = target ?? level
  return (
    <Form do="start.answer" from={view.path} next={pathAfter('skills')} failed={view.failed}>
      <p>
        {introduction(framework, aim, target !== null && target !== level)} One tap each: a hint for later, never a
        rating.
      </p>
      {heaviestSkills(framework, aim, 5).map((skill) => (
        <RadioRow
          name={`answers.${skill.id}`}
          legend={skill.name}
          hint={anchorAt(skill, aim) ?? undefined}
          value={view.start.answers[skill.id]}
          options={[
            { value: 'example', label: 'I have an example' },
            { value: 'unsure', label: 'Not sure' },
            { value: 'no_chance', label: 'No chance yet' },
          ]}
        />
      ))}
      <Submit keys>Go on</Submit>
    </Form>
  )
}

function introduction(framework: Framework, level: string, isNext: boolean): string {
  const { title } = levelOf(framework, level)
  return isNext
    ? `This is what someone at ${title} can be seen doing.`
    : `This is what someone at your level, ${title}, can be seen doing.`
}
