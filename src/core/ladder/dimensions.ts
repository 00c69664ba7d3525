import type { Dimension } from './types.ts'

const signs: Record<Dimension, RegExp> = {
  leadership:
    /\b(?:(?<!\b(?:your|my|our|their|a|the) )lead(?:s|ing|ership)?|mentor\w*|coach\w*|manag(?:e|es|ing) (?:a |other |product |people|pms?|pmms?|team|managers)|hir(?:e|es|ing)|team of|direct reports|people management|inspir\w+|role model|develop(?:s|ing)? (?:others|people|pms?|pmms?|talent)|grow(?:s|ing)? (?:people|others|talent|the team|pms?|pmms?))\b/i,
  'strategic thinking':
    /\b(?:strateg\w+|vision\w*|long.?term|roadmaps?|market|competit\w+|position(?:s|ing)?|business case|trade.?offs?|prioriti[sz]\w+|bets?|opportunit\w+|portfolio|pricing|segments?|direction)\b/i,
  'stakeholder management':
    /\b(?:stakeholders?|executives?|leadership team|c.?level|align\w*|cross.?functional|influenc\w+|partner(?:s|ing|ship)?|collaborat\w+|communicat\w+|present(?:s|ing|ation)?|negotiat\w+|sales|legal|board|persuad\w+|relationships?|convinc\w+)\b/i,
  scope:
    /\b(?:own(?:s|ing|ership)?|end.?to.?end|across (?:teams|products|the company|several|multiple)|multiple (?:teams|products|areas)|company.?wide|org(?:ani[sz]ation)?.?wide|product (?:line|area|suite)|responsib\w+|accountab\w+|p&l|global\w*|independent\w*|autonom\w+|ambigu\w+|complex\w*|\d+\+? (?:teams|products|markets|countries))\b/i,
  'technical depth':
    /\b(?:technical\w*|technolog\w+|engineer(?:s|ing)?|api(?:s)?|architecture\w*|data|sql|analytics?|analy[sz]\w+|machine learning|ai|ml|platforms?|infrastructure|security|software|code|systems?|experiment\w*|a\/b|metrics?|prototyp\w+)\b/i,
}

/** Which of the five dimensions a sentence stresses most; null if none. Of equals the one that S2-13 names first. */
export function dimensionOf(text: string): Dimension | null {
  const counted = (Object.entries(signs) as [Dimension, RegExp][]).map(([dimension, sign]) => ({
    dimension,
    count: new Set(
      [...text.slice(0, 2_000).matchAll(new RegExp(sign.source, 'gi'))].map(([word]) => word.toLowerCase()),
    ).size,
  }))
  const best = counted.reduce((most, next) => (next.count > most.count ? next : most))
  return best.count === 0 ? null : best.dimension
}
