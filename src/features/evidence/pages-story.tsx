import { coachReader } from '../../core/coach-reader.ts'
import { type CaseInitiative, isBlank, type Piece, type StoryPartName, storyOf } from '../../core/story.ts'
import type { StoredEvidence } from '../../platform/career.ts'
import { Blank, Definition, Definitions, Section } from '../../ui/parts.tsx'

const partWords: Record<StoryPartName, string> = {
  problem: 'Problem',
  decision: 'Decision',
  tradeOff: 'Trade-off',
  result: 'Result',
  next: 'From here',
}

/** The record as its case would tell it, with what is missing as questions. */
export function StoryParts({ evidence, initiative }: { evidence: StoredEvidence; initiative: CaseInitiative | null }) {
  const { parts } = storyOf(evidence, { read: coachReader, initiative })
  return (
    <Section id="story" title="The story it tells">
      <Definitions>
        {parts.map(({ part, pieces, within }) => (
          <Definition term={partWords[part]}>
            {within ? (
              <span class="quiet">said with the {partWords[within].toLowerCase()}</span>
            ) : (
              pieces.map((piece) => <StoryPiece piece={piece} />)
            )}
          </Definition>
        ))}
      </Definitions>
    </Section>
  )
}

const StoryPiece = ({ piece }: { piece: Piece }) =>
  isBlank(piece) ? (
    <Blank
      question={piece.question}
      href={piece.record ? `/evidence/${piece.record}/edit#edit-${piece.field.replaceAll('.', '-')}` : undefined}
    />
  ) : (
    piece
  )
