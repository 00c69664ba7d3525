import type { Page } from '../../platform/page.ts'
import { Form, Submit } from '../../ui/form.tsx'
import { ActionLink, PageHead } from '../../ui/parts.tsx'

export const demoPage: Page = {
  path: '/demo',
  here: null,
  render: async (view) => ({
    title: 'A filled example',
    body: view.demo ? (
      <>
        <PageHead
          title="The example is open"
          lead="It is lived up to today. You can put it back as it was, or leave it: leaving takes it away, and your own file is as it was."
        />
        <div class="actions">
          <ActionLink href="/" kind="main">
            Go on looking
          </ActionLink>
          <Form do="demo.load" from="/demo" next="/">
            <Submit kind="plain">Put it back as it was</Submit>
          </Form>
          <Form do="demo.clear" from="/demo" next="/">
            <Submit kind="plain">Leave the example</Submit>
          </Form>
        </div>
      </>
    ) : (
      <>
        <PageHead
          title="A filled example"
          lead="A year of work of an invented senior product manager who aims at the next level: records, numbers, what others said, and the case made of them. It opens beside your own file, touches nothing of yours, and is gone when you leave it."
        />
        <Form do="demo.load" from="/demo" next="/" failed={view.failed}>
          <Submit>Open the example</Submit>
        </Form>
      </>
    ),
  }),
}
