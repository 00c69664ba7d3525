/**
 * Words and turns of phrase that tell what a sentence is about. Source: `coach_lexicon.json`, widened by structure rather than by vocabulary.
 * `said` are explicit; `implied` are shapes that fit the kind in most sentences, so the coach only guesses from them.
 * Patterns are matched without regard to case on word boundaries unless anchored. Gaps are bounded so that reading stays linear.
 */

const somebody =
  '(?:the |our |their |my |a |an |one |two |three |four |five |both |all |other |even the |new )?(?:(?!(?:I|we|it|this|that|there|nobody|what)\\b)[A-Za-z][\\w-]{0,30} ){1,5}?'

/** Someone else does something with me or what is mine. */
const towardMe =
  '(?:asks?|asked|invites?|invited|trusts?|trusted|wants?|wanted|calls?|called|rings?|rang|pings?|pinged|loops?|looped|copies|copied|forwards?|forwarded|' +
  'quotes?|quoted|uses?|used|reuses?|reused|borrow(?:s|ed)|adopts?|adopted|picks?|picked|took|takes?|follows?|followed|backs?|backed|cites?|cited|' +
  'names?|named|selected|chose|requested|requests?|brings?|brought|sends?|sent|gives?|gave|handed|hands?|lets?|thanked|praised|told|tells|recommended|' +
  'credited|singled|promoted|nominated|includes?|included|translated|embraced|endorsed|accepted|approved|supported|runs?|shows?|showed|reads?|opens?|' +
  'built|builds|rebuilt|teaches|turns?|comes?|came|insisted|relies|rely|pulled|put|puts|seeks?|looks?|shadow|describe|join|see)'

export const decisionSaid = [
  '(?<!customers |users |buyers |people )decid(?:ed|ing)(?! by)',
  'decision to',
  'chose|chosen',
  'opted',
  'recommend(?:ed|ing)(?! (?:by|us|me|our))',
  'killed(?! it\\b)',
  'sunset(?:ted|ting)|(?<!the |a |should we )sunset(?! (?:analysis|plan|letter))',
  '(?<!we )retired|retiring',
  'deprioriti[sz](?:ed|ing)',
  '(?:said|saying|say|answered|told \\w+(?: \\w+)?) no(?! (?:one|longer))',
  '(?<!prospects |customers |buyers |users |sales )push(?:ed|ing)? back(?! (?:from|by))',
  'declin(?:ed|ing) (?:to|the|their|a|an|our|his|her)',
  'descoped',
  'paused|postponed|deferred|delayed',
  'rejected(?! claims|payments|orders|applications)',
  'refused(?= (?:to|the|a|an|every|any))',
  'turn(?:ed|ing) (?:it |them |this )?down(?! from| to \\d)',
  'turned off',
  'ma(?:d|k)e? the call',
  'went with|going with',
  'scrapped|axed|shelv(?:ed|ing)|binned|abolished|discontinued|halted|terminated|cancell?ed(?= (?:the|our|it))',
  'pull(?:ed|ing) the plug',
  'reallocat(?:ed|ing)|redirect(?:ed|ing) (?:the|money|budget|two|three|people)|reassigned',
  'argued (?:for|against)',
  'vetoed|overruled',
  'green-?lit',
  'stopped (?:building|work|the|doing|investing|offering|selling|development)',
  'dropp(?:ed|ing) (?:support|the|sms|email)(?! (?:rate|ball))',
  'prioriti[sz](?:ed|ing) [^.;]{2,60}? (?:over|because|instead|ahead of)',
  'picked [^.;]{2,40}? (?:over|instead of|because)|(?:i|we) picked',
  '(?:kept|keep|keeping|stuck with|stayed with|left) [^.;]{2,60}? (?:instead of|over|rather than)',
  'cut(?:ting)? [^.;]{2,60}? from (?:scope|v\\d|the (?:roadmap|release|launch|backlog|pilot scope|mvp|\\w+ release)|release)',
  '(?:left|lifted|took|taken|pulled|removed) [^.;]{2,40}? (?:out of|off) (?:the )?(?:mvp|release|roadmap|scope|backlog|plan|v\\d|table)',
  'cut the scope',
  'rather than',
  'ruled out',
  'reprioriti[sz]ed',
  'stood firm',
  "(?:are|is|were|was|am|we're|i'm|they're) not (?:doing|building|shipping|going to|entering|chasing|adding|offering|locali[sz]ing|hiring)|we're (?:dropping|retiring|keeping|cutting|ending)",
  '^not \\w+ing',
  'parked|ditched|withdrew|withdrawn|capped|settled on|pulled out of|stopped \\w+ing(?! (?:calling|emailing|asking))',
  "didn't renew|(?:i|we) backed|picked the|awarded the",
  'left [^.;]{2,40}? in place',
  'ma(?:k|d)(?:e|ing) the case for',
  'froze|frozen',
  'put [^.;]{2,40}? on (?:ice|hold)',
  'put [^.;]{2,40}? ahead of',
  'pass(?:ed)? on(?! to)',
  'call(?:ed)? off|backed out of',
  'moved [^.;]{2,40}? off [^.;]{2,40}? (?:onto|to|and onto)',
  'in favou?r of',
  'stick(?:ing)? with|stuck with|stay(?:ing)? with',
  '(?:would|will) not (?:chase|build|do|ship|support|serve)',
  'traded|swapped [^.;]{2,40}? for',
  'sequenc(?:ed|ing)',
  'off the table',
  "we (?:don't|do not) (?:match|build|sell|offer|support|chase)",
  'invested [^.;]{2,60}? (?:rather|instead)',
  'skipped the',
  'i closed it',
  'ended the|ended our',
  'gave up (?:the|our|on)|held back|held the line|drew the line|said goodbye to|on purpose',
  "(?:we|i) won't",
  'rein(?:ed)? in|walked away from|pass(?:ed)? up|backed off',
  'folded',
  'reversed the',
  "i'd rather",
  'had the choice|between [^.;]{2,40}:',
]

export const decisionImplied = [
  "^no (?:more |to )?[\\w-]{1,30}(?: [\\w'-]{1,30}){0,6}? (?:this|until|before|without|in h\\d|in q\\d|for)",
  '^no to',
  '^no more',
  "^(?:we |i )?(?:won't|do not|don't)",
  '[\\w-]{1,30} (?:first|before [\\w-]{1,30})(?=[,:;.]|$)',
  '^[\\w-]{1,30}(?: [\\w-]{1,30}){0,4} (?:over|before|not|instead of) (?:a |the )?[a-z][\\w-]{1,30}(?: [\\w-]{1,30}){0,4}(?=[.,:;]|$)',
  'stays? (?:untouched|opt-in|as it is|in|out|on|where|the same|with|free|for)|remains? (?:a|the|on|in)',
  'it is(?=[,:;])',
  '(?:comes?|goes|go) first|can wait|waits? (?:for|till|until)|to the back of the line',
  'instead of \\w+ing',
  'not now|no exceptions?|without exception',
  "we(?:'re| are)? (?:keep|keeping|buy|buying|charge|let|only|fund|leave)",
  '(?:my|the) (?:call|verdict|choice)(?: was)?',
  'of the (?:two|three|four|five|\\w+) (?:vendors|options|bets|offers)',
  'from now on|as of (?:now|monday)',
  'concentrat(?:ed|ing) on|focus(?:ed|ing)? (?:only|solely) on|limited (?:the|it) to|narrowed',
  'closed the(?! deal| loop| gap)',
]

export const problemSaid = [
  'and found|found (?:that|out(?! the hard)|an?|the|two|three|users?|customers?|people)(?! time)',
  'noticed|spotted|noticing',
  'discover(?:ed)?(?! with| through)',
  'uncover(?:ed)?',
  'identif(?:ied|y)',
  'surfaced',
  'reali[sz]ed',
  'diagnosed',
  'trac(?:ed|ing)',
  'flagged',
  'root cause',
  'turn(?:s|ed) out(?! (?:i|we|my) )',
  'detected',
  'reveal(?:ed|s)|expos(?:ed|es)',
  '(?:interviews?|data|logs?|analysis|research|surveys?|numbers|replays?|recordings|test|audit|review|calls|report|check|index) (?:showed|shows|revealed|said|brought up|say)(?! no (?:\\w+ )?(?:difference|effect|change|lift|impact))',
  'watched',
  'silently|quietly',
  '(?:nobody|no one|no-one|none) (?:here )?(?:had|could|knew|owns?|knows|reads?|checks?|uses|looked|noticed|reaches|looks|filed)',
  'biggest (?:bucket|reason|cause)',
  'saw (?:in|that)',
  'worked out that',
  'caught (?:it|the|that|them)',
  'ask(?:ed|ing) why',
  'stumbled (?:over|on|upon|across)',
  'it came out',
  'dug into|digging into|looked (?:through|into)|combed through|compared the',
  'blind spot',
  'explains (?:the|why|what)|which explains',
  'the reason (?:nobody|why|for|they|users|customers)',
  'hidden (?:cost|demand)',
  'showed me|tells me that|which tells me',
  "here's (?:the|why)",
  'mystery|culprit',
  'on site i',
  'seems it was',
]

export const problemImplied = [
  "(?:cannot|can't|can not|doesn't|don't|isn't|aren't|never|won't|fails? to|breaks?|skips?|drops?|ignores?|overwrites?|duplicates?|doubles|loses|times out|hangs?|stalls?|stack|disagree|differ|gives up|bounces)",
  '^(?:our|the|their|most|half|some|many|all|every|each|nearly|hardly|only|one|two|three|four|people|users|customers|buyers|sellers|admins|teams?|tenants|new|there)\\b[^.;]{0,80}? (?:because|since|yet|although|even though|but|so)',
  "there(?: is|'s) no|has no|have no|without (?:an|any|a)",
  "on nobody's|nobody's",
  'is (?:hidden|missing|broken|wrong|stale|orphaned|mandatory|free text)|are (?:missing|worthless|orphaned|wrong|rounded|printed)',
  'same (?:complaint|question|thing)|over and over|again and again|every time|twice',
  'not on any|in fact|actually|instead of the',
  '(?:has|have) been \\w+ing',
  'stems? from|down to (?:a|one|the)|comes? from|because of (?:a|one|the)',
  'workaround|by hand|copy-paste|spreadsheet|paste',
  'of (?:our|all|the) [\\w -]{2,40} (?:come|comes|sit|sits|leave|goes|go|pays?|is|are)',
  '(?:what|which) [^.;]{2,40} (?:call|calls|reads)',
  '(?:gap|leak|loophole|bottleneck|mismatch|opening for|unmet need)',
]

export const trustSaid = [
  'asks? me|asked me|asked for (?:my|me)|asked that i|asked by the|asked to (?:chair|join|present|lead|speak|mentor)',
  '(?:came|comes|come|go|goes|went) to me|turns? to me',
  'invit(?:ed|es) (?:me|us|by)|was invited|were invited',
  'trusts? me|trusted me',
  'buy-?in',
  'sign(?:ed)?-?off|signed off',
  'praised|praise from|thanked|thank-you|a thank you|thanks from',
  'shout-?out',
  'feedback from|positive feedback',
  'nominated',
  '^(?:asked|invited) (?:to|by|onto)',
  'inherited [^.;]{2,30} from me|standing invite|on stage at',
  'mentor(?:ed|ing)?(?! text)',
  'coach(?:ed|ing)',
  '(?<!words |reviews )quoted (?:me|my|our|product)',
  'go-to (?:person|for|pm)|the person to call',
  'endorsed|vouched|mediated|brokered',
  'convinced(?! that)|persuaded|won over|talked [^.;]{2,40} (?:into|out of)',
  '(?:loops?|looped|copied|copies|requested|promoted|named|picked|selected|chose|rings?|rang|pings?|pinged|calls?|called|pulls?|pulled|brings?|brought|wants?|wanted|lets?|handed|gave|put|seeks?) me',
  '(?<=[\\w)] )(?:approved|adopted|adopt|accepted|accept|picked up|picked|reused|reuses|uses|use|forwarded|forwards|copied|copy|referenced|cited|borrowed|followed|translated|embraced|included|backed|supported|defended|took over|presented|built (?:\\w+ ){1,3}on) (?:my|mine|our(?= (?:\\w+ ){0,2}(?:memo|template|framework|brief|doc|checklist|format|deck|guide|process|model|script|sheet|method|naming|proposal|roadmap|spec|standard|narrative|schema|recommendation)))',
  'now (?:sends?|asks?|brings?|forwards?|includes?|copies|comes?|calls?|consults?|invites?)',
  'said in (?:her|his|their|my) (?:review|feedback)',
  'got [^.;]{2,40} aligned',
  'consensus|agreement (?:from|between|among)',
  'aligned (?:\\d+|the|four|three|two|all|execs|leadership|stakeholders)',
  'offered to',
  'on top of mine|on my (?:storyline|template|model|framework)',
  '(?:got|get|getting) [^.;]{2,50}? to (?:agree|adopt|commit|accept|sign|share|back)',
  'took it to|voted|changed (?:his|her|their) mind|share one (?:backlog|roadmap|plan|api)|calmed',
  'came round|came around|turned around|on board',
  'reference for us|as (?:a )?reference|be references?|speaks? as',
  'unprompted|on (?:her|his|their) own initiative|without me (?:pushing|asking)|by themselves and',
  'under my wing|without me',
  'vot(?:e|ed) of confidence|in (?:front of|public)',
  'promoted to|was promoted|got promoted',
  'loop(?:s|ed)? (?:me|us) in',
  'report into my|join my (?:team|group)|shadow my',
  'withdrew (?:its|their|his|her) objection',
  'so proud|proud of (?:her|him|them)',
  // “Priya: “first time marketing told me …””, “she said my notes changed how we pitch”
  '^[a-z][\\w\'-]{1,30}(?: [a-z][\\w\'-]{1,30})?(?: \\([^)]{1,40}\\)|, [\\w ]{2,30})?:(?= ?"[^"]{15,}")',
  '(?:she|he|they|customers?|sales|support|ceo|cpo|cto|vp) (?:said|says|wrote)(?: that)? my',
]

export const trustImplied = [
  `^${somebody}(?:now |has |have |had |also |even |who [\\w ]{2,30} )?${towardMe}\\b[^.;]{0,60}? (?:me|my|mine|our|us)`,
  '^"[^"]{4,160}"\\s*(?:[-–—,]\\s*)?(?=[A-Za-z])',
  '(?:from|said|told|wrote|says?|to me|policy)[^.;"]{0,60}[:,] ?["\'](?=\\w)',
  "^(?!(?:i|we|my|our|it|that|this|if|in|to|on|as|what|when|after|before|\\w+ed|i'd|so|had|was|were|lost|let|kept|took|gave|put|got|made|told|did|ran|led|wrote|built|sent|held|set)\\b)[^.;:?]{3,120}? (?:me|my|mine)",
  '(?:lead|director|vp|cto|cfo|ceo|coo|cro|cpo|manager|head|customer|peer|engineer|designer)s? (?:to me|told|said|wrote|:)',
  '(?:alone|on (?:her|his|their) own|solo|by (?:herself|himself))(?! initiative)',
  'my (?:apm|mentee|report|junior|manager|boss|skip-level|vp|director|old)',
  '(?:critic|sceptic|skeptic|sceptical|skeptical|opponent|opposed|were against|doubted)',
  '(?:first time|finally) [^.;]{2,40} (?:agreed|accepted|signed)',
  '(?:ended up|became|is|are) (?:in|the|now)? ?(?:the )?(?:company|standard|mandatory|policy|handbook|template|model for)',
  'standing (?:invite|slot|seat)|a (?:permanent |standing )?seat|a slot|read access',
  '(?:volunteered|defend(?:s|ed)?|agreed to|gave me|asked us|request(?:ed)? to)',
  'my (?:[\\w-]{1,30} ){1,4}(?:is being|is now|are now|became|ended up|was adopted)',
]

export const learningSaid = [
  '(?<!users |agents |people |customers |machine[- ])learn(?:ed|t)(?! (?:the stack|ranking|model))',
  '(?<!the second |the first |book |booked |their )lessons?(?![- ]learned doc)',
  'takeaway',
  '(?:in hindsight|on reflection|looking back|with hindsight)',
  'next time',
  '(?:was|were|am|is|be|been) wrong|wrong about|wrong audience',
  'got (?:it|this|that|the \\w+) wrong',
  'hypothes[ie]s(?! held)',
  '(?:i|we|had|having|my|never|rashly|wrongly) assum(?:ed|ption)|assumptions?|assumed|assuming',
  '(?:experiment|test|pilot|launch|bet|idea|it|hypothesis|campaign|try|attempt|bundle) (?:had |has )?failed|failure(?! rates?|s)|fail(?:ed)? to (?:move|land)|the failed',
  "didn't work|did not work|doesn't work out|flopped|flop",
  'mistake|mistook|misjudged|misread|misjudging|blunder',
  'post-?mortem(?! follow)',
  'retro on',
  'underestimat(?:ed|ing)|overestimat(?:ed|ing)|overrated|underrated|undervalued',
  "should(?:'ve| have)(?! \\w+ been)|shouldn't have|wish i had|i regret|regret",
  "would(?:n't)? (?:do|have done)(?: it)? (?:differently|again)",
  'inconclusive|no effect|no (?:significant |measurable |real )?difference|null result|no takers|nothing to show',
  'taught (?:me|us)',
  'backfired|disproved|busted|fell apart',
  '(?:was|were) off(?! the|\\w)',
  'did nothing(?! (?:wrong))',
  '(?<!would |could |will |might )cost (?:us|me)',
  '(?:was|were) (?:supposed|meant) to|thinking (?:it|that|this) would|on a hunch|bad call|turn(?:s|ed) out (?:i|we|my)',
  '(?:i|we) bet on',
  "(?:didn't|did not) (?:move|deflect|help|stick|land|pay off|come back)|no more \\w+ from me",
  'too (?:slow|late|early|soon|fast|much at once|many at once)',
  'none (?:beat|won|moved)',
  'went wrong',
  'stop assuming|stopped assuming',
  '(?:my|our) (?:guess|hunch|bet|theory|belief|model|estimate|plan) (?:that|on|about|was|of|for|did)',
  "(?:i|we) (?:had )?(?:thought|believed|figured|expected|guessed|blamed|bet|insisted|swore)|(?:i|we)'d (?:thought|taken|sworn|believed|bet)",
  '(?:was|were) (?:so )?(?:sure|certain|convinced)|had sworn|had taken it',
  "(?:that|this) one'?s? (?:is )?on me|that's on me|my fault|i own this|blameless",
  'the hard way',
  "won't (?:do that|repeat|happen) ?(?:again)?|never again",
  'know better|i was the one who',
  'used to think|walked in believing|years of believing',
  'so much for',
  'note to self|retro note|retro:|retro with|self-critique',
]

export const learningImplied = [
  '^(?:thought|believed|expected|assumed|figured|was sure|sure that|hoped)\\b',
  "(?:it|they|that) (?:wasn't|weren't|was not|were not)",
  "(?:they|he|she|it|nobody|people|users|buyers|customers) (?:didn't|don't|doesn't|aren't|isn't|wasn't)(?=[.,:;]|$)",
  'all along|after all|evidently|apparently',
  'what they (?:needed|wanted)|wanting is not|(?:is|was) not the (?:same|problem|point|bottleneck)',
  "isn't (?:the|care|adoption)|does not (?:pay|scale)",
  'one at a time|before we|from here on|in future',
  '(?:i|we) (?:had )?(?:ignored|forgot|overlooked|skipped|neglected|rushed|oversold|undersold|announced|promised)',
  'not one (?:customer|of|has)',
  "reality was|the truth|(?:no|zero) difference|came back null|refuted|i'd have (?:bet|put)|what (?:worked|mattered|i took)|if i (?:did|could)|contrary to|wrong (?:bet|persona|segment|person)|i (?:trusted|confused)|(?:i|we) kept [^.;]{2,40} too long|(?:my|our) (?:[\\w-]{1,30} ){1,4}(?:was|were) (?:bad|upside down|outdated|short|overridden|lazy|naive|wrong)|made (?:us|it|things) (?:slower|worse)",
  'lazy|humbling|fiction|theatre',
]

export const ship =
  "launched|shipped|delivered|released|(?<=(?:am|been|are|by|was|were|after|i'm|we're) )(?:launching|shipping|delivering|releasing|publishing|deploying)|roll(?:ed|ing) [^.;]{0,40}?out|deployed|published|went live|goes live|GA'?d|unveiled|pushed (?:out|live)|put live|turned on|(?:is|are|now) (?:live|up|out|deployed|in production)(?= |[.,;:!]|$)|page up|in production since|launch"

export const make =
  'built|build|created?|creating|wrote|writing|writ(?:e|ten)|designed?|drafted|develop(?:ed)?|implement(?:ed)?|ran|organi[sz]ed|hosted|conduct(?:ed)?|led|manag(?:ed|e)|' +
  'owned|coordinated|facilitated?|present(?:ed)?|migrated|set up|introduced|completed|produced|prepared|document(?:ed)?|defined?|established|rewrote|redesigned|' +
  'trained|authored|updated|mapped|analy[sz]ed|integrated|automated|overhauled|refreshed|kicked off|hired|negotiated|repositioned|instrumented|co-?led|oversaw|' +
  'provided|tracked|reported|determined|configured|governed|supervised|collaborated|partnered|talked|spoke|met|interviewed|removed|added|fixed|resolved|renamed|' +
  'reworked|rebuilt|recruited|leveraged|transformed|streamlined|spearheaded|initiated|orchestrated|engineered|architected|investigated|performed|used|volunteered|' +
  'co-?founded|acted|onboarded|closed|burned|moved|posted|answered|reviewed|tested|researched|planned|locali[sz]ed|improved|enhanced|optimi[sz]ed|increased|reduced|' +
  'fostered|collated|reframed|piloting|piloted|specced|converted|restructured|consolidated|standardi[sz]ed|directed|drove|expanded|filled in|gathered|logged|scoped|' +
  'estimated|sent|brainstormed|shadowing|put together|stood up|handed (?:in|over|out)|worked off|worked (?:closely )?(?:with|on|w/)|had the kickoff|finished|asked|invited|recorded|' +
  'archived|uploaded|translated|demoed|moderated|guided|collected|merged|coded|opened|compiled|summari[sz]ed|attended|took part|agreed|filed|circulated|refactored|' +
  'walked (?:them|\\w+) through|assembled|visited|surveyed|held|gave|briefed|listed|inherited|labelled|labeled|sketched|prototyped|supported|helped|assisted|participated|contributed|involved'

/** A thing stands there, done: “PRD for consent management is in the review queue”. */
export const doneThings =
  '(?:is|are|was|were|all|now|been|fully) (?:live|up|out|done|merged|deployed|ready|finished|complete|completed|published|uploaded|shared|migrated|reviewed|signed|running|handed|on the (?:wiki|drive|intranet)|in (?:the|dovetail|confluence|notion|review|place))|' +
  '\\d+ (?:[\\w-]{1,30} ){0,3}(?:interviews|sessions|workshops|slides|pages|registrations|attendees|participants|impressions|upvotes|webinars|tickets|specs|screens|personas|templates)|' +
  '(?:interviews?|workshop|webinar|newsletter|docs?|deck|spec|specs|prd|release notes|teardown|playbook|audit|guide|roadmap|brief|memo|benchmark|course)(?= (?:for|of|on|with|is|are|was|,|:|published|migrated|written|reviewed)|[,:])'

export const future =
  "will|won't|i'll|we'll|'ll|plan(?:s|ning)? (?:is )?to|going to|gonna|about to|aim(?:s|ing)? to|hope to|hoping to|hopefully|intend(?:s|ing)? to|(?:currently |still )working on|still waiting|(?:still|currently|busy) (?:writing|drafting|building|testing|preparing|designing|collecting|gathering|finishing|finali[sz]ing|reviewing|negotiating|polishing|scoping|setting up|figuring out)|" +
  'in progress|wip|tbd|need(?:s)? to|need (?:a|an|more)|wants? to|on track to|scheduled (?:to|for)|to-?do|to do:|upcoming|next up|next:|next (?:quarter|month|week):|starting next|considering|' +
  "thinking (?:about|out)|someday|ideally|tomorrow|goals?(?: for|:)|okrs?:|vision:|tbd|by (?:end of (?:year|q\\d|the year)|year end|eoy|\\w+) [\\w ]{2,40} should|i'd like|we'll see|circle back|fingers crossed|maybe (?:we|the question)|could be|(?:i|we) should"

/** A text that opens like this speaks of what is wanted, whatever follows. */
export const goalLead =
  /^(?:(?:my |our |new )?(?:goals?|targets?|okrs?|objectives?|vision|plan|next|idea|todo|to do|next (?:quarter|month|week|steps?))(?: for [^:]{1,20}| \d{4}| is to| [qh]\d)?\s?(?::|\bis to\b)|(?:goals? for|okrs? for|target for)|(?:q[1-4]|h[12]) goals)/i

export const effect =
  '(?:customers?|clients?|accounts?) (?:\\w+ )?(?:renewed|upgraded|came back|returned)|no longer|(?<=[\\w,;] )no more|can now|now able|now (?:see|get|have|use|book|find|answer|ship|run|write|pay|start|do)|can finally|finally (?:can|get|works?)|' +
  '(?:customers|users|reps|sales|support|admins?|teams?|engineers|partners|clients|merchants|sellers|everyone|buyers|nurses|drivers|hosts|parents|students|teachers|analysts|planners|agents|dispatchers|suppliers|tenants|pickers|pupils|guests|members|patients|agencies|doctors|managers|finance|accountants|designers|developers) ' +
  "(?:[\\w ,-]{0,40}? )?(?:now(?! (?:asks?|sends?|brings?|forwards?|includes?|copies|comes?|calls?|invites?|consults?|uses? my|leads?|runs?|wants?)\\b)|stopped|don't have to|no longer)|" +
  'stopped (?:asking|calling|emailing|filing|complaining|phoning|vetoing|raising|sending)|for the first time|self-serve now|resulting in|as a result|adopted by|' +
  'without (?:calling|emailing|asking|needing|waiting|a (?:single )?(?:call|visit|phone|ticket|training|paper|spreadsheet|manual)|help|any help|the paper|us\\b|writing|leaving|having)|(?:disappeared|vanished|is gone|are gone|went away|is history|are history|a thing of the past)|nobody (?:misses|has to|sends|calls|needs|asks)'

/** Turns of phrase that fit an effect as often as not. */
export const effectImplied =
  'any ?more(?=[.,;]|$)|instead of (?:waiting|chasing|calling|every)|these days|on their own|by themselves|in one (?:sitting|place|click)|same[- ]day|used to|daily now|again in|happens in|' +
  'saves? (?:them|us|the)|renew by|in all (?:\\w+ )?(?:markets|regions)|(?:customers|users|reps|sales|support|nurses|drivers|hosts|teachers|sellers|buyers|admins) (?:[\\w ,-]{0,40}? )?can(?! (?:see|send))|(?:is|are) (?:now )?(?:live in|paid|done) (?:the same|by)|again(?=[.,;]|$)|now(?=[.,;]|$)|overnight'

export const hedge =
  'assist(?:ed|ing)|involved in|contributed to|participated in|was part of|were part of|took part in|work(?:ed|ing) (?:closely )?(?:with|on|alongside)|i think|maybe|probably|hopefully|kind of|sort of|a bit|somewhat|tried to'

export const followup =
  "so (?:i|we|it's|that's)\\b|then (?:i|we)\\b|fast-?follow|follow(?:ed)?[- ]?up|next (?:step|i|we|time|quarter|month|week|release|sprint)|i'll|we'll|(?:i|we) will|now (?:i|we|the|every|our|all|it's|offer|in)\\b|since then|as a result|changed|rolled back|reverted|" +
  "opened (?:it|a|an)|propos(?:ed|al)|took (?:it|this|that) to|rais(?:ed|ing) (?:(?:it|this|that) )?(?:with|as)|escalated (?:it|this)|fixed|shipped (?:a|the) fix|turned (?:it|this) into|which led|led to|from now on|going forward|i'd|" +
  're-?ran|re-?tested|re-?measured|iterat|accepted|switched|in the \\w+ plan|patched|sent the fix|i now|we now|now they|moving (?:that|the)|so the \\w+ (?:stays|is)|back to|one at a time|we \\w+ now|never again|in future|from here on'

export const reason =
  "because|due to|given (?:that|the|how|our)|so that|in order to|based on|after (?:i|we)(?:'d| had)? (?:model|analy|check|test|look|talk|interview)\\w+|after (?:seeing|learning|finding|analy[sz]ing|interviewing|talking|checking|watching|reading|looking|noticing|hearing|testing)|" +
  '(?:data|research|interviews|analysis|tests?|surveys?|numbers|logs?|evidence) (?:showed|shows|said|suggested|told|indicated|proved|made)|the reason|driven by|which is why|' +
  "to (?:hold|protect|avoid|free|focus|keep|hit|make|unblock|buy|save|get|stop|prevent|meet|reach)(?= [a-z])|\\bas (?:users|customers|it|they|we|the|most|our|nobody|only|this|that|those|both|many|(?:[\\w']+ ){1,3}(?:can|could|cannot|can't|would|need(?:s|ed)?|had|of (?:us|them|the)))\\b|" +
  'until (?:we|i|the|it)|so (?:reliability|that|we|the|legal|support|sales) (?:could|can)|so (?:\\w+ ){1,3}(?:could|can)|would have|(?:\\w+ ){1,3}named it|(?<!ever )since(?! (?:then|launch|\\w+day|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|q\\d|h\\d|20|the (?:re)?launch|the (?:release|rollout|redesign|start|spring|summer)|last|inception))(?= [a-z])|mainly for|for lack of'

export const tradeoff =
  'instead|rather than|in favou?r of|at the cost of|at the expense of|gave up|giving up|give up|trade-?offs?|traded|in exchange|despite|even though|although|knowing|accept(?:ed|ing)|alternatives?|options?|' +
  'freed(?: up)?|opportunity cost|not (?:doing|building|shipping)|sacrific\\w+|los(?:e|es|ing|t)(?! (?:deals?|prospects?|customers?))|redirected|reallocated|over(?= (?!(?:the|a|an|time|night|\\d+)\\b)[a-z])|at the price of|grumbled|moved to Q\\d|would (?:spend|cost|take)|' +
  'in spite of|means (?:no|fewer|less|giving)|slips?(?:ped)? to|can wait'

export const evidence =
  'interviews?|surveys?|data|(?<!audit )logs?|replays?|recordings?|tickets|funnel|cohorts?|experiment|A/B|tests?|usability|calls|win/loss|analysis|SQL|dashboard|research|sessions|watched|shadowing|cancellations|tested'

/** Matched with regard to case: “SE” is a role, “se” is not. */
export const rolesByCase = 'VP|SVP|EVP|CEO|CTO|CFO|CPO|CRO|CMO|COO|CIO|GM|GMs|APMs?|PMs?|PMMs?|AEs?|CSMs?|SEs?|CS|SREs?'
export const roles =
  'directors?|head of|managers?|leads?|execs?|leadership|board|founders?|reps?|engineers?|engineering|designers?|design|legal|finance|sales|marketing|support|customers?|clients?|partners?|analysts?|mentees?|peers?|skip-level|' +
  'teams?|architects?|security|procurement|ops|operations|product|devs?|developers?|colleagues?|juniors?|regulator|council|committee|stakeholders?'

export const behaviour =
  'asks?|asked|invited|nominated|requested|adopted|uses|now|forwarded|forwards|quoted|said|told|signed|agreed|approved|chose|picked|backed|sponsor\\w*|promoted|copied|reus\\w+|volunteered|thanked|praised|referenced|endorsed|came to me|gave me|' +
  'buy-?in|sign-?off|feedback|moved|convinced|persuaded|sends?|offered|rebuilt|agree|took|voted|changed (?:his|her|their) mind|share|accepted|calls?|rings?|wants?|brings?|lets?|included|handed|borrowed|leads|runs|presented|ran|follow(?:s|ed)'
