import { anchorAt, type Framework } from '../../core/framework.ts'
import { statementsOf } from '../../core/ladder-words.ts'
import { count } from '../../core/number-words.ts'
import { Problem } from '../../core/problem.ts'
import { type LadderVersion, versionsOf } from '../../platform/ladders.ts'
import type { Page, View } from '../../platform/page.ts'
import { LadderMap } from '../../ui/charts/ladder-map.tsx'
import { Form, SelectField, Submit } from '../../ui/form.tsx'
import { ActionLink, Chip, ConfirmButton, Note, PageHead, Section } from '../../ui/parts.tsx'
import { ladderPath, mapOf, originWords } from './words.ts'

/** One ladder: its levels drawn, its words, its versions, and what can be done with it. */
export const ownLadderPage: Page = {
  path: '/ladders/:id',
  here: 'more',
  isOfRecords: true,
  async render(view) {
    const { framework, versions } = await askedLadder(view)
    const stands = view.standing?.framework.id === framework.id
    const isVersionStoodOn =
      stands && (view.profile.frameworkVersion === null || view.profile.frameworkVersion === framework.version)
    const isOwn = versions.some(({ madeFrom }) => madeFrom.how !== 'kept')
    const place = ladderPath(framework.id)
    const former = isVersionStoodOn ? (await view.call<{ records: number }>('evidence.former', {})).records : 0
    return {
      title: `Ladder: ${framework.name}`,
      body: (
        <>
          <PageHead title={framework.name} lead={framework.summary || undefined}>
            <ActionLink href={`${place}/edit?version=${framework.version}`}>
              {isOwn ? 'Change it' : 'Make it your own'}
            </ActionLink>
            <ActionLink
              href={`/download/framework.export?id=${encodeURIComponent(framework.id)}&version=${framework.version}`}
            >
              As a file
            </ActionLink>
          </PageHead>
          {isVersionStoodOn && (
            <p>
              <Chip on>You stand on this</Chip> <a href="/level/ladder">Your level beside the next</a>
            </p>
          )}
          {former > 0 && (
            <Note>
              <p>
                {count(former, 'record')} {former === 1 ? 'names' : 'name'} skills or levels of another ladder.{' '}
                <a href="/evidence/former">Say what they are here</a>
              </p>
            </Note>
          )}
          <LadderMap
            id="map"
            {...mapOf(framework, stands ? view.profile.level : null, stands ? view.profile.target : null)}
          />
          {!isVersionStoodOn && <Adopt framework={framework} view={view} stands={stands} />}
          <Words framework={framework} />
          {versions.length > 0 && <Versions framework={framework} versions={versions} view={view} isOwn={isOwn} />}
          <p>
            <a href="/ladders">All ladders</a>
          </p>
        </>
      ),
    }
  },
}

/** The ladder the path names, in the version that is asked for, else the one stood on, else the newest. */
export async function askedLadder(view: View): Promise<{ framework: Framework; versions: LadderVersion[] }> {
  const id = view.params.id!
  if (!view.frameworks.some((framework) => framework.id === id))
    throw new Problem('missing', 'There is no such ladder here. All there are stand under More, Ladders.')
  const versions = (await versionsOf(view.tx, view.personId)).filter(({ framework }) => framework === id)
  const asked = Number(view.query.get('version'))
  const framework = await view.call<Framework>('framework.show', {
    id,
    ...(asked > 0 && Number.isInteger(asked) && { version: asked }),
  })
  return { framework, versions }
}

function Adopt({ framework, view, stands }: { framework: Framework; view: View; stands: boolean }) {
  const { profile } = view
  const options = framework.levels.map(({ id, title }) => ({ value: id, label: title }))
  const known = (id: string | null) => (framework.levels.some((level) => level.id === id) ? id : null)
  return (
    <Section id="adopt" title={stands ? `Adopt version ${framework.version}` : 'Stand on this ladder'}>
      <p class="quiet">
        {stands
          ? 'Ratings of the version before wait until you carry them over, one by one. It stays readable.'
          : 'Ratings, readiness and your case are held against it from then on. Its words stay as they are, whatever comes later; what was said about another ladder stays with that one.'}
      </p>
      <Form
        do="framework.adopt"
        from={view.path}
        next={stands ? ladderPath(framework.id, `/changes?to=${framework.version}`) : ladderPath(framework.id)}
        failed={view.failed}
        hidden={{ id: framework.id, version: String(framework.version) }}
      >
        <SelectField
          name="level"
          label="Your level now"
          value={known(profile.level)}
          empty="The one like now"
          options={options}
        />
        <SelectField
          name="target"
          label="The level you aim at"
          value={profile.target === 'none' ? 'none' : known(profile.target)}
          empty="The next one"
          options={[...options, { value: 'none', label: 'Not seeking promotion now' }]}
        />
        <Submit>{stands ? `Adopt version ${framework.version}` : 'Stand on it'}</Submit>
      </Form>
    </Section>
  )
}

/** At how many levels a skill is asked for, where that is not all of them. */
function Levels({ framework: { levels }, skill }: { framework: Framework; skill: Framework['skills'][number] }) {
  const asked = levels.filter(({ id }) => anchorAt(skill, id) !== null).length
  return asked === levels.length ? null : (
    <span class="small quiet">{`${asked} of ${count(levels.length, 'level')}`}</span>
  )
}

const Words = ({ framework }: { framework: Framework }) => (
  <Section id="words" title="What it asks for">
    {framework.skills.map((skill) => (
      <details>
        <summary>
          {skill.name} <Levels framework={framework} skill={skill} />
        </summary>
        <dl class="definitions">
          {framework.levels.map(({ id, title }) => {
            const anchor = anchorAt(skill, id)
            return anchor === null ? null : (
              <div>
                <dt>{title}</dt>
                <dd>
                  <Statements text={anchor} />
                </dd>
              </div>
            )
          })}
        </dl>
      </details>
    ))}
  </Section>
)

/** An anchor as it is written: one sentence, or one line each. */
export function Statements({ text }: { text: string }) {
  const lines = statementsOf(text)
  if (lines.length < 2) return <>{text}</>
  return (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

const Versions = ({
  framework,
  versions,
  view,
  isOwn,
}: {
  framework: Framework
  versions: LadderVersion[]
  view: View
  isOwn: boolean
}) => (
  <Section id="versions" title="Versions">
    <ul class="list">
      {versions.toReversed().map((row, at, all) => {
        const before = all[at + 1]
        return (
          <li>
            {row.version === framework.version ? (
              <strong>Version {row.version}</strong>
            ) : (
              <a href={ladderPath(row.framework, `?version=${row.version}`)}>Version {row.version}</a>
            )}{' '}
            <span class="small quiet">{originWords(row)}</span>
            {before && (
              <>
                {' '}
                <a href={ladderPath(row.framework, `/changes?from=${before.version}&to=${row.version}`)}>
                  Different from version {before.version}
                </a>
              </>
            )}
          </li>
        )
      })}
    </ul>
    {isOwn && (
      <Form
        do="framework.remove"
        from={view.path}
        next="/ladders"
        failed={view.failed}
        hidden={{ id: framework.id, version: String(framework.version) }}
      >
        <ConfirmButton
          label={`Take version ${framework.version} away…`}
          question="What you stand on, or were rated by, stays. You can undo this."
          confirm="Take it away"
        />
      </Form>
    )}
  </Section>
)
