import type { Page } from '../../platform/page.ts'
import { FileField, Form, Submit, TextArea } from '../../ui/form.tsx'
import { pathAfter, pathOf, StepPage } from './steps.tsx'

export const notesPage: Page = {
  path: pathOf('notes'),
  here: 'today',
  render: async (view) => ({
    title: 'Your notes',
    body: (
      <StepPage
        view={view}
        step="notes"
        lead={
          <p>
            Untidy is fine. Each line that may be evidence is read; the three strongest come back to you, and nothing is
            logged until you say so.
          </p>
        }
      >
        <Form do="start.notes" from={view.path} next={pathAfter('notes')} failed={view.failed} files class="notes">
          <TextArea
            name="text"
            label="Notes"
            rows={9}
            draft
            placeholder={
              '3 March: decided to drop the mobile redesign, because week-1 users never reach it\nTrial-to-paid went from 4.1 % to 5.3 % after the pricing test\nPriya from sales said the win/loss notes changed her pitch'
            }
          />
          <FileField
            name="file"
            label="Or a file"
            hint="Markdown or plain text, up to 2 MB. It is read on this computer and goes nowhere else."
            accept=".md,.markdown,.txt,.text,text/plain,text/markdown"
          />
          <Submit keys>Show me the strongest</Submit>
        </Form>
        {view.start.batch !== null && (
          <p>
            <a href={pathOf('lines')}>See the lines from your last notes</a>
          </p>
        )}
      </StepPage>
    ),
  }),
}
