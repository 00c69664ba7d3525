import { expect, test } from 'vitest'
import { fitted } from './case-length.ts'
import { storyPart, textOf } from './story.ts'

const sentence = (words: string) => ({ pieces: [words], record: 'e1' })

test('a part that says the trade-off too is not cut before it, however little room there is', () => {
  const story = {
    parts: [
      storyPart('problem', [sentence('Trials left.')]),
      storyPart('decision', [
        sentence('I decided to lead with the import.'),
        sentence('The other option: the tour.'),
        sentence('The reason: nobody finished it.'),
      ]),
      storyPart('tradeOff', [], { within: 'decision' }),
      storyPart('result', [sentence('Trials stay.'), sentence('Sales noticed.')]),
      storyPart('next', [sentence('Look again in May.')]),
    ],
    told: [],
    myPart: [],
    othersPart: [],
  }
  const { parts } = fitted(story, 0)
  expect(parts.map(({ printed }) => textOf(printed.pieces))).toEqual([
    'Trials left.',
    'I decided to lead with the import. The other option: the tour.',
    'Trials stay.',
    'Look again in May.',
  ])
})
