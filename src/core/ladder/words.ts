/** What headings of ladders say of themselves, whatever the ladder. Each takes a label in plain words. */

/** Sections and columns that describe the level or the skill itself, such as “Examples”: not a skill where another name is at hand. */
export const isField = (label: string): boolean =>
  /^(?:(?:key |core |main |typical |observable |expected |example |sample |possible |positive )*(?:descriptions?|behaviou?rs?|signals?|indicators?|examples?|criteria|criterion|expectations?|statements?|evidence|anchors?|milestones?|content|text|details?|responsibilities|example tasks|points|items|bullets|notes|proof|descriptors?|traits|characteristics|value|values|summary)|what (?:it|this|that|good|success|great) looks? like(?: here| in practice)?|(?:what )?(?:it|this) looks like|looks like|you(?: will| can| are|r work)?|in practice|how (?:it|this) shows(?: up)?|demonstrates?(?: competency| this)?(?: by)?[.… ]*|demonstrated by|what (?:we|you) (?:expect|do|see)|expected(?: of you)?|example criteria|what to look for|for (?:example|instance)|e\.?g\.?|success looks like|you can see (?:that|this|it).*|how you (?:can )?(?:see|know) (?:it|this))$/i.test(
    label,
  )

/** Sections that say what is not meant or not yet reached. */
export const isNegative = (label: string): boolean =>
  /^(?:not (?:yet|there yet)|anti.?patterns?|red flags?|gaps?|warning signs?|pitfalls?|what (?:it|this) is(?: not|n.t)|(?:does|do)(?: not|n.t).*|negative (?:signals?|indicators?|behaviou?rs?)|counter.?examples?|avoid)\b/i.test(
    label,
  )

/** What a skill means apart from any level. */
export const isDefinition = (label: string): boolean =>
  /^(?:(?:skill |short |brief )?(?:definitions?|descriptions?|meaning|summary|explanation|about|overview|details?|what it (?:is|means)|what is it|what this (?:is|means)|question|purpose|why it matters|why|in short))$/i.test(
    label,
  )

/** Rows and columns that describe the level as a whole. */
export const isLevelSummary = (label: string): boolean =>
  /^(?:(?:role|level|job|position|general|overall|short|executive) (?:summary|description|overview|profile|definition|purpose|statement)|summary|overview|description|profile|in (?:a nutshell|short|brief|one sentence)|tag ?line|essence|mission|core question|who you are|you(?:'|’)?(?: a)?re here if|about(?: the| this)? (?:level|role)|purpose|(?:primary |main |key |core )focus)$/i.test(
    label,
  )

/** How people are judged or hired, rather than what is expected of them. */
export const isProcess = (label: string): boolean =>
  /^(?:(?:hiring|interview(?:ing)?|recruit(?:ing|ment)|promotions?|(?:performance )?reviews?|calibration|levell?ing) (?:process|cycle|calendar|timeline|faqs?|committee).*|how (?:do )?promotions? .*|faqs?|frequently asked .*)$/i.test(
    label,
  )

/** What leads on from the level: it is asked of nobody who stands there. */
export const isNextStep = (label: string): boolean =>
  /^(?:(?:your )?path to .*|how to (?:get|move|grow) (?:here|there|to|into|up).*|(?:getting|moving|growing) (?:to|into) .*|(?:to|for) (?:reach|get to) .*|growth (?:focus|moves?|areas?)|what(?:.s| is) next|next steps?)$/i.test(
    label,
  )

/** What a table says about a level that is no skill: pay, tenure, who reports to whom. */
export const isAttribute = (label: string): boolean =>
  /^(?:(?:typical |usual |average |expected |minimum |min |relevant |required |preferred |approx(?:imate)? )*(?:(?:years?|yrs?)(?: of)?(?: (?:experience|exp|in (?:role|level)))?|experience(?: level| range| \(?years\)?)?|yoe|tenure|time (?:in|at|to) (?:role|level|grade|next level|promotion)|timeline|timeframe|salary|salary (?:range|band)|pay|pay (?:range|band)|compensation|comp|equity|bonus|ote|education|degree|qualifications?|certifications?|reports? to|reporting(?: structure| line)?|(?:number of )?direct reports|team size|headcount|span(?: of control)?|job (?:code|grade|family)|grade|code|job code|assessment|assessments?|links?|resources?|further reading|references?|notes?|comments?|owner|status|weight(?:ing)?|weight %|score|self(?:.| )?(?:rating|assessment)|manager(?:.| )?(?:rating|assessment)|last updated|id|key|slug|color|colou?r|icon|emoji|order|sort|index|path|url|category colou?r|max|min|points?|total|equivalen(?:t|ce)s?|equivalent levels?|management|people management|manager|promotion criteria|next level|path to .*|growth (?:focus|moves?|areas?)|how to get (?:here|there|to).*|(?:to|for) (?:reach|get to) the next level|distribution))$/i.test(
    label,
  )

/** Columns and keys whose values are other names of the level. */
export const isTitle = (label: string): boolean =>
  /^(?:(?:job |role |position |level |full |display |short )?(?:title|name|label|role|position|alias(?:es)?|level|grade|band|code|abbreviation|short)|titles?|(?:also|formerly) (?:known as|called)|aka|also|aliases|internal (?:title|level)|external title|display ?name|job titles?|level name|tech(?:nical)? title|levels?)(?: .{1,12})?$/i.test(
    label,
  )

/** A heading over names of skills. */
export const isSkillHeader = (label: string): boolean =>
  /^(?:(?:core |key |pm |product |soft |hard )?(?:skills?|competenc(?:y|ies)|competences?|capabilit(?:y|ies)|dimensions?|attributes?|areas?|topics?|pillars?|traits?|themes?|parameters?|criteri(?:on|a)|categor(?:y|ies)|expectations?|behaviou?rs?|responsibilit(?:y|ies)|axis|axes|values?|factors?|disciplines?|practices?|qualit(?:y|ies)|facets?|levers?|groups?|domains?|skill areas?|competency areas?|focus areas?|skill names?|sub.?skills?|tracks?)(?: name)?|area of (?:focus|responsibility)|kompetenz(?:en)?|kompetenzbereiche?|fähigkeit(?:en)?|bereiche?|thema|compétences?|domaines?|competencias?|habilidad(?:es)?|áreas?)$/i.test(
    label,
  )

/** The track a section or a row is about; null if it names none. */
export function trackOf(label: string): 'ic' | 'people' | null {
  // A product manager manages a product.
  const text = label
    .toLowerCase()
    .replace(/\b(?:product|marketing|program|project|growth|platform|account) (?:managers?|management)\b/g, 'pm')
  if (text.length > 70) return null
  if (
    /\bindividual contributors?\b|\bics?\b|\bnon.?manage(?:r|ment)\b|\b(?:craft|maker|expert|technical|specialist|professional) (?:track|path|ladder|levels?)\b/.test(
      text,
    )
  )
    return 'ic'
  if (
    /\b(?:people|team) (?:leaders?|leadership|managers?|management|leads?)(?: (?:track|path|ladder|levels?))?\b|\b(?:management|manager|managerial|leadership|managers) (?:track|path|ladder|levels?|stream|branch|roles?)\b|^(?:managers?|management|leaders|leadership roles?|people managers?|product leadership|product leaders)$|\bfor (?:product )?(?:leaders?|leadership|managers|people managers)$/.test(
      text,
    )
  )
    return 'people'
  return null
}

const structureWords = new Set(
  (
    'career careers ladder ladders level levels levelling leveling framework frameworks matrix matrices guide guideline guidelines definition definitions ' +
    'description descriptions expectation expectations overview progression development growth path paths paths role roles job family families competency ' +
    'competencies competence competences skill skills rubric track tracks by per of the our and for each at in to a an pm pmm product management ' +
    'marketing manager managers marketer marketers engineering team summary details detail quick reference core all company title titles grade grades ' +
    'structure section sections part page what we expect content contents items topics data attributes dimensions areas area pillars traits categories ' +
    'category milestones criteria behaviours behaviors anchors responsibilities needed required this that table tables version internal draft plan document handbook'
  ).split(' '),
)

/** A heading that only says that a ladder, its levels or its skills follow. */
export const isStructure = (label: string): boolean => {
  const words = label.toLowerCase().match(/[\p{L}]+/gu) ?? []
  return words.length > 0 && words.every((word) => structureWords.has(word))
}

/** Sections of a page that are not the ladder. */
export const isAroundLadder = (label: string): boolean =>
  /^(?:table of contents|contents|toc|on this page|in this (?:page|document)|introduction|intro|background|context|faqs?|frequently asked.*|questions.*|how (?:to|do|does|we|this|it|should|can).*|why .*|what (?:is|are|does|do) .*|when .*|who .*|change ?log|history|version history|revisions?|licen[sc]e|credits?|acknowledge?ments?|thanks.*|sources?|references?|further reading|resources|related(?: .*)?|see also|footnotes?|glossary|legend|purpose|goals?|principles|philosophy|contributing|contact|feedback|next steps|promotions?(?: process.*)?|(?:hiring|interview(?:ing)?|recruit(?:ing|ment)|application|review|calibration) process.*|performance indicators?|specialt(?:y|ies)|speciali[sz]ations?|compensation|rating scale|scale|scoring|appendix.*|about(?: this.*)?)$/i.test(
    label,
  )

/** True if a text around a table speaks of levels and what is expected of them. */
export const looksLikeLadder = (text: string): boolean =>
  /\b(?:career|ladder|levell?ing|progression|competenc|seniority|growth framework|skills? matrix|promotion)/i.test(text)

/** Keys and headings whose entries are levels. */
export const holdsLevels = (label: string): boolean =>
  /^(?:career |job |ladder )?(?:levels?|milestones?|grades?|bands?|rungs?|titles|job ?titles|seniorit(?:y|ies))$/i.test(
    label,
  )

/** Keys and headings whose entries are skills. */
export const holdsSkills = (label: string): boolean =>
  /^(?:core |key |pm )?(?:skills?|competenc(?:y|ies)|competences|capabilities|dimensions|attributes|areas|topics|pillars|traits|themes|axes|behaviou?rs|levers|responsibilities|expectations|criteria|disciplines|practices|facets|skill ?groups?|categories|sections|groups|skill ?areas|domains)$/i.test(
    label,
  )

/** Keys whose values are settings of a file rather than its ladder. */
export const isSetting = (key: string): boolean =>
  /^(?:weights?|weightings?|speciali[sz]ations?|emphasis|bars|audit|checkpoints|meta(?:data)?|config(?:uration)?|settings|changelog|permissions|tiers|toc|sidebar\w*|categor(?:y|ies) ?colou?rs?)$/i.test(
    key,
  )
