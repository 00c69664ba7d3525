import { type ExampleId, examplesFor } from '../../core/example-file.ts'
import type { Page, View } from '../../platform/page.ts'
import { Form, Submit } from '../../ui/form.tsx'
import { ActionLink, PageHead, Section } from '../../ui/parts.tsx'

export const demoPage: Page = {
  path: '/demo',
  here: null,
  render: async (view) => ({
    title: 'A filled example',
    body: view.demo ? (
      <>
        <PageHead
          title="The example is open"
          lead="It is lived up to today. Change what you like: leaving takes it away, and your own file is as it was."
        >
          <Form do="demo.clear" from="/demo" next="/">
            <Submit kind="plain">Leave the example</Submit>
          </Form>
          <ActionLink href="/" kind="main">
            Go on looking
          </ActionLink>
        </PageHead>
        <Section id="anew" title="Open one as it was">
          <Years view={view} />
        </Section>
      </>
    ) : (
      <>
        <PageHead
          title="A filled example"
          lead="A year of somebody’s work, made up: records, numbers, what others said, and the case made of them. It opens beside your own file, touches nothing of yours, and is gone when you leave it."
        />
        <Years view={view} />
      </>
    ),
  }),
}

const Years = ({ view }: { view: View }) => (
  <ul class="list">
    {examplesFor(view.profile.framework).map((id, place) => (
      <li>
        <p>
          <strong>{years[id].whose}</strong>
        </p>
        <p>{years[id].says}</p>
        <Form do="demo.load" from="/demo" next="/" failed={view.failed} hidden={{ example: id }}>
          <Submit kind={place === 0 && !view.demo ? 'main' : 'plain'}>Open {years[id].name}’s year</Submit>
        </Form>
      </li>
    ))}
  </ul>
)

const years: Record<ExampleId, { name: string; whose: string; says: string }> = {
  pm: {
    name: 'Mara',
    whose: 'Mara, senior product manager',
    says: 'She aims at the principal level, with one calendar under three products and a price that follows rooms.',
  },
  pmm: {
    name: 'Elin',
    whose: 'Elin, senior product marketing manager',
    says: 'She aims at the director level. She asked the buyers of five deals, then of fifteen, why they decide as they do, and leadership changed what is said in first meetings.',
  },
}
