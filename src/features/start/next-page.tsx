import { levelOf } from '../../core/framework.ts'
import { processOpener, suggestedDay } from '../../core/process-talk.ts'
import type { Page, View } from '../../platform/page.ts'
import { DayField, Form, Hidden, Submit } from '../../ui/form.tsx'
import { CopyButton } from '../../ui/parts.tsx'
import { pathAfter, pathOf, StepPage } from './steps.tsx'

export const nextPage: Page = {
  path: pathOf('next'),
  here: 'today',
  render: async (view) => ({
    title: 'One next step',
    body: (
      <StepPage view={view} step="next" lead={<p>{why(view)}</p>}>
        <div class="box">
          <blockquote>
            <p id="opener">{processOpener(aimOf(view))}</p>
          </blockquote>
          <CopyButton of="opener">Copy the sentence</CopyButton>
        </div>
        <Form do="start.mark" from={view.path} next={pathAfter('next')} failed={view.failed}>
          <Hidden name="step" value="next" />
          <Hidden name="as" value="done" />
          <DayField
            name="askOn"
            label="The day you will ask"
            hint="Put it in your calendar too. Today reminds you from this day on."
            value={view.start.askOn ?? suggestedDay(view.today)}
            min={view.today}
          />
          <Submit>Put it down for this day</Submit>
        </Form>
        {aimOf(view) !== null && (
          <p class="small">
            Asked already? <a href="/level/agreement">Write down what was said</a>
          </p>
        )}
      </StepPage>
    ),
  }),
}

const why = (view: View): string =>
  aimOf(view) === null
    ? 'Ask your manager, in your next talk. Listen for the words they use; they tell you what is missed when you are away.'
    : 'Before any wish, find out how promotion works here. Ask your manager in your next talk, and note how they react: words, not your reading of them.'

/** The title of the level aimed at, or null for a person who stays at theirs. */
function aimOf({ standing }: View): string | null {
  if (!standing) return 'the next level'
  const { framework, level, target } = standing
  return target === null || target === level ? null : levelOf(framework, target).title
}
