import {
  anchorAt,
  type Expectation,
  type Framework,
  type Level,
  type Skill,
  type Specialisation,
  weightOf,
} from '../../core/framework.ts'
import { count } from '../../core/number-words.ts'
import { LadderMap } from '../../ui/charts/ladder-map.tsx'
import { Chip, Chips, Definition, Definitions, PageHead, Section } from '../../ui/parts.tsx'
import type { LadderView } from './ladder-view.ts'
import { mapOf } from './words.ts'

/** The whole ladder, two of its levels side by side, and what its specialisations lean towards. */
export const LadderBody = (ladder: LadderView) => (
  <>
    <PageHead
      title={ladder.framework.name}
      lead={
        <>
          {ladder.framework.summary} {ladder.own && <a href="/more/settings">Change level or target</a>}
        </>
      }
    />
    <Section id="beside" title="Two levels side by side">
      <Choose {...ladder} />
      <Forks {...ladder} />
      <SideBySide {...ladder} />
    </Section>
    <Section id="levels" title="All levels">
      <LadderMap id="map" {...mapOf(ladder.framework, ladder.present, ladder.target)} />
      <Levels {...ladder} />
    </Section>
    {ladder.framework.tiers.length > 0 && (
      <Section id="tiers" title="Tiers of skills">
        <Definitions>
          {ladder.framework.tiers.map(({ name, summary }) => (
            <Definition term={name}>{summary}</Definition>
          ))}
        </Definitions>
      </Section>
    )}
    <Specialisations {...ladder} />
    {ladder.others.length > 0 && (
      <p>
        <a href="/ladders">All ladders</a>; others here:{' '}
        {ladder.others.map(({ id, name }, i) => (
          <>
            {i > 0 && ', '}
            <a href={`/level/ladder?ladder=${encodeURIComponent(id)}`}>{name}</a>
          </>
        ))}
      </p>
    )}
  </>
)

const Choose = (ladder: LadderView) => (
  <form method="get" action="/level/ladder#beside" class="actions">
    {!ladder.own && <input type="hidden" name="ladder" value={ladder.framework.id} />}
    <LevelSelect {...ladder} name="a" label="One level" chosen={ladder.a.id} />
    <LevelSelect {...ladder} name="b" label="Beside" chosen={ladder.b.id} />
    <button type="submit" class="button">
      Show
    </button>
  </form>
)

/** Where the ladder splits, both ways can be read before choosing one. */
const Forks = ({ framework, own }: LadderView) => {
  const pairs = framework.levels.flatMap(({ id, lateral }, place) =>
    lateral.flatMap((other) =>
      framework.levels
        .slice(place + 1)
        .filter((level) => level.id === other)
        .map((level) => [id, level.id]),
    ),
  )
  if (pairs.length === 0) return null
  const titleOf = (id: string | undefined) => framework.levels.find((level) => level.id === id)?.title
  return (
    <p class="small">
      Where the way splits, compare what the days are made of; neither is better:{' '}
      {pairs.map(([a, b], i) => (
        <>
          {i > 0 && ', '}
          <a href={`/level/ladder?${own ? '' : `ladder=${framework.id}&`}a=${a}&b=${b}`}>
            {titleOf(a)} beside {titleOf(b)}
          </a>
        </>
      ))}
      .
    </p>
  )
}

const LevelSelect = ({
  framework,
  present,
  target,
  name,
  label,
  chosen,
}: LadderView & { name: 'a' | 'b'; label: string; chosen: string }) => (
  <div class="field">
    <label for={`level-${name}`}>{label}</label>
    <select id={`level-${name}`} name={name}>
      {framework.levels.map((level) => (
        <option value={level.id} selected={level.id === chosen}>
          {level.title}
          {level.id === present ? ' (yours)' : level.id === target ? ' (your target)' : ''}
        </option>
      ))}
    </select>
  </div>
)

const SideBySide = (ladder: LadderView) => {
  const { framework, a, b } = ladder
  const pair = a.id === b.id ? [a] : [a, b]
  return (
    <>
      <div class="beside beside-row">
        {pair.map((level) => (
          <div>
            <h3>{level.title}</h3>
            <Marks {...ladder} level={level} />
            <Facts level={level} framework={framework} />
          </div>
        ))}
      </div>
      {framework.skills
        .filter((skill) => pair.some((level) => anchorAt(skill, level.id) !== null))
        .map((skill) => (
          <div class="beside-row">
            <h3>
              {ladder.own ? <a href={`/level/skills/${encodeURIComponent(skill.id)}`}>{skill.name}</a> : skill.name}
            </h3>
            <div class="beside">
              {pair.map((level) => (
                <SkillAt framework={framework} skill={skill} level={level} />
              ))}
            </div>
          </div>
        ))}
    </>
  )
}

const SkillAt = ({ framework, skill, level }: { framework: Framework; skill: Skill; level: Level }) => {
  const anchor = anchorAt(skill, level.id)
  return (
    <div>
      <p class="small quiet">
        {level.title}
        {anchor !== null && weightWords(weightOf(framework, level.id, skill.id))}
      </p>
      <p>{anchor ?? <span class="quiet">Not asked for at this level.</span>}</p>
    </div>
  )
}

const weightWords = (weight: number): string =>
  weight >= 1.5 ? ' · counts a lot' : weight > 1 ? ' · counts more' : weight < 1 ? ' · counts less' : ''

function Facts({ level, framework }: { level: Level; framework: Framework }) {
  const { typical, sustained } = level.months
  return (
    <div class="tall">
      {' '}
      <Definitions>
        <Definition term="Scope">{level.scope}</Definition>
        <Definition term="Days are made of">{sentences(level.focus)}</Definition>
        <Definition term="Wins look like">{sentences(level.wins)}</Definition>
        <Definition term="To grow from here">{level.growth}</Definition>
        {typical !== null && <Definition term="Usual time here">about {monthWords(typical)}</Definition>}
        {sustained !== null && level.next.length > 0 && (
          <Definition term="Before the next">{monthWords(sustained)} of work of the next level’s size</Definition>
        )}
        {level.expects.length > 0 && (
          <Definition term="Expects">
            {level.expects.map((expectation) => expectationWords(expectation, framework)).join('; ')}
          </Definition>
        )}
        {level.also.length > 0 && (
          <Definition term="Also called">
            <span class="small quiet">{level.also.join(', ')}</span>
          </Definition>
        )}
      </Definitions>
    </div>
  )
}

const sentences = (parts: readonly string[]): string => parts.map((part) => `${part}.`).join(' ')

const monthWords = (months: number): string =>
  months % 12 === 0 ? `${months / 12} ${months === 12 ? 'year' : 'years'}` : `${months} months`

/** What a level asks of a tier, in words: “Execution: every skill at the bar”. */
export function expectationWords(
  { tier, bar, meetsAtLeast, must = [], credited }: Expectation,
  { tiers, skills }: Pick<Framework, 'tiers' | 'skills'>,
): string {
  const name = tiers.find(({ id }) => id === tier)?.name ?? `Tier ${tier}`
  const parts = [
    barWords[bar],
    meetsAtLeast && `at least ${meetsAtLeast} at the bar`,
    must.length > 0 &&
      `${new Intl.ListFormat('en').format(must.map((id) => skills.find((skill) => skill.id === id)?.name ?? id))} at the bar`,
    credited && `${count(credited, 'result')} that others credit to you`,
  ]
  return `${name}: ${parts.filter((part) => typeof part === 'string').join(', ')}`
}

const barWords: Record<Expectation['bar'], string> = {
  meets: 'every skill at the bar',
  credible: 'no skill more than about a step below the bar',
  open: 'no minimum, but known',
}

const Levels = (ladder: LadderView) => (
  <>
    {tracksOf(ladder.framework).map(({ name, summary, levels }) => (
      <section aria-label={name}>
        <h3>{name}</h3>
        {summary && <p class="quiet">{summary}</p>}
        <ul class="list">
          {levels.map((level) => (
            <li>
              <details>
                <summary>
                  {level.title}
                  <Mark {...ladder} level={level} />
                </summary>
                <Facts level={level} framework={ladder.framework} />
              </details>
              <p class="small quiet">{level.scope}</p>
            </li>
          ))}
        </ul>
      </section>
    ))}
  </>
)

/** The shared way first, then each track with its own levels. */
function tracksOf({ tracks, levels }: Framework): { name: string; summary: string | null; levels: Level[] }[] {
  const known = new Set(tracks.map(({ id }) => id))
  const shared = levels.filter(({ track }) => !known.has(track))
  return [
    { name: 'The shared path', summary: null, levels: shared },
    ...tracks.map(({ id, name, summary }) => ({
      name,
      summary,
      levels: levels.filter(({ track }) => track === id),
    })),
  ].filter((track) => track.levels.length > 0)
}

const Mark = ({ level, present, target }: LadderView & { level: Level }) => {
  const words = [level.id === present && 'you are here', level.id === target && 'your target'].filter(Boolean)
  return words.length > 0 ? <strong> – {words.join(', ')}</strong> : null
}

const Marks = ({ level, present, target }: LadderView & { level: Level }) =>
  level.id === present || level.id === target ? (
    <Chips>
      {level.id === present && <Chip>You are here</Chip>}
      {level.id === target && <Chip on>Your target</Chip>}
    </Chips>
  ) : null

const Specialisations = ({ framework, specialisation }: LadderView) =>
  framework.specialisations.length === 0 ? null : (
    <Section id="specialisations" title="Specialisations">
      <p class="quiet">
        The levels are the same for all. A specialisation says which skills weigh more for the kind of work you do.
      </p>
      <ul class="list">
        {framework.specialisations.map((lean) => (
          <li>
            <strong>{lean.name}</strong> {lean.id === specialisation && <Chip on>Yours</Chip>}
            <p>{lean.summary}</p>
            <p class="small quiet">{leanWords(lean, framework)}</p>
          </li>
        ))}
      </ul>
    </Section>
  )

function leanWords({ emphasis, levels }: Specialisation, framework: Framework): string {
  const named = (isSuch: (factor: number) => boolean) =>
    framework.skills.filter(({ id }) => emphasis[id] !== undefined && isSuch(emphasis[id])).map(({ name }) => name)
  const [more, less] = [named((factor) => factor > 1), named((factor) => factor < 1)]
  const list = (names: string[]) => new Intl.ListFormat('en').format(names)
  const titles = framework.levels.filter(({ id }) => levels?.includes(id)).map(({ title }) => title)
  return [
    more.length > 0 && `Weighs more: ${list(more)}.`,
    less.length > 0 && `Weighs less: ${list(less)}.`,
    titles.length > 0 && `For ${list(titles)}.`,
  ]
    .filter(Boolean)
    .join(' ')
}
