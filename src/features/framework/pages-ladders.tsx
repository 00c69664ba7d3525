import type { Framework } from '../../core/framework.ts'
import { count } from '../../core/number-words.ts'
import { type LadderVersion, versionsOf } from '../../platform/ladders.ts'
import type { Page, View } from '../../platform/page.ts'
import { ActionLink, Chip, EmptyState, PageHead, Section } from '../../ui/parts.tsx'
import { ladderPath, originWords } from './words.ts'

/** The ladders there are: one's own, and those that come with the product. */
export const laddersPage: Page = {
  path: '/ladders',
  here: 'more',
  isOfRecords: true,
  async render(view) {
    const versions = (await versionsOf(view.tx, view.personId)).filter(({ madeFrom }) => madeFrom.how !== 'kept')
    const own = view.frameworks.filter(({ id }) => versions.some(({ framework }) => framework === id))
    const others = view.frameworks.filter((framework) => !own.includes(framework))
    return {
      title: 'Ladders',
      body: (
        <>
          <PageHead
            title="Ladders"
            lead="What is expected at each level: your company’s, and the two that come with Cairn."
          >
            {own.length > 0 && (
              <ActionLink href="/ladders/import" kind="main" command="Bring in a ladder">
                Bring in a ladder
              </ActionLink>
            )}
            <ActionLink href="/ladders/compare">Set two side by side</ActionLink>
          </PageHead>
          {own.length === 0 ? (
            <Empty />
          ) : (
            <Section id="own" title="Yours">
              <ul class="list">
                {own.map((framework) => (
                  <Own
                    framework={framework}
                    versions={versions.filter((version) => version.framework === framework.id)}
                    view={view}
                  />
                ))}
              </ul>
            </Section>
          )}
          <Section id="with-cairn" title="With Cairn">
            <ul class="list">
              {others.map((framework) => (
                <li>
                  <a href={ladderPath(framework.id)}>
                    <strong>{framework.name}</strong>
                  </a>{' '}
                  {isStoodOn(framework, view) && <Chip on>You stand on this</Chip>}
                  <p class="small quiet">{sizeWords(framework)}</p>
                </li>
              ))}
            </ul>
          </Section>
        </>
      ),
    }
  },
}

const Empty = () => (
  <EmptyState
    example={
      <>
        ## Product Manager II
        <br />
        **Craft**: Writes the strategy of a product.
        <br />
        ## Senior Product Manager
        <br />
        **Craft**: Sets the direction of a product line.
      </>
    }
    action={
      <ActionLink href="/ladders/import" kind="main">
        Bring in a ladder
      </ActionLink>
    }
  >
    Your company’s own ladder says best what is expected. Paste it as it is: a page, a table, a job advert. You see what
    was understood before anything is kept.
  </EmptyState>
)

function Own({ framework, versions, view }: { framework: Framework; versions: LadderVersion[]; view: View }) {
  const newest = versions.at(-1)!
  const stands = isStoodOn(framework, view)
  const isBehind = stands && view.profile.frameworkVersion !== newest.version
  return (
    <li>
      <a href={ladderPath(framework.id)}>
        <strong>{newest.name}</strong>
      </a>{' '}
      {stands && <Chip on>{`You stand on version ${view.profile.frameworkVersion}`}</Chip>}
      <p class="small quiet">
        {[sizeWords(framework), versions.length > 1 ? count(versions.length, 'version') : null, originWords(newest)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {isBehind && (
        <p>
          <a href={ladderPath(framework.id, `/changes?to=${newest.version}`)}>
            Version {newest.version} waits: see what is different
          </a>
        </p>
      )}
    </li>
  )
}

const isStoodOn = ({ id }: Framework, { standing }: View): boolean => standing?.framework.id === id

const sizeWords = ({ levels, skills }: Framework): string =>
  `${count(levels.length, 'level')}, ${count(skills.length, 'skill')}`
