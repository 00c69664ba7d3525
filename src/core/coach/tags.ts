import { type PeopleOptions, peopleIn } from './people.ts'
import { hitsOf } from './scan.ts'
import type { Tags } from './types.ts'

/** People, tags, references and links named in a text (coach specification 7). Dates are read elsewhere. */
export function tagsOf(text: string, options: PeopleOptions = {}): Omit<Tags, 'dates'> {
  const links = hitsOf(link, text).map((hit) => hit.text.replace(/[.,;:!?'*_~]+$/, ''))
  const plain = text.replace(link, ' ').replace(email, ' ')
  const people = unique(hitsOf(person, plain).map((hit) => hit.groups[0]!))
  return {
    people,
    named: peopleIn(plain, people, options),
    tags: unique(
      hitsOf(tag, plain)
        .map((hit) => hit.groups[0]!.toLowerCase())
        .filter((name) => !isColour(name)),
    ),
    refs: unique(
      hitsOf(reference, plain)
        .map((hit) => hit.text)
        .filter((ref) => !notReference.test(ref)),
    ),
    links: unique(links),
  }
}

const link = /https?:\/\/[^\s"'<>)\]}]+/gi
const email = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}/g
const person = /(?<![\w@/.])@([A-Za-z][\w-]{0,60}(?:\.[\w-]{1,60}){0,4})/g
const tag = /(?<![\w#&/])#([A-Za-z][\w-]{1,40})(?![\w-])/g
const reference = /(?<![\w#&/])#\d{2,9}(?!\w)|(?<![\w-])[A-Z][A-Z\d]{1,9}-\d{1,7}(?![\w-])/g
const notReference = /^(?:COVID|SOC|ISO|GPT|UTF|SHA|MD|RFC|CVE|PEP|HTTP|H|Q|FY|B|P|IE|WCAG|A|SARS)-/

const isColour = (name: string): boolean => /^(?:[\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/.test(name) && /\d/.test(name)
const unique = (values: string[]): string[] => [...new Set(values)]
