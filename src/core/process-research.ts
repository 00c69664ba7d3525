import type { Day } from './day.ts'

/** What there is to know about promotion where one works (S2-04 to S2-07), in the order worth asking. */
export const processTopics = [
  {
    id: 'process',
    name: 'How it works',
    question: 'How does somebody get to the next level here, step by step?',
    ask: 'Find out how promotion works here',
    aliases: ['how', 'how it works', 'how promotion works', 'promotion process', 'steps', 'step'],
  },
  {
    id: 'decides',
    name: 'Who decides',
    question: 'Who decides, and whose word do they go by?',
    ask: 'Find out who decides',
    aliases: ['who', 'who decides', 'decider', 'deciders', 'decision', 'committee', 'approvers', 'voters', 'people'],
  },
  {
    id: 'criteria',
    name: 'What is looked at',
    question: 'What is looked at? Is there a written guide to the levels?',
    ask: 'Find out what is looked at',
    aliases: [
      'what',
      'what is looked at',
      'rubric',
      'guidelines',
      'levelling',
      'leveling',
      'levels',
      'ladder',
      'level guide',
    ],
  },
  {
    id: 'dates',
    name: 'When it is decided',
    question: 'When is it decided, and by when must everything be in? Is there a way outside the cycle?',
    ask: 'Find out when it is decided',
    aliases: ['when', 'when it is decided', 'cycle', 'cycles', 'timing', 'date', 'calendar', 'deadline'],
  },
  {
    id: 'history',
    name: 'Who made the step',
    question: 'Who made this step here lately, and what did it take?',
    ask: 'Find out who made the step lately, and what it took',
    aliases: [
      'who made it',
      'who made the step',
      'precedent',
      'precedents',
      'past promotions',
      'historical promotions',
    ],
  },
] as const
export type ProcessTopic = (typeof processTopics)[number]['id']

/** The topic that a word means; the person’s own words where it is none of the known ones. */
export function topicOf(written: string): string {
  const word = written.trim().replace(/\s+/g, ' ')
  const plain = word.toLowerCase().replace(/[_-]/g, ' ').replace(/\?$/, '')
  return (
    processTopics.find(({ id, aliases }) => id === plain || (aliases as readonly string[]).includes(plain))?.id ?? word
  )
}

/** What a topic is called; the person’s own goes by its own words. */
export const topicName = (topic: string): string => processTopics.find(({ id }) => id === topic)?.name ?? topic

export interface Finding {
  id: string
  topic: string
  answer: string
  from: string | null
  on: Day
}

/** What is known, newest first within each topic, and what is still to be asked, in the order worth asking. */
export function processKnown(findings: readonly Finding[]) {
  const topics = [...processTopics.map(({ id }) => id as string), ...findings.map(({ topic }) => topic)]
  const newest = [...findings].sort((a, b) => (a.on !== b.on ? (a.on < b.on ? 1 : -1) : a.id < b.id ? 1 : -1))
  const known = [...new Set(topics)].flatMap((topic) => {
    const answers = newest.filter((finding) => finding.topic === topic)
    return answers.length > 0 ? [{ topic, name: topicName(topic), answers }] : []
  })
  const unknown = processTopics
    .filter(({ id }) => !findings.some(({ topic }) => topic === id))
    .map(({ id, name, question, ask }) => ({ topic: id, name, question, ask }))
  return { known, unknown }
}

/**
 * True once somebody was asked: only then does it make sense to ask for a rating or for a promotion (domain 0, “First actions are
 * research and people”). Who made the step before can be looked up alone.
 */
export const isAsked = (findings: readonly Pick<Finding, 'topic'>[]): boolean =>
  findings.some(({ topic }) => topic !== 'history')
