import { cycleTargets } from '../../core/discovery.ts'
import { count } from '../../core/number-words.ts'
import type { View } from '../../platform/page.ts'
import { Form, Submit } from '../../ui/form.tsx'
import { dayWords, Section } from '../../ui/parts.tsx'
import type { Around } from './around.ts'
import type { Initiative } from './pages-edit.tsx'

/** Whose words the work rests on: the customers who were heard about it. */
export const Heard = ({ around: { heard, read, latest }, id }: { around: Around; id: string }) => (
  <Section id="heard" title="Customers heard">
    {heard + read === 0 ? (
      <p class="small quiet">
        Nobody yet. <a href={`/discovery?initiative=${id}#log`}>Write a conversation down</a>
      </p>
    ) : (
      <>
        <ul class="list small">
          {latest.map((each) => (
            <li>
              <p>{each.who}</p>
              <p class="quiet">
                {dayWords(each.on)}
                {each.learned && `: ${shortened(each.learned)}`}
              </p>
            </li>
          ))}
        </ul>
        <p class="small">
          <a href={`/discovery?initiative=${id}`}>{countWords(heard, read)}</a>
          {heard < cycleTargets.from && (
            <span class="quiet">
              ; {cycleTargets.from} to {cycleTargets.to} make a cycle
            </span>
          )}
        </p>
      </>
    )}
  </Section>
)

const countWords = (heard: number, read: number): string =>
  [heard > 0 && count(heard, 'conversation'), read > 0 && `${count(read, 'survey or case', 'surveys and cases')} read`]
    .filter(Boolean)
    .join(', ')

/** What was written for it, and the one document that is of use now. */
export const Written = ({
  around: { documents, offered },
  initiative: { id },
  view,
}: {
  around: Around
  initiative: Initiative
  view: View
}) =>
  documents.length === 0 && !offered ? null : (
    <Section id="documents" title="Documents">
      <ul class="list small">
        {documents.map((document) => (
          <li>
            <a href={`/library/${document.id}`}>{document.name}</a>
            <p class="quiet">
              {document.kind}
              {document.isDraft && ', in work'}
            </p>
          </li>
        ))}
      </ul>
      {offered && (
        <Form
          do="document.start"
          from={view.path}
          next="/library/{id}"
          hidden={{ template: offered.id, initiative: id }}
          failed={view.failed}
        >
          <Submit kind="plain">Begin: {offered.title}</Submit>
        </Form>
      )}
    </Section>
  )

const shortened = (words: string): string =>
  words.length > 90 ? `${words.slice(0, 89).toWellFormed().trimEnd()}…` : words
