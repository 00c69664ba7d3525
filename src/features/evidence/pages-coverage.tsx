import { type CoverageCount, type SkillCoverage, stepOf } from '../../core/case-coverage.ts'
import type { ItemKind } from '../../core/evidence.ts'
import type { Page } from '../../platform/page.ts'
import { Coverage, fillWords } from '../../ui/charts/coverage.tsx'
import { EvidenceViews } from '../../ui/evidence-views.tsx'
import { ActionLink, EmptyState, kindWords, PageHead, Section } from '../../ui/parts.tsx'
import { titleOf } from './pages-fields.tsx'
import { type KindWithForm, kindForms, kindsWithForm } from './pages-kinds.tsx'

interface Covered {
  coverage: { kinds: ItemKind[]; skills: SkillCoverage[] }
}

/** Which skills the records show, and by what kind of evidence. What is missing leads to the form that would fill it. */
export const coveragePage: Page = {
  path: '/evidence/coverage',
  here: 'evidence',
  isOfRecords: true,
  async render(view) {
    const { standing } = view
    const title = 'What your records show'
    if (!standing)
      return {
        title,
        body: (
          <>
            <PageHead title={title} />
            <EvidenceViews now="/evidence/coverage" />
            <EmptyState
              example="Discovery: two decisions, both confirmed; no number that moved yet."
              action={<ActionLink href="/">Say what you do</ActionLink>}
            >
              Skills belong to a ladder: once you have said what you do and what comes next, this page shows which of
              them your records show, and by what.
            </EmptyState>
          </>
        ),
      }
    const { coverage } = await view.call<Covered>('case.show')
    const level = titleOf(standing.framework, standing.target ?? standing.level)
    return {
      title,
      body: (
        <>
          <PageHead
            title={title}
            lead={`Skills of ${level} by kind of evidence. More colour is stronger; work below that size counts as thin.`}
          />
          <EvidenceViews now="/evidence/coverage" />
          <Coverage
            id="evidence-coverage"
            title={title}
            kinds={coverage.kinds.map((kind) => kindWords[kind].split(' ')[0]!)}
            rows={coverage.skills.map((skill) => ({
              name: skill.name,
              cells: coverage.kinds.map((kind) => cellOf(skill, kind)),
            }))}
          />
          <WhatWouldFillIt skills={coverage.skills} />
        </>
      ),
    }
  },
}

function cellOf({ id, cells }: SkillCoverage, kind: ItemKind) {
  const found: CoverageCount = cells[kind]
  const [skill, of] = [encodeURIComponent(id), encodeURIComponent(kind)]
  return found.count === 0
    ? { count: 0, strength: 0 as const, fill: fillWords[kind], href: formFor(kind, id) }
    : { count: found.count, strength: stepOf(found), href: `/evidence?skill=${skill}&kind=${of}` }
}

const hasForm = (kind: ItemKind): kind is KindWithForm => (kindsWithForm as readonly ItemKind[]).includes(kind)

const formFor = (kind: ItemKind, skill: string): string =>
  `/log?${new URLSearchParams({ ...(hasForm(kind) && { kind }), skill, back: '/evidence/coverage' })}`

const most = 3

/** The heaviest skills of which least is shown. Nothing stands here once each is shown well by something. */
function WhatWouldFillIt({ skills }: { skills: readonly SkillCoverage[] }) {
  const open = skills
    .filter(({ cells }) => Object.values(cells).every((cell) => stepOf(cell) < 3))
    .sort((a, b) => b.weight * (1 - b.shown) - a.weight * (1 - a.shown))
    .slice(0, most)
  if (open.length === 0) return null
  return (
    <Section id="fill" title="What would fill it">
      <ul class="list">
        {open.map(({ id, name, cells }) => {
          const kinds = kindsWithForm.filter((kind) => cells[kind].count === 0).slice(0, most)
          const isBare = Object.values(cells).every(({ count }) => count === 0)
          return (
            <li>
              <strong>{name}</strong>: {isBare ? 'nothing shows it yet.' : 'nothing shows it strongly yet.'}{' '}
              {kinds.length > 0 && 'Log '}
              {kinds.map((kind, at) => (
                <>
                  {at > 0 && (at === kinds.length - 1 ? ' or ' : ', ')}
                  <a href={formFor(kind, id)}>{lower(kindForms[kind].name)}</a>
                </>
              ))}
              {kinds.length > 0 ? ', if there is one.' : 'Another person’s words would make it stronger.'}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

const lower = (words: string): string => words[0]!.toLowerCase() + words.slice(1)
