import { hitsOf, wholeWords } from './scan.ts'
import type { Window } from './windows.ts'

/**
 * The text with every digit that never counts (dates, versions, names, sizes, scope) replaced by `_`; the length stays.
 * Coach specification 4.2.
 */
export function mask(text: string, windows: readonly Window[]): string {
  const characters = text.split('')
  const hide = (start: number, end: number): void => {
    for (let at = start; at < end; at++) if (characters[at]! >= '0' && characters[at]! <= '9') characters[at] = '_'
  }
  for (const window of windows) hide(window.start, window.end)
  for (const pattern of never) for (const hit of hitsOf(pattern, text)) hide(hit.start, hit.end)
  return characters.join('')
}

const months =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'

const indexed =
  'iOS|Android|API|SOC|ISO|WCAG|Windows|Fortune|Series|phase|step|stage|tier|level|option|page|section|top|PR|ticket|' +
  'room|wave|version|chapter|item|issue|part|round|grade|class|gate|slide|article|rule|appendix|figure|floor|batch|pillar|milestone|' +
  'number|act|lane|horizon|type|world|formula|studio|office|python|node|rails|angular|java|edition|episode|lesson|module|volume|draft|release'
// “week 3” is an index, “last week 3” a count
const counted = '(?<!\\b(?:last|previous|prior|this|next|per|a|each|every) )(?:week|day|sprint|hour|month|year|quarter)'

const measure = '(?! out of|\\s?(?:%|→|pp\\b|pts?\\b|percent|ms\\b|x\\b)|[.,]\\d)'
const notWhole = '(?! of \\d)'

const never: RegExp[] = [
  /https?:\/\/[^\s"'<>)\]]+/gi,
  /(?<![\w.+-])[\w+-]{1,64}(?:\.[\w+-]{1,64}){0,6}@[\w-]{1,64}\.[\w.-]{1,64}/g,
  /`[^`\n]{1,200}`/g,
  /(?<!\w)[@#][\w-]+/g,
  // dates and times
  /(?<!\d)\d{4}-\d{2}(?:-\d{2})?(?!\d)/g,
  /(?<![\d/])\d{1,2}\/\d{1,2}\/\d{2,4}(?![\d/])/g,
  /(?<=\b(?:on|since|by|from|until) )\d{1,2}\/(\d{1,2})(?![\d/]| to \d{1,2}\/\1(?!\d))/gi,
  // “22.10.” and, at the head of a line, “3/9 shipped …”
  /(?<=^\W{0,3}|\b(?:on|since|until) )(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?!\d)/gim,
  /(?<=^\W{0,3})\d{1,2}\/\d{1,2}(?=:| [-–—] |,? (?:[a-z]{2,}ed|we|i|began|brought|built|chose|cut|did|found|gave|got|held|kept|led|made|met|ran|sent|set|sold|spoke|told|took|went|won|wrote)\b)/gim,
  wholeWords(`\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${months}`),
  wholeWords(`${months} \\d{1,2}(?:st|nd|rd|th)?${notWhole}${measure}`),
  /(?<=\b(?:in|since|by|until|till|of|from|for|during|before|after|to|through|FY|Q[1-4]|H[12]|year|spring|summer|autumn|fall|winter) )(?:19[7-9]\d|20[0-4]\d)(?![\d%]|[.,]\d|\s?(?:→|%|percent|ms\b|x\b))/gi,
  new RegExp(`(?<=\\b${months},? )(?:19[7-9]\\d|20[0-4]\\d)(?!\\d)`, 'gi'),
  /(?<![\w$€£.,→-]|→ )(?:19[7-9]\d|20[0-4]\d)(?![\w%]|[.,]\d|\s?→|\s?(?:%|percent|ms|h|hours|days|min|users|to \d)\b| [a-z]{3,}s\b)/g,
  /(?<!\d)\d{1,2}:\d{2}(?:\s?[ap]m)?/gi,
  /(?<![\w.])\d{1,2}\s?[ap]m\b/gi,
  /(?<![\d/])(?:24\/7|9-5|9-to-5|50\/50|80\/20|360-?degrees?)(?![\d/])/gi,
  /(?<![\w.])\d+:\d+s?(?!\w)/g,
  // phones and versions
  /\+\d[\d ()-]{6,}\d/g,
  /(?<!\d)\(?\d{3}\)?[ -]\d{3}-\d{4}(?!\d)/g,
  /(?<!\w)v\.? ?\d+(?:\.\d+)*/gi,
  // 1.4.2 is a version, 1.250.000 an amount written the European way
  /(?<![\w.])(?![1-9]\d{0,2}(?:\.\d{3})+(?!\d|\.\d))\d+\.\d+\.\d+(?:\.\d+)*/g,
  // numbers that name a thing
  wholeWords(`(?:${indexed})s?[ -]\\d+(?:\\.\\d+)?(?!\\d)${notWhole}${measure}`),
  wholeWords(
    `(?:version|part|page|chapter|issue|round|step|slide|draft|volume|phase|edition|lesson|item) \\d+ of \\d+`,
  ),
  wholeWords(`${counted}[ -]\\d+(?!\\d)(?! (?:s|h|hours?|days?|minutes?|mins?)\\b)${notWhole}${measure}`),
  /(?<![\w$€£→])[A-Za-z]+-\d+\b/g,
  /(?<!\w)(?:0|zero) ?(?:→|to|-) ?(?:1|one)\b(?!\s?%|\.\d)/gi,
  // statistics and thresholds
  /(?<!\w)[np] ?[=<>] ?[\d.,]+/gi,
  /<=? ?[$€£]?\d[\d.,]{0,15}[kKmM]?(?=[-\s]?[a-z])/g,
  /(?:under|below|less than|fewer than|at least|at most|sub-|above|over|north of) [$€£]?\d[\d.,]{0,15}[kKmM]?(?=[ -](?:seats?|employees|people|staff|users|person|FTEs?)\b)/gi,
  // a limit is a wish unless something was brought under it
  /\b(?:under|below) (?<!\b(?:brought|got|fell|dropped|pushed|cut|down|sank|went|moved|held|kept|stay(?:s|ed)?|to|at|is|are|now)\b[^;]{0,50}(?:under|below) )[$€£]?\d[\d.,]{0,15}/gi,
  // a unit's size in brackets beside the unit
  /\([$€£₹]\d[\d.,]{0,15}(?:k|m|mm|mn|bn|b)?(?<=\b(?:managed?|owned?|ran|run|oversaw|holds?|led|lead|responsible for)\b[^.;\n]{0,70}\([^(]{1,16})/gi,
  // what is shared out, not what changed
  /(?<![\w.])\d+(?:\.\d+)? ?% (?=(?:off|rollout|roll-out|holdout|hold-out|split|canary|sample|confidence|significance|time\b|remote|discount code))/gi,
  /(?<![\w.])\d+(?:\.\d+)? ?% (?:of )?traffic\b(?<=\b(?:flag|canary|launch|rollout|roll-out|released?|ramp|experiment|test|behind|live)\b[^.;\n]{0,60})/gi,
  /(?<=\bto )\d+(?:\.\d+)? ?%(?= of (?:traffic|users|accounts|tenants|customers)\b)(?<=\b(?:rollout|rolled out|ramp(?:ed)?|released|shipped|launched|exposed|straight) to \d+(?:\.\d+)? ?%)/gi,
  /(?<![\w.])\d+(?:\.\d+)?[ -]?(?:GB|MB|TB|KB|inch(?:es)?|px|°|GHz|Mbps|dpi)\b/g,
  /(?<=\b(?:team|group|squad|crew|staff|org|party) of )\d+/gi,
  /(?<![\w.])[$€£]\d[\d.,]{0,15}(?:k|m|mm|mn|bn|b)?(?= (?:\w+ ){0,2}(?:budget|portfolio|book|p&l|fund)\b)/gi,
  /(?<=\b(?:managed|owned|ran|oversaw|holds?|led) (?:a |an |the )?)[$€£]\d[\d.,]{0,15}/gi,
  wholeWords('per (?:\\d[\\d.,]{0,15}k?|thousand|hundred)'),
  // one alternative measured by another
  /(?<=\b(?:is|was|are|were|costs?) )\d+(?:\.\d+)? ?(?:x|times)(?= (?!(?:higher|faster|lower|more|of last|what it was|yoy|since)\b)\w)/gi,
  /(?<![\w.])\d+(?:\.\d+)? ?%(?= (?:pricier|cheaper|more expensive|costlier|dearer)\b)/gi,
  /(?<![\w.])\d+(?:\.\d+)?x(?= (?:our|the) bar\b)/gi,
  /\(\d{1,2}\)(?= )/g,
]
