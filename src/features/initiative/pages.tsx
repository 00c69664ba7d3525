import { count } from '../../core/number-words.ts'
import type { Paged } from '../../platform/fields.ts'
import type { Page, View } from '../../platform/page.ts'
import { EvidenceViews } from '../../ui/evidence-views.tsx'
import { DayField, Form, RadioRow, Submit, TextArea, TextField } from '../../ui/form.tsx'
import { ActionLink, EmptyState, PageHead, Pager, Section } from '../../ui/parts.tsx'
import { decisionsPage } from './pages-decisions.tsx'
import type { Initiative } from './pages-edit.tsx'
import { initiativePage, stateWords } from './pages-item.tsx'
import { timelinePage } from './pages-timeline.tsx'

/** Pieces of work that records belong to, newest first. */
const listPage: Page = {
  path: '/initiatives',
  here: 'evidence',
  isOfRecords: true,
  async render(view) {
    const { items, next } = await view.call<Paged<Initiative & { records: number }>>('initiative.list', {
      cursor: view.query.get('cursor') ?? undefined,
    })
    return {
      title: 'Initiatives',
      body: (
        <>
          <PageHead title="Initiatives" lead="Pieces of work that several records belong to.">
            {items.length > 0 && <ActionLink href="#begin">Begin one</ActionLink>}
          </PageHead>
          <EvidenceViews now="/initiatives" />
          {items.length === 0 && <NothingYet />}
          <ul class="list">
            {items.map((initiative) => (
              <li>
                <p>
                  <a href={`/initiatives/${initiative.id}`}>{initiative.title}</a>
                </p>
                <p class="small quiet">
                  {stateWords(initiative)} · {count(initiative.records, 'record')}
                </p>
              </li>
            ))}
          </ul>
          <Pager
            label="Initiatives"
            newer={view.query.has('cursor') ? '/initiatives' : null}
            older={next && `/initiatives?cursor=${next}`}
          />
          <Begin view={view} />
        </>
      ),
    }
  },
}

const NothingYet = () => (
  <EmptyState example="Onboarding without forms: setup from nine steps to four, launched in March.">
    An initiative holds what belongs together: the decision, the launch, the numbers after it. One initiative with its
    numbers says more than five loose records.
  </EmptyState>
)

const Begin = ({ view }: { view: View }) => (
  <Section id="begin" title="Begin one">
    <Form do="initiative.start" from={view.path} next="/initiatives/{id}" failed={view.failed}>
      <TextField name="title" label="Its name, as your team says it" maxlength={200} required />
      <DayField name="startedOn" label="When it began" value={view.today} />
      <TextArea
        name="problem"
        label="Whose problem it solves, and how that shows today"
        rows={2}
        maxlength={1000}
        draft
      />
      <RadioRow
        name="origin"
        legend="Where it came from"
        options={[
          { value: 'found', label: 'I found it' },
          { value: 'requested', label: 'Somebody asked for it' },
        ]}
      />
      <SizeOfAll view={view} />
      <Submit>Begin it</Submit>
    </Form>
  </Section>
)

/** Asked once for all records that will belong to it, where there is a level to aim at. */
function SizeOfAll({ view: { standing } }: { view: View }) {
  const level = standing?.framework.levels.find(({ id }) => id === standing.target)
  return standing && level && level.id !== standing.level ? (
    <RadioRow
      name="scope"
      legend={`Is this work of ${level.title} size?`}
      hint="Its records take this over. Where only part of it is, leave it open: then each record is asked."
      options={[
        { value: level.id, label: 'Yes' },
        { value: standing.level, label: 'No' },
      ]}
    />
  ) : null
}

// The first path that fits is taken, and “timeline” would pass for an initiative’s id.
export const initiativePages: readonly Page[] = [listPage, timelinePage, initiativePage, decisionsPage]
