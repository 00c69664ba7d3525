import { blocksOf } from '../../core/document/outline.ts'
import { type Template, versionOf } from '../../core/document/template.ts'
import { unknownTemplate } from '../../core/document/unknown.ts'
import { count } from '../../core/number-words.ts'
import { templatesIn } from '../../platform/documents.ts'
import { offeredInitiatives } from '../../platform/initiatives.ts'
import type { Page, View } from '../../platform/page.ts'
import { Form, Hidden, SelectField, Submit, TextField } from '../../ui/form.tsx'
import { ActionLink, Columns, ConfirmButton, dayWords, PageHead, Section } from '../../ui/parts.tsx'
import { changedElsewhere } from './elsewhere.ts'
import { Blocks } from './pages-blocks.tsx'
import { DocumentField } from './pages-fields.tsx'
import { Finish, likelySkills, Made } from './pages-finish.tsx'
import { Documents, GoodWhen } from './pages-library.tsx'
import type { ShownDocument } from './shown.ts'

/** One document: a form while it is in work, a page to read once it is finished. */
export const documentPage: Page = {
  path: '/library/:id',
  here: 'more',
  isOfRecords: true,
  async render(view) {
    const document = await view.call<ShownDocument>('document.show', { id: view.params.id })
    const template =
      versionOf(templatesIn(view.home.content), document.template, document.templateVersion) ??
      unknownTemplate(document.template, document.templateVersion, document.fields)
    const isWriting = document.state === 'draft' || view.query.has('edit') || view.failed?.operation === 'document.edit'
    return {
      title: document.name,
      scripts: isWriting && !document.removed ? ['document'] : [],
      body: (
        <>
          <PageHead title={document.name} lead={<Lead document={document} />}>
            {!isWriting && !document.removed && (
              <ActionLink href={`/library/${document.id}?edit=yes`}>Write in it</ActionLink>
            )}
          </PageHead>
          {document.removed ? (
            <Removed document={document} template={template} view={view} />
          ) : (
            <Columns beside={<Beside document={document} template={template} isWriting={isWriting} />}>
              <Parts document={document} view={view} />
              <WorkedOut document={document} template={template} isWriting={isWriting} />
              {isWriting ? (
                <Write document={document} template={template} view={view} offered={await offeredIn(view, document)} />
              ) : (
                <Read document={document} template={template} />
              )}
              <Finish document={document} view={view} skills={await likelySkills(view, document)} template={template} />
              <Remove document={document} view={view} />
            </Columns>
          )}
        </>
      ),
    }
  },
}

/** What it is and belongs to, with the way back. */
const Lead = ({ document }: { document: ShownDocument }) => {
  const { kind, name, state, finishedOn, changedAt, words, initiative, initiativeTitle } = document
  return (
    <>
      <a href="/library">Library</a>
      {name !== kind && ` · ${kind}`}
      {initiativeTitle && (
        <>
          {' · '}
          <a href={`/initiatives/${initiative}`}>{initiativeTitle}</a>
        </>
      )}
      {' · '}
      {state === 'finished'
        ? `finished on ${dayWords(finishedOn!)}`
        : `draft, changed on ${dayWords(changedAt.slice(0, 10))}`}
      {' · '}
      {count(words, 'word')}
    </>
  )
}

const Removed = ({ document, template, view }: { document: ShownDocument; template: Template; view: View }) => (
  <>
    <Form do="document.restore" from={view.path} hidden={{ id: document.id }} failed={view.failed}>
      <p>This document was removed. It is kept.</p>
      <Submit>Restore it</Submit>
    </Form>
    <Read document={document} template={template} />
  </>
)

const Read = ({ document, template }: { document: ShownDocument; template: Template }) => (
  <Blocks blocks={blocksOf({ template, answers: document.fields, withPrivate: true })} />
)

/** The form itself. The first button is Save, so that Enter in a line saves and takes nothing out. */
function Write({
  document,
  template,
  view,
  offered,
}: {
  document: ShownDocument
  template: Template
  view: View
  offered: Offered
}) {
  const { id, fields, revision } = document
  const elsewhere = changedElsewhere(template, document.fields, view.failed)
  return (
    <Form do="document.edit" from={pathOf(view)} hidden={{ id }} failed={view.failed} class="document-form" id="write">
      <Hidden name="revision" value={revision} />
      <div class="document-bar">
        <Submit keys>Save</Submit>
        <p class="small quiet" role="status" data-state>
          {document.revision > 1 && `Saved ${document.changedAt.slice(11, 16)} UTC.`}
        </p>
      </div>
      {template.fields.map((field) => (
        <DocumentField
          field={field}
          template={template}
          answers={fields}
          people={offered.people}
          more={view.query.get('rows') === field.id}
          document={id}
          elsewhere={elsewhere[field.id] ?? null}
        />
      ))}
      <details>
        <summary>Its name, and the initiative it belongs to</summary>
        <TextField
          name="title"
          label="What you call it"
          hint="Left empty, its first words name it."
          value={document.title}
          maxlength={200}
        />
        <SelectField
          name="initiative"
          label="Initiative"
          empty="None"
          value={document.initiative}
          options={offered.initiatives}
        />
      </details>
      <p>
        <Submit>Save</Submit>
      </p>
    </Form>
  )
}

const pathOf = ({ path }: View): string => {
  const [place, query = ''] = path.split('?')
  return new URLSearchParams(query).has('edit') ? `${place}?edit=yes` : place!
}

/** What the form offers to choose from. */
interface Offered {
  people: string[]
  initiatives: { value: string; label: string }[]
}

const offeredIn = async (view: View, document: ShownDocument): Promise<Offered> => ({
  people: await knownPeople(view),
  initiatives: (await offeredInitiatives(view, document.initiative)).map(({ id, title }) => ({
    value: id,
    label: title.length > 80 ? `${title.slice(0, 79)}…` : title,
  })),
})

const knownPeople = async ({ tx, personId }: View): Promise<string[]> =>
  (
    await tx.selectFrom('people').select('name').where('personId', '=', personId).orderBy('id').limit(100).execute()
  ).map(({ name }) => name)

function Beside({
  document,
  template,
  isWriting,
}: {
  document: ShownDocument
  template: Template
  isWriting: boolean
}) {
  const { missing, long } = document
  return (
    <>
      {template.goodWhen.length > 0 && (
        <Section id="good" title="It is good when">
          <GoodWhen template={template} />
        </Section>
      )}
      {missing.length > 0 && (
        <Section id="missing" title="Still to fill">
          <ul class="small still">
            {missing.map(({ id, label, says }) => (
              <li>
                {isWriting ? <a href={`#at-${id}`}>{label}</a> : label}
                {says && <span class="quiet">: {says}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {long.length > 0 && (
        <Section id="long" title="Longer than it reads well">
          <ul class="small">
            {long.map(({ says }) => (
              <li>{says}</li>
            ))}
          </ul>
        </Section>
      )}
      <Export id={document.id} isPrivate={template.fields.some((field) => field.private)} />
      <Made document={document} />
      {document.partOf && (
        <p>
          <a href={`/library/${document.partOf}`}>The document it belongs to</a>
        </p>
      )}
    </>
  )
}

/** While one writes, what the answers come to stands beside them. */
function WorkedOut({
  document,
  template,
  isWriting,
}: {
  document: ShownDocument
  template: Template
  isWriting: boolean
}) {
  if (!isWriting || !template.worksOut || template.worksOut === 'win_loss') return null
  const blocks = blocksOf({ template, answers: document.fields }).filter(({ field }) => field === null)
  return blocks.length > 0 ? (
    <div class="worked-out">
      <Blocks blocks={blocks} />
    </div>
  ) : (
    <Section
      id="worked-out"
      title={template.worksOut === 'order' ? 'Order by the answers' : 'Size by the five answers'}
    >
      <p class="small quiet">
        {template.worksOut === 'order'
          ? 'It stands here once a line has all its answers and is saved.'
          : 'It stands here once all five are answered and saved.'}
      </p>
    </Section>
  )
}

/** The talks of a programme, and what they come to. */
function Parts({ document, view }: { document: ShownDocument; view: View }) {
  const { winLoss, parts, id } = document
  if (!winLoss) return null
  const template = versionOf(templatesIn(view.home.content), document.template, document.templateVersion)
  const blocks = template
    ? blocksOf({ template, answers: {}, winLoss }).filter(({ field, is }) => field === null && is !== 'missing')
    : []
  return (
    <Section id="parts" title="Talks with buyers">
      <Blocks blocks={blocks} />
      <Documents items={parts} />
      <Form
        do="document.start"
        from={view.path}
        next="/library/{id}"
        hidden={{ template: 'win_loss_interview', partOf: id }}
        failed={view.failed}
      >
        <Submit kind="plain">Write down a talk</Submit>
      </Form>
    </Section>
  )
}

const Remove = ({ document, view }: { document: ShownDocument; view: View }) => (
  <Form
    do="document.remove"
    from={view.path}
    next="/library"
    hidden={{ id: document.id }}
    failed={view.failed}
    id="remove"
  >
    <ConfirmButton
      label="Remove…"
      question="It leaves your library and is kept: you can restore it. A record that came of it stays in your log."
      confirm="Remove this document"
    />
  </Form>
)

/** Ways out of it; the draft too, since others read it before it is finished. */
const Export = ({ id, isPrivate }: { id: string; isPrivate: boolean }) => (
  <Section id="export" title="Take it along">
    <p class="small">
      {formats.map(([format, name], at) => (
        <>
          {at > 0 && ' · '}
          <a href={`/download/document.export?id=${id}&format=${format}`} download="">
            {name}
          </a>
        </>
      ))}
    </p>
    <p class="small quiet">As it was last saved.{isPrivate && ' What is for your eyes only is left out.'}</p>
  </Section>
)

const formats = [
  ['pdf', 'PDF'],
  ['docx', 'Word'],
  ['md', 'Markdown'],
] as const
