import { anchorAt, type Framework, type Level, type Skill, weightOf } from '../../core/framework.ts'
import { isStoodOn } from '../../platform/ladders.ts'
import type { Page, View } from '../../platform/page.ts'
import { Form, Hidden, NumberField, SelectField, Submit, TextArea, TextField } from '../../ui/form.tsx'
import { ActionLink, ConfirmButton, PageHead, Section } from '../../ui/parts.tsx'
import { askedLadder } from './pages-own.tsx'
import { ladderPath } from './words.ts'

/** A ladder's words to be changed: the ladder, one level with all it asks for, or one skill. */
export const editPage: Page = {
  path: '/ladders/:id/edit',
  here: 'more',
  async render(view) {
    const { framework, versions } = await askedLadder(view)
    const isOwn = versions.some(({ madeFrom }) => madeFrom.how !== 'kept')
    if (!isOwn) return { title: `Make ${framework.name} your own`, body: <MakeOwn framework={framework} view={view} /> }
    const stoodOn = await isStoodOn(view.tx, view.personId, framework.id, framework.version)
    const newest = versions.at(-1)!.version
    const level = framework.levels.find(({ id }) => id === view.query.get('level'))
    const skill = framework.skills.find(({ id }) => id === view.query.get('skill'))
    const on = { framework, view, isOpen: !stoodOn && newest === framework.version }
    return {
      title: `Change ${framework.name}`,
      body: (
        <>
          <PageHead title={`Change ${framework.name}`} lead={leadFor(framework, stoodOn, newest)}>
            <ActionLink href={ladderPath(framework.id, `?version=${framework.version}`)}>Back to the ladder</ActionLink>
          </PageHead>
          <Parts {...on} level={level} skill={skill} />
          {level ? (
            <EditLevel {...on} level={level} />
          ) : skill ? (
            <EditSkill {...on} skill={skill} />
          ) : (
            <EditWhole {...on} />
          )}
        </>
      ),
    }
  },
}

interface On {
  framework: Framework
  view: View
  /** What is changed is changed in place. */
  isOpen: boolean
}

function leadFor({ version }: Framework, stoodOn: boolean, newest: number): string {
  if (version !== newest) return `This is version ${version} of ${newest}. What you save becomes the next version.`
  return stoodOn
    ? `You stand on version ${version}, or were rated by it, so it stays as it is: what you save becomes version ${version + 1}.`
    : `Version ${version}. Nobody stands on it yet, so it is changed in place.`
}

const MakeOwn = ({ framework, view }: { framework: Framework; view: View }) => (
  <>
    <PageHead
      title={`Make ${framework.name} your own`}
      lead="This ladder comes with Cairn. A copy of it is yours to change; the original stays beside it."
    />
    <Form
      do="framework.edit"
      from={view.path}
      next="/ladders/{id}/edit"
      failed={view.failed}
      hidden={{ id: framework.id, 'changes.0.what': 'ladder' }}
    >
      <TextField
        name="changes.0.name"
        label="What to call the copy"
        value={`${framework.name}, my own`}
        size="medium"
      />
      <Submit>Make a copy</Submit>
    </Form>
    <p>
      <a href={ladderPath(framework.id)}>Back to the ladder</a>
    </p>
  </>
)

const partPath = ({ id, version }: Framework, part: string) => ladderPath(id, `/edit?version=${version}${part}`)

const Parts = ({ framework, level, skill }: On & { level?: Level; skill?: Skill }) => (
  <nav class="stack" aria-label="Parts of the ladder">
    <p>
      {level || skill ? <a href={partPath(framework, '')}>The ladder</a> : <strong>The ladder</strong>}
      {framework.levels.map((entry) => (
        <>
          {' · '}
          {entry.id === level?.id ? (
            <strong>{entry.title}</strong>
          ) : (
            <a href={partPath(framework, `&level=${encodeURIComponent(entry.id)}`)}>{entry.title}</a>
          )}
        </>
      ))}
    </p>
    <p class="small">
      Skills:{' '}
      {framework.skills.map((entry, at) => (
        <>
          {at > 0 && ' · '}
          {entry.id === skill?.id ? (
            <strong>{entry.name}</strong>
          ) : (
            <a href={partPath(framework, `&skill=${encodeURIComponent(entry.id)}`)}>{entry.name}</a>
          )}
        </>
      ))}
    </p>
  </nav>
)

// After a change in place the same part stays open; a new version has another number.
const nextAfter = ({ framework, view, isOpen }: On): string =>
  isOpen ? view.path : ladderPath(framework.id, '/changes')

const hiddenOf = ({ framework }: On) => ({ id: framework.id, version: String(framework.version) })

function EditWhole(on: On) {
  const { framework, view } = on
  const levels = framework.levels.map(({ id, title }) => ({ value: id, label: title }))
  const skills = framework.skills.map(({ id, name }) => ({ value: id, label: name }))
  const shared = { do: 'framework.edit', from: view.path, next: nextAfter(on), failed: view.failed }
  return (
    <>
      <Section id="whole" title="The ladder">
        <Form {...shared} hidden={{ ...hiddenOf(on), 'changes.0.what': 'ladder' }}>
          <TextField name="changes.0.name" label="Name" value={framework.name} size="medium" required />
          <TextArea name="changes.0.summary" label="What it is about" value={framework.summary} rows={2} />
          <Submit keys>Save</Submit>
        </Form>
      </Section>
      <Section id="add-level" title="Add a level">
        <Form {...shared} id="add-level-form" hidden={{ ...hiddenOf(on), 'changes.0.what': 'level' }}>
          <TextField name="changes.0.name" label="Title" size="medium" required />
          <SelectField name="changes.0.above" label="Just above" value={levels.at(-1)?.value} options={levels} />
          <TextField name="changes.0.summary" label="Scope, in a sentence" />
          <SelectField
            name="changes.0.skill"
            label="A first skill it asks for"
            value={skills[0]?.value}
            options={skills}
          />
          <TextArea name="changes.0.text" label="What that skill looks like there" rows={2} />
          <Submit kind="plain">Add the level</Submit>
        </Form>
      </Section>
      <Section id="add-skill" title="Add a skill">
        <Form {...shared} id="add-skill-form" hidden={{ ...hiddenOf(on), 'changes.0.what': 'skill' }}>
          <TextField name="changes.0.name" label="Name" size="medium" required />
          <TextField name="changes.0.summary" label="What it is, in a sentence" />
          <SelectField
            name="changes.0.level"
            label="A first level that asks for it"
            value={levels[0]?.value}
            options={levels}
          />
          <TextArea name="changes.0.text" label="What it looks like there" rows={2} />
          <Submit kind="plain">Add the skill</Submit>
        </Form>
      </Section>
    </>
  )
}

function EditLevel(on: On & { level: Level }) {
  const { framework, view, level } = on
  const others = framework.levels.filter(({ id }) => id !== level.id)
  const tracks = [
    { value: 'shared', label: 'The shared path' },
    ...framework.tracks.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <Section id="level" title={level.title}>
      <Form
        do="framework.edit"
        from={view.path}
        next={nextAfter(on)}
        failed={view.failed}
        hidden={{ ...hiddenOf(on), 'changes.0.what': 'level', 'changes.0.level': level.id }}
      >
        <TextField name="changes.0.name" label="Title" value={level.title} size="medium" required />
        <TextField name="changes.0.summary" label="Scope, in a sentence" value={level.scope} required />
        <TextArea name="changes.0.also" label="Also called" hint="One per line." value={level.also} rows={2} />
        {framework.tracks.length > 0 && (
          <SelectField name="changes.0.track" label="Track" value={level.track} options={tracks} />
        )}
        <TextArea
          name="changes.0.next"
          label="Leads to"
          hint={`Ids of the levels one step up, one per line. There are: ${others.map(({ id }) => id).join(', ')}.`}
          value={level.next}
          rows={2}
        />
        <TextArea
          name="changes.0.focus"
          label="What the days are made of"
          hint="One per line."
          value={level.focus}
          rows={3}
        />
        <TextArea name="changes.0.wins" label="What wins look like" hint="One per line." value={level.wins} rows={3} />
        <TextField name="changes.0.growth" label="How to grow from here" value={level.growth} />
        <NumberField name="changes.0.typical" label="Usual months here" value={level.months.typical} min={1} />
        <NumberField
          name="changes.0.sustained"
          label="Months of work of the next level’s size before the next level"
          value={level.months.sustained}
          min={1}
        />
        <h3>What it asks for</h3>
        {framework.skills.map((skill, at) => {
          const name = (field: string) => `changes.${at + 1}.${field}`
          return (
            <div class="beside-row">
              <Hidden name={name('what')} value="anchor" />
              <Hidden name={name('skill')} value={skill.id} />
              <Hidden name={name('level')} value={level.id} />
              <TextArea
                name={name('text')}
                label={skill.name}
                hint="One statement per line; blank if it is not asked for here."
                value={anchorAt(skill, level.id)}
                rows={2}
              />
              {anchorAt(skill, level.id) !== null && (
                <NumberField
                  name={name('weight')}
                  label="Counts"
                  hint="1 is usual."
                  value={weightOf(framework, level.id, skill.id)}
                />
              )}
            </div>
          )
        })}
        <Submit keys>Save</Submit>
      </Form>
      <RemovePart {...on} what="level" id={level.id} name={level.title} />
    </Section>
  )
}

function EditSkill(on: On & { skill: Skill }) {
  const { framework, view, skill } = on
  return (
    <Section id="skill" title={skill.name}>
      <Form
        do="framework.edit"
        from={view.path}
        next={nextAfter(on)}
        failed={view.failed}
        hidden={{ ...hiddenOf(on), 'changes.0.what': 'skill', 'changes.0.skill': skill.id }}
      >
        <TextField name="changes.0.name" label="Name" value={skill.name} size="medium" required />
        <TextField name="changes.0.summary" label="What it is, in a sentence" value={skill.summary} />
        {framework.levels.map((level, at) => {
          const name = (field: string) => `changes.${at + 1}.${field}`
          return (
            <>
              <Hidden name={name('what')} value="anchor" />
              <Hidden name={name('skill')} value={skill.id} />
              <Hidden name={name('level')} value={level.id} />
              <TextArea
                name={name('text')}
                label={level.title}
                hint="One statement per line; blank if it is not asked for here."
                value={anchorAt(skill, level.id)}
                rows={2}
              />
            </>
          )
        })}
        <Submit keys>Save</Submit>
      </Form>
      <RemovePart {...on} what="skill" id={skill.id} name={skill.name} />
    </Section>
  )
}

const RemovePart = ({ what, id, name, ...on }: On & { what: 'level' | 'skill'; id: string; name: string }) => (
  <Form
    do="framework.edit"
    from={on.view.path}
    next={on.isOpen ? partPath(on.framework, '') : nextAfter(on)}
    failed={on.view.failed}
    hidden={{ ...hiddenOf(on), 'changes.0.what': what, [`changes.0.${what}`]: id, 'changes.0.remove': 'true' }}
  >
    <ConfirmButton
      label={`Take ${name} away…`}
      question={`The ${what} goes with all that is said of it. You can undo this.`}
      confirm="Take it away"
    />
  </Form>
)
