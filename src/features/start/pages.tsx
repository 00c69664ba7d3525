import { examplesInWords } from '../../core/example-file.ts'
import type { Page } from '../../platform/page.ts'
import { startSteps } from '../../platform/start.ts'
import { Form, Submit } from '../../ui/form.tsx'
import { ActionLink, Columns, Note, PageHead } from '../../ui/parts.tsx'
import { casePage } from './case-page.tsx'
import { linesPage } from './lines-page.tsx'
import { nextPage } from './next-page.tsx'
import { notesPage } from './notes-page.tsx'
import { RoleForm, rolePage } from './role-page.tsx'
import { skillsPage } from './skills-page.tsx'
import { pathOf, StepList } from './steps.tsx'

const welcomePage: Page = {
  path: '/start',
  here: 'today',
  async render(view) {
    const { start, profile } = view
    const open = startSteps.find((step) => !start.done.includes(step) && !start.skipped.includes(step))
    return {
      title: 'Start',
      body: (
        <>
          <PageHead
            title="From your work to your case, in about ten minutes"
            lead={
              open
                ? 'You leave with half a page you can copy, and one thing to do next. Each step can be passed over and opened again.'
                : 'You have been through all of it. Each step opens again, and what you change there is changed everywhere.'
            }
          />
          <Columns
            beside={
              <>
                <StepList start={start} here={null} />
                <Note>
                  <p>
                    Stored in one file on this computer. If the computer is your employer's, so is the disk: keep a copy
                    of your own.
                  </p>
                </Note>
              </>
            }
          >
            {start.done.includes('role') ? (
              <p>
                <ActionLink href={open ? pathOf(open) : '/'} kind="main">
                  {open ? 'Go on where you left off' : 'Go to Today'}
                </ActionLink>
              </p>
            ) : (
              <RoleForm view={view} />
            )}
            <nav aria-label="Other ways to begin" class="actions ways">
              <ActionLink href="/demo" kind="link">
                {open ? 'Look at a filled example first' : 'Look at a filled example'}:{' '}
                {examplesInWords(profile.framework)}
              </ActionLink>
              <ActionLink href="/quiz" kind="link">
                Two minutes only? Take the quiz
              </ActionLink>
              {open && (
                <Form do="start.mark" from="/start" next="/" hidden={{ step: 'all', as: 'skipped' }}>
                  <Submit kind="link">Pass over all of it</Submit>
                </Form>
              )}
            </nav>
          </Columns>
        </>
      ),
    }
  },
}

export const startPages: readonly Page[] = [welcomePage, rolePage, notesPage, linesPage, skillsPage, casePage, nextPage]
