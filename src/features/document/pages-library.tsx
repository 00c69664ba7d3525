import { currentTemplates, groupNames, groups, type Template } from '../../core/document/template.ts'
import { templatesIn } from '../../platform/documents.ts'
import type { Paged } from '../../platform/fields.ts'
import type { Page, View } from '../../platform/page.ts'
import { Form, Submit } from '../../ui/form.tsx'
import { ActionLink, dayWords, PageHead, Pager, Section } from '../../ui/parts.tsx'
import type { Listed } from './queries.ts'

/** Working documents: those in work, what there is to begin, and what was finished. */
export const libraryPage: Page = {
  path: '/library',
  here: 'more',
  isOfRecords: true,
  async render(view) {
    const removed = view.query.get('removed') === 'yes'
    const cursor = view.query.get('cursor') ?? undefined
    if (removed) return removedPage(view, await list(view, { removed, cursor }))
    // What is part of another stands there.
    const drafts = cursor ? [] : (await list(view, { state: 'draft' })).items.filter(({ partOf }) => partOf === null)
    const finished = await list(view, { state: 'finished', cursor })
    return {
      title: 'Library',
      introduction: 'Write what the work needs anyway, such as a memo or a review. What comes of it counts.',
      body: (
        <>
          <PageHead
            title="Library"
            lead="Working documents for the moments when a page of clear words moves the work. What a finished one holds can become a record."
          />
          {drafts.length > 0 && (
            <Section id="drafts" title="In work">
              <Documents items={drafts} />
            </Section>
          )}
          {!cursor && <Templates view={view} />}
          <Section
            id="finished"
            title="Finished"
            more={
              <a class="small" href="/library?removed=yes">
                Removed ones
              </a>
            }
          >
            {finished.items.length === 0 ? (
              <p class="quiet">None yet. A finished document stands here, with the record that came of it.</p>
            ) : (
              <Documents items={finished.items} />
            )}
            <Pager
              label="Finished documents"
              newer={cursor ? '/library#finished' : null}
              older={finished.next && `/library?cursor=${finished.next}#finished`}
            />
          </Section>
        </>
      ),
    }
  },
}

const list = (view: View, input: Record<string, unknown>) =>
  view.call<Paged<Listed>>('document.list', { limit: 30, ...input })

const removedPage = (view: View, { items, next }: Paged<Listed>) => ({
  title: 'Removed documents',
  body: (
    <>
      <PageHead title="Removed documents" lead="They are kept. What came of them stays in your log.">
        <ActionLink href="/library">Back to the library</ActionLink>
      </PageHead>
      {items.length === 0 && <p class="quiet">None.</p>}
      <ul class="list">
        {items.map((item) => (
          <li>
            <p>{item.name}</p>
            <p class="small quiet">{item.kind}</p>
            <Form do="document.restore" from={view.path} next={`/library/${item.id}`} hidden={{ id: item.id }}>
              <Submit kind="link">Restore it</Submit>
            </Form>
          </li>
        ))}
      </ul>
      <Pager label="Removed documents" older={next && `/library?removed=yes&cursor=${next}`} />
    </>
  ),
})

export const Documents = ({ items }: { items: readonly Listed[] }) => (
  <ul class="list">
    {items.map(({ id, kind, name, state, finishedOn, changedAt }) => (
      <li>
        <p>
          <a href={`/library/${id}`}>{name}</a>
        </p>
        <p class="small quiet">
          {name !== kind && `${kind} · `}
          {state === 'finished'
            ? `finished on ${dayWords(finishedOn!)}`
            : `draft, changed on ${dayWords(changedAt.slice(0, 10))}`}
        </p>
      </li>
    ))}
  </ul>
)

/** Those that help most often first; the rest by what they are for. A product manager sees what is for marketers last. */
function Templates({ view }: { view: View }) {
  const all = currentTemplates(templatesIn(view.home.content)).filter(({ partOf }) => !partOf)
  const family = view.standing?.framework.id === 'pmm' ? 'pmm' : 'pm'
  const first = all.filter((template) => template.first && template.families.includes(family))
  const rest = all.filter((template) => !first.includes(template))
  return (
    <>
      <Section id="begin" title="Begin one">
        <TemplateList templates={first} view={view} />
      </Section>
      <details class="more-templates" open={rest.some(({ id }) => isRefused(view, id))}>
        <summary>
          <strong>{rest.length} more</strong>{' '}
          <span class="small quiet">{rest.map(({ title }) => title).join(', ')}</span>
        </summary>
        {groups
          .map((group) => ({ group, templates: rest.filter((template) => template.group === group) }))
          .filter(({ templates }) => templates.length > 0)
          .map(({ group, templates }) => (
            <Section id={`group-${group}`} title={groupNames[group]}>
              <TemplateList templates={templates} view={view} />
            </Section>
          ))}
      </details>
    </>
  )
}

const isRefused = ({ failed }: View, template: string): boolean =>
  failed?.operation === 'document.start' && failed.values.template === template

const TemplateList = ({ templates, view }: { templates: readonly Template[]; view: View }) => (
  <ul class="list templates">
    {templates.map((template) => (
      <li>
        <div>
          <h3>
            {template.title}
            {template.families.length === 1 && <span class="small quiet"> for product marketing</span>}
          </h3>
          <p>{template.isFor}</p>
          <details>
            <summary class="small">When, and what makes it good</summary>
            <p class="small">{template.useWhen}</p>
            <GoodWhen template={template} />
          </details>
        </div>
        <Form
          do="document.start"
          from="/library"
          next="/library/{id}"
          hidden={{ template: template.id }}
          failed={view.failed}
        >
          <button type="submit" class="button plain" aria-label={`Begin: ${template.title}`}>
            Begin
          </button>
        </Form>
      </li>
    ))}
  </ul>
)

export const GoodWhen = ({ template }: { template: Template }) => (
  <ul class="small">
    {template.goodWhen.map((each) => (
      <li>{each}</li>
    ))}
  </ul>
)
