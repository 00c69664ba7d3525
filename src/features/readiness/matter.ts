import { levelOf } from '../../core/framework.ts'
import type { Standing } from '../../platform/career.ts'
import type { View } from '../../platform/page.ts'
import type { HistoryAnswer } from './history-operation.ts'
import type { ReadinessAnswer } from './operations.ts'
import { type RecordsBySkill, recordsBySkill } from './records.ts'

/** The part of `agreement.show` that the pages about a level read. */
export interface AgreementAnswer {
  current: { words: string; conditions: string[] } | null
}

/** Everything the pages about a level are drawn from. */
export interface LevelMatter {
  view: View
  standing: Standing
  answer: ReadinessAnswer
  records: RecordsBySkill
  history: HistoryAnswer
  agreement: AgreementAnswer
  /** Title of the level whose anchors count. */
  title: string
  /** No number of any kind: the person hides them, or there is none to show. */
  wordsOnly: boolean
}

export async function matterOf(view: View, standing: Standing): Promise<LevelMatter> {
  const answer = await view.call<ReadinessAnswer>('readiness.show')
  return {
    view,
    standing,
    answer,
    records: await recordsBySkill(view),
    history: await view.call<HistoryAnswer>('readiness.history'),
    agreement: await view.call<AgreementAnswer>('agreement.show'),
    title: levelOf(standing.framework, answer.against).title,
    wordsOnly: view.settings.hideNumbers || answer.score === null,
  }
}

/** The skills in the order that matters for the level. */
export const heaviestFirst = ({ skills }: Pick<ReadinessAnswer, 'skills'>): ReadinessAnswer['skills'] =>
  [...skills].sort((a, b) => b.weight - a.weight)
