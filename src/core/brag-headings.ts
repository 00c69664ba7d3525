export const LONGEST_HEADING = 160

/** A few words that name something, and do not say that it was done. */
export function isName(text: string): boolean {
  if (text.length > LONGEST_HEADING) return false
  const name = asName(text)
  return (
    name !== '' && name.split(/\s+/).length <= 8 && !saysWork(name) && !/[.!?]$/.test(name) && !/\d\s*%|→|->/.test(name)
  )
}

// How people begin a line about their work: “I …”, “We …”, or with what they did.
const begunWith =
  /^(?:i|we|my|our|also|then|successfully|recently|\p{L}{2,}ed|began|bought|brought|built|came|chose|cut|did|drew|drove|fed|fought|found|gave|got|grew|held|kept|led|made|met|oversaw|put|ran|read|rebuilt|redid|rethought|rewrote|said|sat|sent|set|sold|spent|split|spoke|spun|stood|taught|thought|told|took|went|won|wrote)$/iu

export const saysWork = (text: string): boolean => text.split(/[\s,:;]+/, 3).some((word) => begunWith.test(word))

/** A heading without its signs: “🚀 Checkout redesign:” is “Checkout redesign”. */
export const asName = (text: string): string => text.replace(/^[^\p{L}\p{N}]+|[\s:–—-]+$/gu, '')

export const isOfDocument = /\bbrag|\bwork ?log|\bhype doc/i

// Headings that sort lines by sort, not by piece of work.
export const isSection = (name: string): boolean =>
  isOfDocument.test(name) ||
  /^(?:my |key |main |other |big |small |recent |biggest |top )*(?:accomplishments?|achievements?|activities|awards?|bugs?|collaboration|company building|design|discovery|documentation|done|feedback|general|growth|highlights?|impact|initiatives?|journal|kudos|launches|leadership|learned|learnings?|lessons(?: learned)?|log|mentor(?:ing|ship)|metrics?|misc(?:ellaneous)?|notes?|numbers|other|outcomes?|outside (?:of )?work|people|praise|problems?|process|projects?|quotes?|results?|shipped|skills?|strengths?|summary|talks?|team|thank you|this (?:week|month|quarter|year)|tl;?dr|updates?|week(?:ly)?(?: notes| update)?|what (?:i|you) (?:did|learned|shipped)|what went well|wins?|work)(?: (?:&|and|\/) .{1,40})?$/i.test(
    name,
  )

const month =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const stretch =
  'spring|summer|autumn|fall|winter|christmas|easter|new year|holidays?|vacation|leave|weeks?|months?|quarters?|half|year|period|cycle|review|time'
const around =
  'before|after|since|until|till|during|around|early|mid|late|end|beginning|start|first|second|third|last|previous|past|this|the|my|of|in|from|to|and|so far|to date|now|onwards?|earlier|older|recent|recently|currently|ongoing|rest'

/** “H2 so far”, “Before summer”, “Since the last review”: a stretch of time is no piece of work. */
export const isTime = (name: string): boolean =>
  new RegExp(`^(?:(?:${around}|${stretch}|${month}|h[12]|q[1-4]|\\d{2,4})(?:[\\s,/–—-]+|$))+$`, 'i').test(name)

export const isPlan = (name: string): boolean =>
  /^(?:my )?(?:goals?|ideas?|next(?: steps?| week| month| quarter| year| up)?|plans?|to ?-?dos?|upcoming|backlog|open (?:tasks|questions)|blockers?)(?: for (?:the )?(?:this|next|coming)? ?(?:week|month|quarter|half|year))?$/i.test(
    name,
  )
