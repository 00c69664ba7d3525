import { defaultTarget, type Framework } from '../../core/framework.ts'
import type { Page, View } from '../../platform/page.ts'
import { DayField, Form, type Option, SelectField, Submit, TextField } from '../../ui/form.tsx'
import { pathAfter, pathOf, StepPage } from './steps.tsx'

export const rolePage: Page = {
  path: pathOf('role'),
  here: 'today',
  render: async (view) => ({
    title: 'What you do',
    body: (
      <StepPage view={view} step="role">
        <RoleForm view={view} />
      </StepPage>
    ),
  }),
}

/** What the person does and aims at, with defaults that one click confirms. */
export function RoleForm({ view }: { view: View }) {
  const { profile, frameworks } = view
  const now = profile.framework && profile.level ? `${profile.framework}:${profile.level}` : usualRung(frameworks)
  return (
    <Form do="start.role" from={view.path} next={pathAfter('role')} failed={view.failed}>
      <SelectField
        name="now"
        label="Your level now"
        hint="Pick the nearest; titles differ from one company to the next."
        value={now}
        options={rungs(frameworks)}
      />
      <SelectField
        name="next"
        label="What comes next"
        value={nextOf(view)}
        options={[
          { value: 'usual', label: 'The usual next step from there' },
          { value: 'none', label: 'Not now: I want to do this level well' },
          ...rungs(frameworks),
        ]}
      />
      <TextField
        name="name"
        label="Your name, if you like"
        hint="As it should stand on your case. Nobody else sees it."
        value={profile.name}
        size="medium"
        autocomplete="name"
      />
      <DayField name="reviewOn" label="When your next review closes, if you know" value={profile.reviewOn} />
      <Submit>Go on</Submit>
    </Form>
  )
}

const rungs = (frameworks: readonly Framework[]): (Option & { group: string })[] =>
  frameworks.flatMap(({ id, name, levels }) =>
    levels.map((level) => ({ value: `${id}:${level.id}`, label: level.title, group: name })),
  )

// The second rung is where most people stand who keep a record of their work.
function usualRung([framework]: readonly Framework[]): string {
  const level = framework?.levels[1] ?? framework?.levels[0]
  return framework && level ? `${framework.id}:${level.id}` : ''
}

/** What was chosen before; the usual step keeps its own name, so that it moves along with the level. */
function nextOf({ standing, profile }: View): string {
  if (!standing || profile.target === null) return 'usual'
  const { framework, level, target } = standing
  if (target === null) return 'none'
  return target === defaultTarget(framework, level) ? 'usual' : `${framework.id}:${target}`
}
