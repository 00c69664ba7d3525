import { count } from '../../core/number-words.ts'
import { Note, Section } from '../../ui/parts.tsx'
import type { Discovery } from './operations.ts'

/** How many there are per quarter and per initiative. */
export const Counts = ({ answer: { quarters, initiatives } }: { answer: Discovery }) => (
  <>
    <Section id="quarters" title="By quarter">
      <table>
        <thead>
          <tr>
            <th scope="col">Quarter</th>
            <th scope="col">Spoken with</th>
            <th scope="col">Read</th>
          </tr>
        </thead>
        <tbody>
          {quarters.slice(0, 8).map(({ quarter, heard, read }) => (
            <tr>
              <th scope="row">{quarterWords(quarter)}</th>
              <td class="num">{heard}</td>
              <td class="num">{read}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
    <Section id="initiatives" title="By initiative">
      <ul class="list small">
        {initiatives.slice(0, 12).map(({ initiative, initiativeTitle, heard, read }) => (
          <li>
            {initiative && initiativeTitle ? (
              <a href={`/discovery?initiative=${initiative}`}>{initiativeTitle}</a>
            ) : (
              'No initiative'
            )}
            : {count(heard, 'conversation')}
            {read > 0 && `, ${read} read`}
          </li>
        ))}
      </ul>
    </Section>
    <Note>
      <p class="small">
        Interviews, usability tests and sales calls count towards a cycle. Surveys and support cases stand beside them.
      </p>
    </Note>
  </>
)

const quarterWords = (quarter: string): string => `${quarter.slice(5)} ${quarter.slice(0, 4)}`
