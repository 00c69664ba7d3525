import type { Stall, Stalls } from '../../core/stall.ts'
import { Definition, Definitions } from '../../ui/parts.tsx'

/** What the page knows, as cards: all of it stands there; the script brings to the front what was heard. */
export const Cards = ({ stalls }: { stalls: readonly Stall[] }) => (
  <div class="decode-cards" data-cards>
    {stalls.map((stall) => (
      <article aria-labelledby={`stall-${stall.id}`} data-stall={stall.id} data-phrases={stall.phrases.join('|')}>
        <h3 id={`stall-${stall.id}`}>{stall.title}</h3>
        <Meaning stall={stall} />
      </article>
    ))}
  </div>
)

/** What it may mean, what to ask back, and what to do. */
export const Meaning = ({ stall }: { stall: Pick<Stall, 'meaning' | 'ask' | 'remedy' | 'hours' | 'dueDays'> }) => (
  <Definitions>
    <Definition term="It may mean">{stall.meaning}</Definition>
    <Definition term="Ask back">“{stall.ask}”</Definition>
    <Definition term="Then do">
      {stall.remedy} <span class="quiet">{timeWords(stall)}</span>
    </Definition>
  </Definitions>
)

const timeWords = ({ hours, dueDays }: Pick<Stall, 'hours' | 'dueDays'>): string =>
  `About ${hours < 1 ? 'half an hour' : `${hours} hours`}, within ${dueDays === 7 ? 'a week' : dueDays === 14 ? 'two weeks' : `${dueDays} days`}.`

/** What is said where none of the phrases was heard. */
export const NotKnown = ({ notKnown, hidden }: { notKnown: Stalls['notKnown']; hidden?: boolean }) => (
  <div class="note" data-not-known hidden={hidden}>
    <p>{notKnown.text}</p>
    <p>“{notKnown.ask}”</p>
  </div>
)
