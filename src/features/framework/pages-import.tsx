import type { Choice, LadderWarning } from '../../core/ladder/types.ts'
import { count } from '../../core/number-words.ts'
import { versionsOf } from '../../platform/ladders.ts'
import type { Page, View } from '../../platform/page.ts'
import { Scroll } from '../../ui/charts/picture.tsx'
import { CheckRow, FileField, Form, RadioRow, SelectField, Submit, TextArea, TextField } from '../../ui/form.tsx'
import { Chip, Chips, PageHead, Section } from '../../ui/parts.tsx'
import type { ImportAnswer } from './import.ts'
import { Pasted } from './pages-pasted.tsx'
import { formats } from './reading.ts'

/** A ladder goes in as it is; what was understood is shown beside it, and kept only on a yes. */
export const importPage: Page = {
  path: '/ladders/import',
  here: 'more',
  async render(view) {
    const asked = view.answered?.operation === 'framework.import' ? (view.answered.answer as ImportAnswer) : null
    const own = [...new Set((await versionsOf(view.tx, view.personId)).map(({ framework }) => framework))]
    return {
      title: 'Bring in a ladder',
      body: asked ? <Preview view={view} answer={asked} own={own} /> : <Begin view={view} />,
    }
  },
}

const Begin = ({ view }: { view: View }) => (
  <>
    <PageHead
      title="Bring in a ladder"
      lead="Paste it as it is: a page, a table, a list, a job advert. You see what was understood before anything is kept."
    />
    <Form do="framework.import" from="/ladders/import" failed={view.failed} files>
      <TextArea
        name="text"
        label="The ladder"
        hint="Markdown, HTML, CSV, YAML, JSON or plain text. Several ladders on one page are told apart."
        rows={14}
        draft
      />
      <FileField
        name="file"
        label="Or a file"
        hint="Text of any of these forms, at most 5 MB."
        accept=".md,.markdown,.txt,.html,.htm,.csv,.tsv,.yaml,.yml,.json,text/*,application/json,application/yaml"
      />
      <details>
        <summary>More about it</summary>
        <TextField
          name="name"
          label="What to call it"
          hint="If left out, the text or the file’s name says it."
          size="medium"
        />
        <SelectField
          name="format"
          label="How it is written"
          value="auto"
          options={formats.map((value) => ({ value, label: formatWords[value] }))}
        />
        <TextArea
          name="against"
          label="If it is a job advert of the next level: the advert of your present one"
          hint="Then the difference between the two is shown: what the next level asks for beyond yours."
          rows={4}
        />
      </details>
      <Submit name="dryRun" value="true">
        See what is understood
      </Submit>
    </Form>
  </>
)

const formatWords: Record<(typeof formats)[number], string> = {
  auto: 'Found out by itself',
  cairn: 'A ladder written by Cairn',
  markdown: 'Markdown',
  html: 'HTML',
  csv: 'CSV',
  tsv: 'Cells between tabs',
  yaml: 'YAML',
  json: 'JSON',
  text: 'Plain text',
  advert: 'A job advert',
}

function Preview({ view, answer, own }: { view: View; answer: ImportAnswer; own: string[] }) {
  const typed = view.answered!
  const text = answer.text ?? [typed.values.text ?? ''].flat().join('\n')
  const ladders = [answer, ...answer.others]
  const isFollowing = answer.previous !== null
  // What the reading follows stands chosen, whether the person chose it or not.
  const taken = Object.fromEntries(answer.choices.map(({ id, taken }) => [`choices.${id}`, taken]))
  const values = {
    ...typed.values,
    ...taken,
    name: answer.name,
    text,
    only: ladders.map(({ key }) => key),
    keepAs: typed.values.keepAs ?? '',
  }
  // What was left aside is asked about below the rest: most of it is about the page and not about the levels.
  const [aside, choices] = [
    answer.choices.filter(({ about }) => about === 'section'),
    answer.choices.filter(({ about }) => about !== 'section'),
  ]
  const open = choices.filter(({ answered }) => !answered)
  return (
    <>
      <PageHead title="What was understood" lead={leadFor(answer, open.length)} />
      <Form
        do="framework.import"
        from="/ladders/import"
        next={isFollowing ? '/ladders/{id}/changes' : '/ladders/{id}'}
        failed={view.failed}
        typed={{ ...typed, values }}
        class="broad"
      >
        {answer.choices.length > 0 && (
          <Section
            id="choices"
            title={
              open.length > 0 ? `Uncertain (${open.length})` : choices.length > 0 ? 'What you settled' : 'Left aside'
            }
            more={
              <Submit kind="plain" name="dryRun" value="true">
                Read it again
              </Submit>
            }
          >
            {choices.length > 0 && (
              <p class="quiet">
                Where the text leaves something open, this was assumed. Change what is wrong, then read it again.
              </p>
            )}
            {choices.map((choice) => (
              <Uncertain choice={choice} />
            ))}
            {aside.length > 0 && (
              <details open={choices.length === 0 || aside.some(({ answered }) => answered)}>
                <summary>{count(aside.length, 'section')} left aside</summary>
                {aside.map((choice) => (
                  <Uncertain choice={choice} />
                ))}
              </details>
            )}
          </Section>
        )}
        {answer.warnings.length > 0 && <Warnings warnings={answer.warnings} />}
        {answer.difference && <Difference {...answer.difference} />}
        <div class="beside">
          <Section id="pasted" title="What was pasted">
            <Pasted text={text} answer={answer} />
          </Section>
          <Section id="understood" title="What was understood">
            {ladders.map((ladder) => (
              <LadderUnderstood ladder={ladder} isOne={ladders.length === 1} />
            ))}
          </Section>
        </div>
        <Section id="keep" title="Keep it">
          {answer.found.length > 1 ? (
            <CheckRow
              name="only"
              legend="Which of these to keep"
              values={ladders.map(({ key }) => key)}
              options={answer.found.map(({ key, name }) => ({ value: key, label: name }))}
            />
          ) : (
            <>
              <TextField name="name" label="What to call it" value={answer.name} size="medium" />
              {own.length > 0 && (
                <SelectField
                  name="keepAs"
                  label="Keep it as"
                  empty={
                    isFollowing
                      ? `The next version of ${answer.name}, after version ${answer.previous}`
                      : 'A ladder of its own'
                  }
                  options={[
                    ...own
                      .filter((id) => !(isFollowing && id === answer.id))
                      .flatMap((id) => {
                        const name = view.frameworks.find((framework) => framework.id === id)?.name
                        return name ? [{ value: id, label: `A newer version of ${name}` }] : []
                      }),
                    ...(isFollowing ? [{ value: 'new', label: 'A ladder of its own' }] : []),
                  ]}
                />
              )}
            </>
          )}
          <details>
            <summary>Change the text</summary>
            <TextArea name="text" label="The ladder" value={text} rows={14} />
            <input type="hidden" name="format" value={[typed.values.format ?? 'auto'].flat()[0]} />
            <input type="hidden" name="against" value={[typed.values.against ?? ''].flat()[0]} />
          </details>
          <div class="actions">
            {answer.isUnchanged && answer.others.length === 0 ? (
              <p>{`You have this word for word, as version ${answer.previous}. There is nothing to keep.`}</p>
            ) : (
              <Submit name="dryRun" value="false">
                {ladders.length > 1
                  ? 'Keep these ladders'
                  : isFollowing
                    ? `Keep it as version ${answer.version}`
                    : 'Keep this ladder'}
              </Submit>
            )}
            <Submit kind="plain" name="dryRun" value="true">
              Read it again
            </Submit>
            <a href="/ladders/import">Start over</a>
          </div>
        </Section>
      </Form>
    </>
  )
}

function leadFor({ levels, skills, anchors, others, changes, previous }: ImportAnswer, open: number): string {
  const parts = [count(levels.length, 'level'), count(skills.length, 'skill'), count(anchors.length, 'statement')]
  const more = others.length > 0 ? ` And ${count(others.length, 'other ladder')} on the same page.` : ''
  const different =
    changes &&
    ` Against version ${previous}: ${changes.added} added, ${changes.removed} removed, ${changes.moved} moved, ${changes.reworded} reworded.`
  const uncertain = open > 0 ? ` ${count(open, 'thing')} ${open === 1 ? 'is' : 'are'} uncertain.` : ''
  return `${parts.join(', ')}.${more}${different ?? ''}${uncertain} Nothing is kept yet.`
}

const Uncertain = ({ choice }: { choice: Choice }) => (
  <div class="box uncertain">
    <RadioRow
      name={`choices.${choice.id}`}
      legend={choice.question}
      hint={
        <>
          {choice.because} <Lines lines={choice.lines} />
        </>
      }
      value={choice.taken}
      options={choice.options.map(({ key, label }) => ({
        value: key,
        label: key === choice.taken && !choice.answered ? `${label} (assumed)` : label,
      }))}
    />
  </div>
)

const Lines = ({ lines }: { lines: readonly number[] }) => (
  <span class="small">
    {lines.slice(0, 8).map((line, at) => (
      <>
        {at > 0 && ', '}
        <a href={`#line-${line}`}>line {line}</a>
      </>
    ))}
  </span>
)

const Warnings = ({ warnings }: { warnings: readonly LadderWarning[] }) => (
  <Section id="warnings" title={`Worth a look (${warnings.length})`}>
    <ul>
      {warnings.map(({ line, says }) => (
        <li>
          <a href={`#line-${line}`}>Line {line}</a>: {says}
        </li>
      ))}
    </ul>
  </Section>
)

const LadderUnderstood = ({
  ladder,
  isOne,
}: {
  ladder: Omit<ImportAnswer, 'others'> | ImportAnswer['others'][number]
  isOne: boolean
}) => (
  <>
    {!isOne && <h3>{ladder.name}</h3>}
    <Chips>
      {ladder.levels.map(({ title, line }) => (
        <Chip>{line === null ? title : <a href={`#line-${line}`}>{title}</a>}</Chip>
      ))}
    </Chips>
    <p class="small quiet">
      Rated from {ladder.scale.points[0]!.value} to {ladder.scale.points.at(-1)!.value}; the bar is {ladder.scale.meets}
      , “{ladder.scale.points.find(({ value }) => value === ladder.scale.meets)?.label}”.
    </p>
    {ladder.skills.map((skill) => {
      const said = ladder.anchors.filter((anchor) => anchor.skill === skill.id)
      return (
        <details open={ladder.skills.length <= 4}>
          <summary>
            {skill.name} <span class="small quiet">{count(said.length, 'statement')}</span>
          </summary>
          <Scroll label={skill.name}>
            <ul>
              {said.slice(0, mostStatements).map(({ text, level, line, from, need }) => (
                <li>
                  <span class="small quiet">
                    {ladder.levels.find(({ id }) => id === level)?.title}
                    {from === 'level' ? '' : from === 'every level' ? ', as at every level' : ', from a level below'}
                    {need === 'desirable' ? ', desirable' : ''}
                  </span>{' '}
                  {text} {line !== null && <a class="small" href={`#line-${line}`}>{`line ${line}`}</a>}
                </li>
              ))}
            </ul>
          </Scroll>
          {said.length > mostStatements && <p class="quiet">And {said.length - mostStatements} more.</p>}
        </details>
      )
    })}
  </>
)

const mostStatements = 120

const Difference = ({ added, dropped, raised, same, present, next }: NonNullable<ImportAnswer['difference']>) => (
  <Section id="difference" title="What the next level asks for beyond yours">
    <p class="quiet">
      {next} against {present}: {count(same.length, 'statement')} in both.
    </p>
    {added.length > 0 && (
      <>
        <h3>New</h3>
        <ul>
          {added.map(({ text, dimension, need, line }) => (
            <li>
              {text} <span class="small quiet">{[dimension, need, `line ${line}`].filter(Boolean).join(', ')}</span>
            </li>
          ))}
        </ul>
      </>
    )}
    {raised.length > 0 && (
      <>
        <h3>More of it</h3>
        <ul>
          {raised.map(({ before, after, dimension }) => (
            <li>
              <del>{before.text}</del> <ins>{after.text}</ins> <span class="small quiet">{dimension}</span>
            </li>
          ))}
        </ul>
      </>
    )}
    {dropped.length > 0 && (
      <>
        <h3>No longer said</h3>
        <ul>
          {dropped.map(({ text }) => (
            <li>{text}</li>
          ))}
        </ul>
      </>
    )}
  </Section>
)
