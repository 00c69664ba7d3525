import { type CaseRecords, groundOf, type Scales, weighedBy } from './case-candidates.ts'
import { type Difference, differenceOf, exchangedBy, exchangedOnEach } from './changed.ts'
import type { Day } from './day.ts'
import type { Evidence } from './evidence.ts'
import { isForTheBetter, type Measured } from './metric-words.ts'
import { type Candidate, type Firm, isFirm, type LaidOut, layOut, Numbers } from './promotion-case.ts'
import type { Input } from './readiness/input.ts'
import { saysTheSame } from './story.ts'

/** A person's records as a case looks at them. What a change does not touch of it stays the same object. */
export interface CaseGround {
  records: ReadonlyMap<string, Evidence>
  candidates: ReadonlyMap<string, Candidate>
  /** What examples are chosen from. */
  laidOut: LaidOut
  skills: Input['skills']
  ofInitiative: ReadonlyMap<string, readonly Evidence[]>
  /** Dated ones with a kind, by the skills that they show. */
  bySkill: ReadonlyMap<string, readonly Candidate[]>
  /** Of the level's size and confirmed by somebody, in the order of their ids: in words of their own, and in words that were pasted. */
  heard: readonly Candidate[]
  pasted: readonly Candidate[]
  /** With a number before and after that is for the better. */
  better: readonly Better[]
  /** What was made of the records of each skill, by who asks; brought up when it is asked for again. */
  made: Map<string, unknown>
  /** The days of work of the level's size, with how many records each has. */
  days: ReadonlyMap<Day, number>
}

/** A record with what of its numbers moved for the better. */
export interface Better {
  id: string
  candidate: Candidate
  metrics: readonly Measured[]
}

/** The ground brought up from one state of the records to the next: the earlier one is taken over, and no longer to be used. */
export function caseGround(records: CaseRecords, earlier: CaseGround | null = null): CaseGround {
  const { scales, skills } = groundOf(records)
  const known = earlier instanceof Ground && earlier.isFor(records, scales, skills) ? earlier : null
  const ground = known ?? new Ground(records, scales, skills)
  ground.bringUp(records)
  return ground
}

class Ground implements CaseGround {
  readonly records = new Map<string, Evidence>()
  readonly candidates = new Map<string, Candidate>()
  readonly ofInitiative = new Map<string, readonly Evidence[]>()
  readonly bySkill = new Map<string, readonly Candidate[]>()
  readonly days = new Map<Day, number>()
  readonly made = new Map<string, unknown>()
  readonly skills: Input['skills']
  laidOut: LaidOut = { candidates: [], firm: [], numbers: new Numbers() }
  heard: readonly Candidate[] = []
  pasted: readonly Candidate[] = []
  better: readonly Better[] = []
  readonly #scales: Scales
  readonly #read: CaseRecords['read']
  #evidence: readonly Evidence[] = []
  #initiatives: CaseRecords['initiatives']

  constructor({ initiatives, read }: CaseRecords, scales: Scales, skills: Input['skills']) {
    this.skills = skills
    this.#scales = scales
    this.#read = read
    this.#initiatives = initiatives
  }

  isFor({ read }: CaseRecords, scales: Scales, skills: Input['skills']): boolean {
    return read === this.#read && scales === this.#scales && JSON.stringify(skills) === JSON.stringify(this.skills)
  }

  bringUp(records: CaseRecords): void {
    const retold = this.#told(records)
    const { gone, come } = differenceOf(this.#evidence, records.evidence)
    const isGone = new Set(gone)
    const again = retold.filter((record) => !isGone.has(record))
    const left = [...gone, ...again]
    const placed = [...come, ...again]
    // A record that cannot be weighed is refused here, before anything is exchanged.
    const weighed = weighedBy(records, this.#scales)(placed)
    this.#evidence = records.evidence
    this.#initiatives = records.initiatives
    const taken = left.map(({ id }) => this.candidates.get(id)!)
    this.#exchange({ gone: left, come: placed }, { gone: taken, come: weighed })
  }

  /** The records whose initiative says something else now. */
  #told({ initiatives }: CaseRecords): Evidence[] {
    if (initiatives === this.#initiatives) return []
    const [was, is] = [this.#initiatives, initiatives].map((all) => new Map(all.map((one) => [one.id, one]))) as [
      Map<string, CaseRecords['initiatives'][number]>,
      Map<string, CaseRecords['initiatives'][number]>,
    ]
    return [...new Set([...was.keys(), ...is.keys()])]
      .filter((id) => !saysTheSame(was.get(id) ?? null, is.get(id) ?? null))
      .flatMap((id) => this.ofInitiative.get(id) ?? [])
  }

  #exchange(records: Difference<Evidence>, { gone, come }: Difference<Candidate>): void {
    for (const { id } of records.gone) {
      this.records.delete(id)
      this.candidates.delete(id)
    }
    for (const record of records.come) this.records.set(record.id, record)
    for (const candidate of come) this.candidates.set(candidate.id, candidate)
    exchangedOnEach(idOf, initiativeOf, this.ofInitiative, records)
    exchangedOnEach(idOf, skillsShown, this.bySkill, { gone, come })
    const isTold = (pasted: boolean) => (candidate: Candidate) =>
      candidate.confirmed &&
      candidate.scope === 'target' &&
      this.records.get(candidate.id)!.confirmations.some(({ how }) => (how === 'pasted') === pasted)
    this.heard = exchangedBy(idOf, this.heard, gone.map(idOf), come.filter(isTold(false)))
    this.pasted = exchangedBy(idOf, this.pasted, gone.map(idOf), come.filter(isTold(true)))
    this.better = exchangedBy(
      idOf,
      this.better,
      gone.map(idOf),
      come.flatMap((candidate) => {
        const metrics = this.records.get(candidate.id)!.metrics.filter(isForTheBetter)
        return metrics.length > 0 ? [{ id: candidate.id, candidate, metrics }] : []
      }),
    )
    const { numbers, firm, candidates } = this.laidOut
    this.laidOut = {
      numbers,
      candidates: exchangedBy(idOf, candidates, gone.map(idOf), come),
      firm: exchangedBy(
        ({ candidate }: Firm) => candidate.id,
        firm,
        gone.map(idOf),
        come.filter(isFirm).map((candidate) => layOut(candidate, numbers)),
      ),
    }
    for (const candidate of gone) this.#countDay(candidate, -1)
    for (const candidate of come) this.#countDay(candidate, 1)
  }

  #countDay({ scope, on, recency }: Candidate, times: 1 | -1): void {
    if (scope !== 'target' || on === null || recency <= 0) return
    const now = (this.days.get(on) ?? 0) + times
    if (now > 0) this.days.set(on, now)
    else this.days.delete(on)
  }
}

const idOf = ({ id }: { id: string }): string => id

const initiativeOf = ({ initiative }: Evidence): string[] => (initiative === null ? [] : [initiative])

const skillsShown = ({ kind, on, skills, weights }: Candidate): string[] =>
  kind === null || on === null ? [] : skills.filter((skill) => (weights[skill] ?? 0) > 0)
