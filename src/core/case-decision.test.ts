import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionSentences, leftAside } from './case-decision.ts'
import type { Decision } from './evidence.ts'
import { isBlank, joinedPieces, textOf } from './story.ts'

const said = (decision: Decision & { choice: string }, open = false) =>
  textOf(joinedPieces(decisionSentences(decision, 'e1', open).map((pieces) => ({ pieces }))))

test.each<[string, string]>([
  ['fix the session first', 'I decided to fix the session first.'],
  ['Fix the session first.', 'I chose: Fix the session first.'],
  ['to leave the editor out', 'I decided to leave the editor out.'],
  ['not to localise the beta', 'I decided not to localise the beta.'],
  ['not build the editor', 'I decided to not build the editor.'],
  ['Declined the request for a welcome screen', 'Declined the request for a welcome screen.'],
  ['declined the request', 'I declined the request.'],
  ['Renegotiated the contract with the vendor', 'Renegotiated the contract with the vendor.'],
  ['Redirected €60k to store partners', 'Redirected €60k to store partners.'],
  ['embedded analytics', 'I chose: embedded analytics.'],
  ['usage-based pricing', 'I chose: usage-based pricing.'],
  ['Usage-based pricing', 'I chose: Usage-based pricing.'],
  ['We charge per seat.', 'We charge per seat.'],
  ['we charge per seat', 'The decision: we charge per seat.'],
  ['Cut it. Then ask again.', 'Cut it. Then ask again.'],
  ['API statt CSV-Export für Großkunden', 'I chose: API statt CSV-Export für Großkunden.'],
  ['🚀 weekly releases', 'I chose: 🚀 weekly releases.'],
  ['cut and paste support', 'I chose: cut and paste support.'],
  ['I decided to stop the pilot', 'I decided to stop the pilot.'],
  ['draw one picture of a week', 'I decided to draw one picture of a week.'],
  ['try two dealers first', 'I decided to try two dealers first.'],
  ['reposition against spreadsheets', 'I decided to reposition against spreadsheets.'],
  ['lead with time to value', 'I decided to lead with time to value.'],
  ['lead scoring', 'I chose: lead scoring.'],
  ['target the mid-market', 'I decided to target the mid-market.'],
  ['target accounts', 'I chose: target accounts.'],
  ['price per van', 'I decided to price per van.'],
  ['price bands', 'I chose: price bands.'],
  ['Decision: fix the session first', 'I decided to fix the session first.'],
  ['Of the three vendors I picked Orsina', 'Of the three vendors I picked Orsina.'],
  ['Between a card and delivery: delivery', 'Between a card and delivery: delivery.'],
  ['Discounts over 15% are off the table from now on', 'Discounts over 15% are off the table from now on.'],
])('a choice typed as “%s” reads as a sentence', (choice, sentence) => {
  expect(said({ choice })).toBe(sentence)
})

test('the other option and the reason join where grammar allows it, and stand apart where it does not', () => {
  expect(
    said({
      choice: 'fix the session first',
      notChosen: ['build the editor'],
      because: 'because half never got there.',
    }),
  ).toBe('I decided to fix the session first rather than build the editor, because half never got there.')
  expect(said({ choice: 'fix the session first', options: ['The editor.'], because: 'Customer interviews' })).toBe(
    'I decided to fix the session first. The other option: The editor. The reason: Customer interviews.',
  )
  expect(
    said({ choice: 'Declined the request.', notChosen: ['we build it'], because: 'Because it costs six weeks' }),
  ).toBe('Declined the request. The other option: we build it. The reason: it costs six weeks.')
  expect(said({ choice: 'We charge per seat.', because: 'because buyers can plan it' })).toBe(
    'We charge per seat. The reason: buyers can plan it.',
  )
})

test('the option that was taken is not taken for the other one, though it is named in fewer words', () => {
  expect(
    said({ choice: 'try two equipment dealers first', options: ['Two dealers first', 'call dairies ourselves'] }),
  ).toBe('I decided to try two equipment dealers first rather than call dairies ourselves.')
  expect(said({ choice: 'build guided setup first', options: ['Guided setup'], notChosen: ['the mobile app'] })).toBe(
    'I decided to build guided setup first rather than the mobile app.',
  )
})

test('words that only say which field they stand in are not said twice', () => {
  expect(
    said({ choice: 'fix the session', notChosen: ['rather than the editor'], because: 'The reason: half quit' }),
  ).toBe('I decided to fix the session rather than the editor. The reason: half quit.')
  expect(
    said({ choice: 'cut the tour instead of the setup, because nobody saw it', notChosen: ['the setup'] }, true),
  ).toBe('I decided to cut the tour instead of the setup, because nobody saw it.')
  expect(said({ choice: 'Drop it, because nobody saw it', because: 'nobody saw it' }, false)).toBe(
    'I chose: Drop it, because nobody saw it.',
  )
  expect(said({ choice: 'Drop it', notChosen: ['Rather than a tour, we removed the step'] })).toBe(
    'I chose: Drop it. The other option: Rather than a tour, we removed the step.',
  )
})

test('what was left aside stands behind those words only if it is a thing', () => {
  expect(leftAside(['Left aside: dark mode', 'the import'])).toEqual(['Left aside: dark mode; the import'])
  expect(leftAside(['the page that compares us with the suite line by line'])).toEqual([
    'Left aside: the page that compares us with the suite line by line',
  ])
  expect(leftAside(['The mobile app for receptionists waited another year for it'])).toEqual([
    'The mobile app for receptionists waited another year for it',
  ])
  expect(leftAside(['postponed the import', 'We dropped the tour', 'gave up dark mode'])).toEqual([
    'Left aside: dark mode',
    'I postponed the import',
    'We dropped the tour',
  ])
})

test('what is not said is asked for, unless the choice says it already', () => {
  expect(said({ choice: 'fix the session first' }, true)).toBe(
    'I decided to fix the session first rather than ____, because ____.',
  )
  expect(said({ choice: 'Usage-based pricing' }, true)).toBe(
    'I chose: Usage-based pricing. The other option: ____. The reason: ____.',
  )
  expect(said({ choice: 'cut the tour instead of the setup, because nobody finished it' }, true)).toBe(
    'I decided to cut the tour instead of the setup, because nobody finished it.',
  )
})

const phrases = [
  'fix the session first',
  'Declined the request for a customisable welcome screen.',
  'declined',
  'Usage-based pricing',
  'the new editor;',
  'We build it ourselves!',
  'to wait a quarter',
  'Nicht jetzt, sondern im Herbst',
  'größere Kunden zuerst',
  'Why build it at all?',
  'Because it was cheaper',
  'since nobody asked',
  '12 % of users, at most',
  '🙂',
  'No.',
  'it would have cost six weeks...',
]

test('however the fields were typed, no join is broken and no word is changed', () => {
  const phrase = fc.constantFrom(...phrases)
  fc.assert(
    fc.property(phrase, fc.option(phrase), fc.option(phrase), fc.boolean(), (choice, other, because, open) => {
      const pieces = decisionSentences(
        { choice, notChosen: other ? [other] : [], because: because ?? undefined },
        'e1',
        open,
      ).flat()
      const text = said({ choice, notChosen: other ? [other] : [], because: because ?? undefined }, open)
      expect(text).not.toMatch(/I decided (?:to )?(?:\p{Lu}|declined|we |the )/u)
      expect(text).not.toMatch(/[;,.!?] ?[;,]|[^.]\.\.(?!\.)|\s\s|\bbecause (?:because|since)\b/i)
      expect(text).toMatch(/[.!?…]$|🙂$/)
      expect(text).toContain(choice.replace(/[.;,]+$/, ''))
      // What the choice says already is not said again, whatever its capitals.
      if (because)
        expect(text.toLowerCase()).toContain(
          because
            .replace(/^because /i, '')
            .replace(/[.;,]+$/, '')
            .toLowerCase(),
        )
      expect(pieces.some(isBlank) && !open).toBe(false)
    }),
    { numRuns: 500 },
  )
})
