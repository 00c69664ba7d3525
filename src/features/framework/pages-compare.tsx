import type { Emphasis } from '../../core/dimensions.ts'
import type { Framework } from '../../core/framework.ts'
import type {
  LaddersBeside,
  LevelSide,
  LevelsBeside,
  Rung,
  RungLevel,
  Side,
  TracksBeside,
} from '../../core/ladder-compare.ts'
import { count } from '../../core/number-words.ts'
import type { Page, View } from '../../platform/page.ts'
import { Scroll } from '../../ui/charts/picture.tsx'
import { Definition, Definitions, PageHead, Section } from '../../ui/parts.tsx'
import { Statements } from './pages-own.tsx'

type Compared =
  | ({ kind: 'levels' } & LevelsBeside)
  | ({ kind: 'ladders' } & LaddersBeside)
  | ({ kind: 'tracks' } & TracksBeside)

/** Any two levels, ladders or tracks side by side, with what each stresses. */
export const comparePage: Page = {
  path: '/ladders/compare',
  here: 'more',
  isOfRecords: true,
  async render(view) {
    const asked = askedFor(view)
    const compared = await view.call<Compared>('framework.compare', asked)
    return {
      title: `${compared.a.title} beside ${compared.b.title}`,
      body: (
        <>
          <PageHead
            title="Side by side"
            lead="Titles differ from company to company; compare scope, what the days are made of and what is expected."
          />
          <Choose view={view} asked={asked} />
          <Stress a={compared.a} b={compared.b} />
          {compared.kind === 'levels' && <Levels {...compared} />}
          {compared.kind === 'ladders' && <Ladders {...compared} />}
          {compared.kind === 'tracks' && <Tracks {...compared} />}
          <p>
            <a href="/ladders">All ladders</a>
          </p>
        </>
      ),
    }
  },
}

interface Asked {
  levels?: string[]
  ladders?: string[]
  tracks?: string[]
  id?: string
}

/** What the address asks for; without a word, one's own level beside the one aimed at. */
function askedFor(view: View): Asked {
  const pair = (name: string): string[] | null => {
    const [a, b] = [view.query.get(`${name}A`), view.query.get(`${name}B`)]
    return a && b ? [a, b] : null
  }
  const id = view.query.get('id')
  const [tracks, ladders] = [pair('track'), pair('ladder')]
  if (tracks) return { tracks, ...(id && { id }) }
  if (ladders) return { ladders }
  return { levels: pair('level') ?? usualLevels(view) }
}

function usualLevels({ standing, frameworks }: View): string[] {
  const framework = standing?.framework ?? frameworks[0]!
  const first = standing?.level ?? framework.levels[0]!.id
  const above = framework.levels.find(({ id }) => id === first)?.next[0]
  return [first, standing?.target ?? above ?? framework.levels.at(-1)!.id].map((level) => `${framework.id}:${level}`)
}

function Choose({ view, asked }: { view: View; asked: Asked }) {
  const { frameworks } = view
  const forked = frameworks.filter((framework) => tracksOf(framework).length > 1)
  const usual = usualLevels(view)
  const others = frameworks.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <form method="get" action="/ladders/compare" class="actions">
        <LevelChoice name="levelA" label="One level" frameworks={frameworks} chosen={(asked.levels ?? usual)[0]} />
        <LevelChoice name="levelB" label="Beside" frameworks={frameworks} chosen={(asked.levels ?? usual)[1]} />
        <button type="submit" class="button">
          Compare levels
        </button>
      </form>
      {others.length > 1 && (
        <details open={asked.ladders !== undefined}>
          <summary>Two whole ladders</summary>
          <form method="get" action="/ladders/compare" class="actions">
            {(['A', 'B'] as const).map((side, at) => (
              <div class="field">
                <label for={`ladder${side}`}>{side === 'A' ? 'One ladder' : 'Beside'}</label>
                <select id={`ladder${side}`} name={`ladder${side}`}>
                  {others.map(({ value, label }, n) => (
                    <option value={value} selected={asked.ladders ? asked.ladders[at] === value : n === at}>
                      {label}
                    </option>
                  ))}
                </select>
              </div>
            ))}
            <button type="submit" class="button">
              Compare ladders
            </button>
          </form>
        </details>
      )}
      {forked.length > 0 && (
        <p class="small">
          Before choosing a track, what the days are made of:{' '}
          {forked.flatMap((framework, at) => {
            const [a, b] = tracksOf(framework)
            const address = new URLSearchParams({ id: framework.id, trackA: a!.id, trackB: b!.id })
            return [
              at > 0 ? ', ' : '',
              <a href={`/ladders/compare?${address}`}>
                {a!.name} beside {b!.name} ({framework.name})
              </a>,
            ]
          })}
        </p>
      )}
    </>
  )
}

const tracksOf = ({ tracks, levels }: Framework) => tracks.filter(({ id }) => levels.some(({ track }) => track === id))

const LevelChoice = ({
  name,
  label,
  frameworks,
  chosen,
}: {
  name: string
  label: string
  frameworks: readonly Framework[]
  chosen: string | undefined
}) => (
  <div class="field">
    <label for={name}>{label}</label>
    <select id={name} name={name}>
      {frameworks.map((framework) => (
        <optgroup label={framework.name}>
          {framework.levels.map(({ id, title }) => (
            <option value={`${framework.id}:${id}`} selected={chosen === `${framework.id}:${id}`}>
              {title}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  </div>
)

/** What each side puts weight on: a table, with the statements behind every figure. */
const Stress = ({ a, b }: { a: Side; b: Side }) => (
  <Section id="stress" title="What each stresses">
    <Scroll label="What each stresses">
      <table>
        <caption class="unseen">How many of 100 statements are about each of five dimensions</caption>
        <thead>
          <tr>
            <th scope="col">Of 100 statements, about</th>
            <th scope="col">{a.title}</th>
            <th scope="col">{b.title}</th>
          </tr>
        </thead>
        <tbody>
          {a.dimensions.map((one, at) => (
            <tr>
              <th scope="row">{capital(one.dimension)}</th>
              <td class="num">{hundredths(one)}</td>
              <td class="num">{hundredths(b.dimensions[at]!)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
    <p class="small quiet">
      By the words they use. A statement may be about two of the five, or about none, so these do not add up.
    </p>
    <details>
      <summary>The statements behind it</summary>
      {a.dimensions.map((one, at) => (
        <div class="beside-row">
          <h3>{capital(one.dimension)}</h3>
          <div class="beside">
            <Behind title={a.title} of={one} />
            <Behind title={b.title} of={b.dimensions[at]!} />
          </div>
        </div>
      ))}
    </details>
  </Section>
)

const Behind = ({ title, of }: { title: string; of: Emphasis }) => (
  <div>
    <p class="small quiet">{title}</p>
    {of.statements.length === 0 ? (
      <p class="quiet">Nothing said.</p>
    ) : (
      <ul>
        {of.statements.slice(0, 12).map((text) => (
          <li>{text}</li>
        ))}
      </ul>
    )}
    {of.statements.length > 12 && <p class="small quiet">And {of.statements.length - 12} more.</p>}
  </div>
)

const hundredths = ({ share }: Emphasis): string => String(Math.round(share * 100))
const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1)

const Levels = ({ a, b, skills }: LevelsBeside) => (
  <Section id="levels" title={`${a.title} beside ${b.title}`}>
    <div class="beside beside-row">
      <LevelFacts {...a} />
      <LevelFacts {...b} />
    </div>
    {skills.map((row) => (
      <div class="beside-row">
        <h3>{row.otherName ? `${row.name} / ${row.otherName}` : row.name}</h3>
        <div class="beside">
          {[
            { side: a, said: row.a },
            { side: b, said: row.b },
          ].map(({ side, said }) => (
            <div>
              <p class="small quiet">
                {side.title}
                {said && said.weight > 1 ? ', counts more' : said && said.weight < 1 ? ', counts less' : ''}
              </p>
              {said ? <Statements text={said.anchor} /> : <p class="quiet">Not asked for.</p>}
            </div>
          ))}
        </div>
      </div>
    ))}
  </Section>
)

const LevelFacts = ({ title, ladderName, rank, top, scope, focus, wins, growth, months }: LevelSide) => (
  <div>
    <h3>{title}</h3>
    <p class="small quiet">{`${ladderName}, step ${rank + 1} of ${top + 1}`}</p>
    <Definitions>
      <Definition term="Scope">{scope}</Definition>
      {focus.length > 0 && <Definition term="Days are made of">{sentences(focus)}</Definition>}
      {wins.length > 0 && <Definition term="Wins look like">{sentences(wins)}</Definition>}
      {growth && <Definition term="To grow from here">{growth}</Definition>}
      {months.typical !== null && <Definition term="Usual time here">about {months.typical} months</Definition>}
    </Definitions>
  </div>
)

const sentences = (parts: readonly string[]): string => parts.map((part) => `${part}.`).join(' ')

const Ladders = ({ a, b, rungs, both, onlyA, onlyB }: LaddersBeside) => (
  <>
    <Rungs a={a} b={b} rungs={rungs} />
    <Section id="skills" title="Skills">
      <Definitions>
        <Definition term={`In both (${both.length})`}>
          {both.map((pair) => (pair.a === pair.b ? pair.a : `${pair.a} / ${pair.b}`)).join(', ') || 'None by name.'}
        </Definition>
        <Definition term={`Only ${a.title}`}>{onlyA.join(', ') || 'None.'}</Definition>
        <Definition term={`Only ${b.title}`}>{onlyB.join(', ') || 'None.'}</Definition>
      </Definitions>
    </Section>
  </>
)

const Tracks = ({ a, b, rungs }: TracksBeside) => (
  <>
    <p class="quiet">Neither is better. Read what the days are made of, and which of them you would miss.</p>
    <Rungs a={a} b={b} rungs={rungs} />
  </>
)

const Rungs = ({ a, b, rungs }: { a: Side; b: Side; rungs: readonly Rung[] }) => (
  <Section id="rungs" title={`${a.title} beside ${b.title}`}>
    {rungs.toReversed().map((rung) => (
      <div class="beside-row">
        <h3>Step {rung.rank + 1}</h3>
        <div class="beside">
          <RungSide side={a} levels={rung.a} />
          <RungSide side={b} levels={rung.b} />
        </div>
      </div>
    ))}
  </Section>
)

const RungSide = ({ side, levels }: { side: Side; levels: readonly RungLevel[] }) => (
  <div>
    {levels.length === 0 && <p class="quiet">{`${side.title} has no level here.`}</p>}
    {levels.map(({ title, scope, focus, wins, skills }) => (
      <>
        <p>
          <strong>{title}</strong> <span class="small quiet">{count(skills, 'skill')}</span>
        </p>
        <p>{scope}</p>
        {focus.length > 0 && (
          <p>
            <span class="small quiet">Days are made of</span> {sentences(focus)}
          </p>
        )}
        {wins.length > 0 && (
          <p>
            <span class="small quiet">Wins look like</span> {sentences(wins)}
          </p>
        )}
      </>
    ))}
  </div>
)
