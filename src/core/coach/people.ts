import { foldName } from '../rating.ts'
import { givenNames } from './given-names.ts'
import { hitsOf } from './scan.ts'
import { breathsIn, type Sentence } from './sentences.ts'
import type { Mention } from './types.ts'

export interface PeopleOptions {
  /** Names the person has given before, with or without a role: “Priya Shah, sales”. */
  people?: readonly string[]
  /** The person's own name: nobody is their own witness. */
  self?: string
}

/**
 * The people a text names, in text order and each once: those with a handle, those the person has named before, and those who are
 * introduced as a person or bear a name that means nothing else. A company, a product or a word that only begins a sentence is none of
 * them, and so in doubt is nobody. At most twenty.
 */
export function peopleIn(text: string, handles: readonly string[], options: PeopleOptions = {}): Mention[] {
  const known = knownPeople(options.people ?? nobody)
  const found = new Map<string, Mention>()
  const take = (name: string, isKnown: boolean): void => {
    const key = foldName(name)
    if (found.size < limit && !found.has(key) && !isSelf(key, options.self)) found.set(key, { name, known: isKnown })
  }
  for (const handle of handles) {
    const match = known.byHandle(handle)
    take(match ?? handle, match !== null)
  }
  for (const run of runsOf(text)) {
    const match = known.named(run)
    if (match) take(match, true)
    else if (isIntroduced(run)) take(nameOf(run), false)
  }
  return [...found.values()]
}

const limit = 20

const isSelf = (key: string, self: string | undefined): boolean =>
  self !== undefined && self.trim() !== '' && [foldName(self), foldName(self).split(' ')[0]].includes(key)

// ---- Who is known

interface Known {
  named(run: Run): string | null
  byHandle(handle: string): string | null
}

const nobody: readonly string[] = []
// The same list is asked about for line after line.
const knownBy = new WeakMap<readonly string[], Known>()

function knownPeople(names: readonly string[]): Known {
  const known = knownBy.get(names) ?? sorted(names)
  knownBy.set(names, known)
  return known
}

function sorted(names: readonly string[]): Known {
  const byFull = new Map<string, string>()
  const byFirst = new Map<string, string | null>()
  const byHandle = new Map<string, string | null>()
  const put = (map: Map<string, string | null>, key: string, name: string): void => {
    // Two who could be meant are nobody in particular.
    map.set(key, map.has(key) && map.get(key) !== name ? null : name)
  }
  for (const written of names.slice(0, mostKnown)) {
    const name = personOf(written)
    if (!name || byFull.has(foldName(name))) continue
    const parts = foldName(name).split(' ')
    const [first, last] = [parts[0]!, parts.at(-1)!]
    byFull.set(parts.join(' '), name)
    put(byFirst, first, name)
    const handles =
      parts.length === 1 ? [first] : [first, `${first}${last}`, `${first[0]}${last}`, `${first}${last[0]}`]
    for (const handle of new Set(handles)) put(byHandle, handle, name)
  }
  return {
    named: (run) => {
      if (run.words.length > 1) return byFull.get(run.words.map(foldName).join(' ')) ?? null
      const [word] = run.words
      return standsForItself(run) ? (byFull.get(foldName(word!)) ?? byFirst.get(foldName(word!)) ?? null) : null
    },
    byHandle: (handle) => byHandle.get(foldName(handle).replace(/[^\p{L}\p{N}]/gu, '')) ?? null,
  }
}

const mostKnown = 500

/** The name in “Priya Shah, sales” or “Marek (VP Sales)”; null for a role, a team or a sentence. */
function personOf(written: string): string | null {
  const name = written
    .replace(/^@/, '')
    .split(/[,(;:/–—]| - | from | of | in | at /)[0]!
    .trim()
  const words = name.split(/\s+/)
  if (name === '' || name.length > 60 || words.length > 4) return null
  return words.every((word) => /^\p{Lu}/u.test(word) && !isStop(word)) ? name : null
}

/** “Will” and “Mark” are words too: known or not, such a name needs a place that is a person's. */
const standsForItself = (run: Run): boolean =>
  !doubleMeanings.has(foldName(run.words[0]!)) || isIntroduced(run) || speaks.test(run.after)

// ---- Names where they stand

/** Words with a capital letter that could be one name, with what stands around them in their sentence. */
interface Run {
  words: string[]
  before: string
  after: string
  opens: boolean
}

const nameWord =
  /(?<![\p{L}\p{N}@#._/-]|\p{L}['’])(?:\p{Lu}['’])?\p{Lu}(?:c(?=\p{Lu}))?(?:(?<=c)\p{Lu})?\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?![\p{L}\p{N}@_]|[-./]\p{L})/gu

const reach = 60

function runsOf(text: string): Run[] {
  const hits = hitsOf(nameWord, text)
  if (hits.length === 0) return []
  const runs: Run[] = []
  const sentences = breathsIn(text)
  let at = 0
  let open: { words: string[]; start: number; end: number } | null = null
  const close = (sentence: Sentence): void => {
    if (open) runs.push(...cut(open, sentence, text))
    open = null
  }
  let sentence = sentences[0]
  for (const hit of hits.slice(0, mostWords)) {
    while (sentence && sentence.end <= hit.start) {
      close(sentence)
      sentence = sentences[++at]
    }
    if (!sentence) break
    if (open && text.slice(open.end, hit.start) !== ' ') close(sentence)
    if (!open) open = { words: [hit.text], start: hit.start, end: hit.end }
    else {
      open.words.push(hit.text)
      open.end = hit.end
    }
  }
  if (sentence) close(sentence)
  return runs
}

const mostWords = 400

/** A run without the words at its ends that are no names; a verb with a capital because it opens the sentence is one of them. */
function cut(open: { words: string[]; start: number; end: number }, sentence: Sentence, text: string): Run[] {
  let { start, end } = open
  let words = open.words
  const opens = (): boolean =>
    text
      .slice(sentence.start, start)
      .trim()
      .replace(/^[-*•>"“'‘(]+$/, '') === ''
  const drop = (): void => {
    start += words[0]!.length + 1
    words = words.slice(1)
  }
  if (words.length > 1 && opens() && !isGiven(words[0]!)) drop()
  while (words.length > 0 && isStop(words[0]!)) drop()
  while (words.length > 0 && isStop(words.at(-1)!)) {
    end -= words.at(-1)!.length + 1
    words = words.slice(0, -1)
  }
  if (words.length === 0 || words.length > 3 || words.some(isStop)) return []
  return [
    {
      words,
      before: text.slice(Math.max(sentence.start, start - reach), start),
      after: text.slice(end, Math.min(sentence.end, end + reach)),
      opens: opens(),
    },
  ]
}

const nameOf = ({ words }: Run): string => words.join(' ')

const isGiven = (word: string): boolean => givenNames.has(foldName(word.split('-')[0]!))

function isIntroduced(run: Run): boolean {
  const { words, before, after, opens } = run
  if (noPlace.test(before) || noFollower.test(after)) return false
  if (
    roleAfter.test(after) ||
    titleBefore.test(before) ||
    roleBefore.some((role) => role.test(before)) ||
    personVerb.test(before)
  )
    return true
  if (departmentAfter.test(after)) return !opens || isGiven(words[0]!) || doneByAPerson.test(after)
  if (speaks.test(after) && /\b(?:he|she|him|his|her|himself|herself)\b/i.test(after) && !opens) return true
  return isGiven(words[0]!)
}

const roleWords =
  'ceo|cfo|cto|coo|cpo|cmo|cro|cio|ciso|evp|svp|vp|gm|pm|pmm|apm|gpm|tpm|csm|ae|se|sdr|em|vice president|president|(?:co-)?founder|director|head|chief|' +
  'manager|lead|owner|engineer|developer|architect|designer|researcher|analyst|scientist|writer|editor|marketer|rep|seller|buyer|recruiter|counsel|' +
  'lawyer|accountant|controller|consultant|specialist|officer|assistant|intern|mentor|mentee|boss|colleague|peer|sponsor|champion|supervisor|agent'
const departments =
  'legal|finance|sales|marketing|product|engineering|design|support|cs|customer (?:success|support|care|service)|success|ops|operations|hr|security|data|' +
  'analytics|research|it|revops|procurement|platform|compliance|accounting|infra|infrastructure|qa|growth|partnerships|presales|enablement|comms|brand|' +
  'risk|treasury|billing|payments|logistics|ux'

const roleAfter = new RegExp(
  `^ \\((?:(?:our|the|my|their|a|new) )?(?:[\\w&/.-]+ ){0,3}?(?:${roleWords})(?: [^()]{1,30})?\\)|^ \\((?:legal|finance|hr|security|procurement|compliance|engineering|customer success)\\)|` +
    `^, (?:(?:our|my|the|their|its) (?:[\\w-]+ ){0,3}?|(?:an? )?(?:[a-z-]+ ){0,2}?)(?:${roleWords})\\b(?=[,.;:) ]|$)`,
  'i',
)
const titleBefore = /(?:^|[\s(])(?:Mrs?|Ms|Mx|Dr|Prof)\.? $/
const roleBefore: readonly RegExp[] = [
  /\b(?:our|my|the|their|his|her|its|new) (?:[a-z-]+ ){0,2}?(?:manager|boss|director|designer|engineer|analyst|researcher|developer|architect|founder|counsel|lawyer|mentor|mentee|intern|colleague|sponsor|controller|skip-level|pmm?|apm|csm|c[feptmo]o) $/i,
  new RegExp(`\\b(?:C[EFTOPMRI]O|CISO|(?:VP|[Hh]ead|[Dd]irector)(?: of)? (?:${departments})) $`),
]
const personVerb =
  /\b(?:mentor(?:ed|ing)?|coach(?:ed|ing)?|under my wing[,:]?|(?:1:1s?|one-to-ones?|one-on-ones?) with|kudos to|shadowed by) $/i
const departmentAfter = new RegExp(`^ (?:from|over in) (?:the |our )?(?:${departments})(?: team)?\\b`, 'i')
const doneByAPerson = new RegExp(
  `${departmentAfter.source},? (?:who|now|told|asked|says?|said|wants?|wanted|agreed|signed|approved|wrote|called|thanked|uses?|used|took|came|backed|brought|sends?|sent|opened|quoted|started)\\b`,
  'i',
)
const speaks =
  /^ (?:told|said|says|asked|wrote|replied|thought|felt|admitted|insisted|mentioned|called|pinged|thanked|promised|wanted)\b/

// “the Ana release”, “project Diana”: a name that was given to a thing.
const noPlace =
  /\b(?:the|a|an|our|this|project|codename[d]?|persona|saint|san|santa|st\.?|hurricane|storm|named|called|brand) ["“'‘]?$/i
const noFollower =
  /^(?:["”'’]?(?:-|\d)| (?:campaign|release|launch|project|programme|program|persona|tier|feature|app|bot|model|api|cluster|server|segment|street|road|hospital|university|college|inc|ltd|gmbh|corp|group|bank)\b| ?[&+] ?(?:co|sons)\b|["”])/i

const doubleMeanings: ReadonlySet<string> = new Set(
  (
    'will mark may april june august grace hope rose bill jack art rich drew grant chase dean frank pat sue ray max chip guy joy faith dawn summer ' +
    'autumn amber jade ruby crystal angel miles reed lane dale jordan chad georgia paris sydney austin dallas victor sky ace page case price young ' +
    'long short small brown white black green gray king day field hill wood stone rock lake rivers brooks banks power cash sterling penny olive basil'
  ).split(' '),
)

const stops: ReadonlySet<string> = new Set(
  (
    'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun ' +
    'i we he she they it you our my the a an this that these those his her their its who what when where why how ' +
    'and but or so then also now today yesterday tomorrow after before since while with without from for in on at by to of as if because though although ' +
    'both all some most many each every no not yes one two three four five six seven eight nine ten half ' +
    'mr mrs ms dr prof sir madam head director manager lead chief vice president senior junior principal group staff associate founder owner counsel ' +
    'legal finance sales marketing product engineering design support success ops operations security data analytics research procurement platform ' +
    'feedback request requests note notes ticket tickets question questions input data numbers report reports email mail message messages quote quotes ' +
    'comment comments pushback approval budget people folks someone everyone nobody help work demand pressure complaint complaints signal signals insight ' +
    'insights interest colleagues engineers calls deals leads answers orders ' +
    'compliance accounting infra growth partnerships enablement comms brand risk treasury billing payments logistics team board council committee ' +
    'customer customers client clients user users partner partners vendor supplier company ' +
    'english german french spanish italian dutch polish chinese japanese indian american european british swiss austrian nordic ' +
    'europe germany france spain italy poland austria switzerland india china japan america asia africa london berlin paris munich vienna zurich'
  ).split(' '),
)
const isStop = (word: string): boolean => stops.has(foldName(word))
