import type { Framework } from './framework.ts'
import { type Dimension, dimensions } from './ladder/types.ts'
import { statementsOf } from './ladder-words.ts'

/** What a statement is about, of the five things that tell levels apart (S2-13); one statement may be about several, or none. */
export const dimensionsOf = (text: string): Dimension[] => dimensions.filter((dimension) => signs[dimension].test(text))

const signs: Record<Dimension, RegExp> = {
  leadership:
    /\b(lead(s|ing|er|ers|ership)?|led|mentor\w*|coach(es|ed|ing)?|hir(e|es|ed|ing)|manag(e|es|ed|ing) (?:a |the |their |other |several |multiple |\w+ )?(?:people|managers?|pms?|pmms?|teams?|reports?)|direct reports?|people manage\w*|develop(s|ed|ing)? (?:others|people|talent|leaders|the team|teammates|product managers|pms)|talent|inspir\w+|role model\w*|deleg\w+|motivat\w+|grow(s|ing)? (?:others|people|leaders|the team|product managers|pms)|team’?'?s? (?:growth|morale|culture)|onboard(s|ed|ing)? (?:new )?(?:pms?|colleagues|teammates|hires)|set(s|ting)? an example)\b/i,
  'strategic thinking':
    /\b(strateg\w*|vision\w*|long[- ]term|roadmaps?|prioriti[sz]\w*|trade[- ]?offs?|market(?:s|place)?\b(?!ing)|compet(itor|itors|itive|ition)|business (?:model|case|goals?|outcomes?|impact)|positioning|portfolio|bets?\b|where to play|opportunit(y|ies)|frame(s|d)?|which problems?|what not to (?:do|build)|choos(e|es|ing)|direction|horizons?)\b/i,
  'stakeholder management':
    /\b(stakeholders?|align(s|ed|ing|ment)?|cross[- ]?functional\w*|partner(s|ed|ing|ship|ships)?|influenc\w+|negotiat\w+|executives?|leadership team|communicat\w+|present(s|ed|ing|ation|ations)?|collaborat\w+|relationships?|buy[- ]in|trust(s|ed)?|conflicts?|disagree\w*|sales|legal|finance|support teams?|customer success|persuad\w+|convinc\w+|expectations)\b/i,
  scope:
    /\b(scope\w*|own(s|ed|ing|ership)?|end[- ]to[- ]end|(?:several|multiple|many|all|across|whole|entire) (?:the )?(?:teams?|products?|areas?|org\w*|compan(?:y|ies)|features?|business units?|groups?)|across|company[- ]wide|org(?:anisation|anization)?[- ]?wide|(?:product|feature|problem) (?:area|space|line)s?|(?:a|one|single) (?:feature|product|team)|ambigu\w+|complex\w*|independent\w*|autonom\w+|(?:with|under|without|little|minimal) (?:close |some |much )?(?:guidance|supervision|direction|oversight)|accountab\w+|responsib\w+|impact\w*|quarters?|years?)\b/i,
  'technical depth':
    /\b(technic\w*|engineer\w*|architect\w*|apis?|platforms?|systems?|data (?:models?|pipelines?|structures?|fluen\w+|driven|analysis)|sql|quer(y|ies)|experiment\w*|a\/b|statistic\w*|analytics?|analys\w+|machine learning|code|prototyp\w*|infrastructure|latency|security|scalab\w+|feasib\w+|technology|tech(?: |-)?debt|instrument\w*)\b/i,
}

/** How much of what a level asks for is about each dimension: the share of its statements, 0 to 1, and the statements themselves. */
export interface Emphasis {
  dimension: Dimension
  share: number
  statements: string[]
}

/** For each of the five, in their own order. Shares need not add up to 1: a statement may be about two, or about none. */
export function emphasisAt({ levels, skills }: Framework, levelIds: readonly string[]): Emphasis[] {
  const said = levelIds.flatMap((id) => {
    const level = levels.find((candidate) => candidate.id === id)
    const own = level ? [level.scope, ...level.focus, ...level.wins].filter((text) => text !== noScope) : []
    // A skill's name says what its statements are about, also where they do not repeat it.
    const asked = skills.flatMap(({ name, anchors }) =>
      statementsOf(anchors[id]).map((text) => ({ text, about: `${name}: ${text}` })),
    )
    return [...own.map((text) => ({ text, about: text })), ...asked]
  })
  const found = said.map(({ text, about }) => ({ text, about: dimensionsOf(about) }))
  return dimensions.map((dimension) => {
    const statements = found.filter(({ about }) => about.includes(dimension)).map(({ text }) => text)
    return { dimension, share: said.length === 0 ? 0 : statements.length / said.length, statements }
  })
}

const noScope = 'The ladder does not say.'
