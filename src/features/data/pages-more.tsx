import { examplesInWords } from '../../core/example-file.ts'
import type { Page } from '../../platform/page.ts'
import { PageHead, Section } from '../../ui/parts.tsx'

/** Every place there is, by what it is for. */
export const more: Page = {
  path: '/more',
  here: 'more',
  async render({ profile }) {
    return {
      title: 'More',
      body: (
        <>
          <PageHead title="More" />
          {groups(profile.framework).map(({ id, title, places }) => (
            <Section id={id} title={title}>
              <ul class="further">
                {places.map(({ href, title, says }) => (
                  <li>
                    <a href={href} data-command={title}>
                      <strong>{title}</strong>
                    </a>
                    <p class="small quiet">{says}</p>
                  </li>
                ))}
              </ul>
            </Section>
          ))}
        </>
      ),
    }
  },
}

interface Group {
  id: string
  title: string
  places: { href: string; title: string; says: string }[]
}

const groups = (ladder: string | null): Group[] => [
  {
    id: 'work',
    title: 'Your work',
    places: [
      {
        href: '/evidence/inbox',
        title: 'Inbox',
        says: 'Bring in notes, exports or a calendar; keep what is evidence.',
      },
      {
        href: '/initiatives',
        title: 'Initiatives',
        says: 'Pieces of work, with their launches and what came of them.',
      },
      { href: '/decisions', title: 'Decisions', says: 'What was chosen, what was not, and when to look again.' },
      { href: '/metrics', title: 'Metrics', says: 'Where each number stood, stands and should go.' },
      { href: '/discovery', title: 'Discovery', says: 'Conversations with customers, and what they come to.' },
      { href: '/library', title: 'Library', says: 'Memos, reviews and notes to fill in. What comes of them counts.' },
      { href: '/initiatives/timeline', title: 'Timeline', says: 'What was under way, and what was looked at again.' },
      { href: '/update', title: 'Weekly update', says: 'Drafted from the week’s records, led by what changed.' },
    ],
  },
  {
    id: 'standing',
    title: 'Where you stand',
    places: [
      { href: '/level', title: 'Level', says: 'You against the next level, skill by skill.' },
      {
        href: '/evidence/coverage',
        title: 'What your records show',
        says: 'Skills by kind of evidence, and the gaps.',
      },
      { href: '/actions', title: 'What next', says: 'What changes most for the hours you have.' },
      { href: '/checks', title: 'Checks', says: 'How the work goes, by your own records. For your eyes only.' },
      { href: '/level/ladder', title: 'The ladder', says: 'What each level asks for, two levels side by side.' },
      { href: '/ladders', title: 'Ladders', says: 'Your company’s own beside Cairn’s: bring it in, change it.' },
      { href: '/cycle', title: 'Your review cycle', says: 'What has to be there by when, worked back from its day.' },
    ],
  },
  {
    id: 'people',
    title: 'People',
    places: [
      { href: '/people', title: 'People', says: 'Who decides, and what they have seen. For your eyes only.' },
      { href: '/talks', title: 'Talks', says: 'What was said about your growth, and how promotion works here.' },
      {
        href: '/decode',
        title: 'What did my manager mean?',
        says: 'What is often said in place of a yes, and what to do.',
      },
    ],
  },
  {
    id: 'try',
    title: 'To begin with, or to pass on',
    places: [
      { href: '/start', title: 'The first ten minutes', says: 'From pasted notes to half a page of your case.' },
      { href: '/quiz', title: 'Two-minute quiz', says: 'How much of the next level already shows.' },
      { href: '/try', title: 'Output or outcome?', says: 'One sentence about your work, read by the coach.' },
      {
        href: '/demo',
        title: 'A filled example',
        says: `Somebody else’s work, to look around in: ${examplesInWords(ladder)}. Gone with one click.`,
      },
    ],
  },
  {
    id: 'program',
    title: 'Cairn itself',
    places: [
      { href: '/more/data', title: 'Data', says: 'Take everything with you, keep copies, check that it is whole.' },
      { href: '/more/changes', title: 'Changes', says: 'Everything that was written. Any of it can be undone.' },
      { href: '/more/settings', title: 'Settings', says: 'Your level, times away, folders, what assistants may read.' },
    ],
  },
]
