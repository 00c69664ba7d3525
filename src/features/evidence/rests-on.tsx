import { readingsOf } from '../../core/case-trace.ts'
import type { RestsOn } from '../../core/follow-up.ts'
import { valueInWords } from '../../core/metric-words.ts'
import { launchesOf } from '../../platform/all-evidence.ts'
import type { StoredEvidence } from '../../platform/career.ts'
import type { View } from '../../platform/page.ts'
import { Definition, dayWords } from '../../ui/parts.tsx'

/** The readings a record rests on, oldest first. */
export const restsOn = async ({ tx, personId, today }: View, evidence: StoredEvidence): Promise<RestsOn[]> =>
  readingsOf(evidence, await launchesOf(tx, personId), today)

/** The other hops of its chain: the readings behind its number, the review it was made from, the day its decision is looked at again. */
export const OfTheChain = ({
  evidence: { id, kind, metrics, decision },
  initiative,
  readings,
}: {
  evidence: StoredEvidence
  initiative: { id: string; review: { evidence?: string } | null } | null
  readings: readonly RestsOn[]
}) => (
  <>
    {readings.length > 0 && (
      <Definition term="Rests on">
        {readings.map(({ reading }, at) => (
          <>
            {at > 0 && ', '}
            <a href={`/readings/${reading.id}`}>
              {valueInWords(reading.value, metrics[0]?.unit ?? null)} on {dayWords(reading.on)}
            </a>
          </>
        ))}
      </Definition>
    )}
    {initiative?.review?.evidence === id && (
      <Definition term="Made from">
        <a href={`/initiatives/${initiative.id}#review`}>the look back</a>
      </Definition>
    )}
    {kind === 'decision' && (
      <Definition term="Look at it again">
        {decision?.revisitOn ? (
          <a href={`/decisions#decision-${id}`}>set for {dayWords(decision.revisitOn)}</a>
        ) : (
          <a href={`/evidence/${id}/edit#edit-decision-revisitOn`}>no day set</a>
        )}
      </Definition>
    )}
  </>
)
