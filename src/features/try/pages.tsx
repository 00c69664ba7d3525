import type { Reading } from '../../core/coach/types.ts'
import { outcomeCheck } from '../../core/outcome-check.ts'
import type { Page } from '../../platform/page.ts'
import { Form, Submit, TextArea } from '../../ui/form.tsx'
import { ActionLink, PageHead } from '../../ui/parts.tsx'
import { PassOn } from '../../ui/pass-on.tsx'
import { Examples, ReadingOf } from './body.tsx'

const tryPage: Page = {
  path: '/try',
  here: 'more',
  async render(view) {
    const asked = view.answered?.operation === 'coach.read' ? view.answered : null
    const text = String(asked?.values.text ?? '')
    return {
      title: 'Output or outcome?',
      scripts: ['try'],
      body: (
        <div class="try">
          <PageHead
            title="Output or outcome?"
            lead="Type one sentence about your work, as you would put it in a review. Nothing is kept and nothing is sent elsewhere."
          >
            <ActionLink href="/coach">Two ways to tell it</ActionLink>
          </PageHead>
          <Form do="coach.read" from="/try" failed={view.failed} typed={asked}>
            <TextArea name="text" label="Your sentence" rows={3} maxlength={2000} required />
            <div data-plain>
              <Submit>Read it</Submit>
            </div>
          </Form>
          <ReadingOf check={asked ? outcomeCheck(text, asked.answer as Reading) : null} />
          <Examples />
          <PassOn name="try" />
        </div>
      ),
    }
  },
}

export const tryPages: readonly Page[] = [tryPage]
