import { Section } from './parts.tsx'

/** A sentence of the case, and the part of it where it stands. */
export interface CaseSentence {
  section: string
  text: string
}

/** Sentences of the case that stand on what the page shows. */
export const InTheCase = ({ sentences }: { sentences: readonly CaseSentence[] }) =>
  sentences.length === 0 ? null : (
    <Section id="case" title="In your case">
      <ul class="list small">
        {sentences.map(({ section, text }) => (
          <li>
            <span class="quiet">{section}:</span> {text}
          </li>
        ))}
      </ul>
      <p>
        <a href="/case">Open your case</a>
      </p>
    </Section>
  )
