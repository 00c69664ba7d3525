import type { OutcomeCheck } from '../../core/outcome-check.ts'

/** What was read: empty until something is typed, and filled by the script or the server. */
export const ReadingOf = ({ check }: { check: OutcomeCheck | null }) => (
  <div class="try-reading" data-reading role="status" data-verdict={check?.verdict}>
    {check && (
      <>
        <h2>{check.title}</h2>
        <p>{check.says}</p>
        {check.numbers.length > 0 && <p class="quiet">Read: {check.numbers.join('; ')}</p>}
        {check.next && (
          <>
            <p>
              <strong>{check.next.question}</strong> <span class="quiet">{check.next.example}</span>
            </p>
            <p class="small quiet">Your words, with room for the answer:</p>
            <blockquote>{check.next.rewrite}</blockquote>
          </>
        )}
      </>
    )}
  </div>
)

/** Sentences to try it with, made up. */
export const Examples = () => (
  <div class="try-examples">
    <p class="small quiet">Or try one of these:</p>
    <ul>
      {examples.map((sentence) => (
        <li data-example>{sentence}</li>
      ))}
    </ul>
  </div>
)

const examples = [
  'Launched the new checkout on time, and the team is proud of it.',
  'Checkout completion went from 61% to 68% in six weeks after we removed the account step.',
  'Decided against the loyalty programme because 4 of 5 churned customers left over delivery times.',
  'The campaign reached 40,000 impressions.',
]
