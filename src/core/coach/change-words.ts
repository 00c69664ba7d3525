import { wholeWords } from './scan.ts'

/** Verbs and nouns that say which way a number went. */
export const upWords =
  'increas(?:e|ed|es|ing)|gr(?:ew|own|owing|ow|ows)|lift(?:ed|s|ing)?|rais(?:ed|ing)|boost(?:ed|s|ing)?|rose|risen|rising|jump(?:ed|ing)?|' +
  'climb(?:ed|ing|s)?|expand(?:ed|ing)|up|gain(?:ed|ing|s)|accelerat(?:ed|ing)|scal(?:ed|ing)|strengthen(?:ed|ing)|spik(?:ed|ing)|' +
  '(?:crept|ticked|picked|went|edged|inched|moved|brought|pushed|nudged|shot|is|are|was|were) up|surg(?:ed|ing)|soared|doubl(?:ed|ing)|swelled|' +
  'bump(?:ed|ing)|recover(?:ed|ing)|rebounded|mushroomed|multiplied|add(?:ed|ing)'
export const downWords =
  'reduc(?:e|ed|es|ing)|cut(?:s|ting)?|decreas(?:e|ed|es|ing)|lower(?:ed|s|ing)|dropp?(?:ed|s|ing)?|fell|fall(?:s|en|ing)|shorten(?:ed|ing)|' +
  'slash(?:ed|ing)|trim(?:med|ming)|shrank|shrunk|shrink(?:ing|s)?|down|declin(?:ed|ing)|dipped|slid|slipp?(?:ed|ing)|sank|sunk|sink(?:ing|s)?|' +
  'plung(?:ed|ing)|plummet(?:ed|ing)|eased|easing|shav(?:ed|ing)|tumbled|lost|losing|shed|collapsed|minus|dwindled|halv(?:ed|ing)|' +
  'crashed|sagged|(?:went|came|brought|got|moved|pushed|is|are|was|were) down|went back(?= by)'
export const neutralWords =
  'improv(?:e|ed|es|ing)|optimi[sz](?:ed|ing)|enhanc(?:ed|ing)|better(?:ed|ing)|mov(?:ed|ing)|went|goes|go|chang(?:ed|ing)|shift(?:ed|ing)|' +
  'tak(?:en|ing)|took|brought|bringing|got|turned|swung'

/** The last of these before a number governs it. */
export const changeVerb = wholeWords(`(${upWords})|(${downWords})|(${neutralWords})`)

/** “a 30 % reduction in”, “12 days shorter”; groups: up, down, faster, slower, better. */
export const changeAfter = new RegExp(
  '^(?:[ -](?:points?|pts?))?(?: (?:a|per) (?:day|week|month|quarter|year))?(?: (?:relative|absolute|net|further|more or less|overall|average|sustained))?[ -](?:' +
    '(increases?|lift|uplift|gains?|rise|jump|growth|boost|bump|higher|more|longer|larger|bigger|up|additional|extra|wider|richer|(?:above|over) (?:last|the (?:previous|year|quarter|month)|a year|what))|' +
    '(reductions?|decreases?|drop|decline|fall|cut|dip|fewer|less|lower|shorter|smaller|down|leaner|lighter|off|out of the|drop-off|slimmer|savings?|(?:below|under) (?:last|the (?:previous|year|quarter|month)|a year|what))|' +
    '(faster|quicker|sooner|earlier|speed-?up)|(slower|later)|' +
    '(improvements?|better)|(worse))\\b(?!-)',
  'i',
)

/** Words of approximation between a verb and its number. */
export const approximately =
  '(?:about|around|roughly|nearly|almost|approximately|approx\\.?|over|up to|some|only|just|close to|an? (?:estimated|total of|extra|additional|further|whopping)|another|more than|less than|under|below|above|at least|a|an|the|by|~|≈|>|<|circa|ca\\.?|as (?:much|low|high|many) as|a full|full|well (?:over|under)|currently|now)'

/** A number followed by what it counts: “went to 8,200 addresses” says to whom. */
export const countsItself =
  /^ (?!(?:in|from|per|a|an|after|by|within|this|last|with|since|for|as|and|on|at|over|during|when|because|now)\b)[a-z]{3,}/i
