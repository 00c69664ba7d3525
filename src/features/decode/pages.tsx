import type { OwnRecord } from '../../core/stall-check.ts'
import type { Page, View } from '../../platform/page.ts'
import { Form, Submit, TextArea } from '../../ui/form.tsx'
import { Note, PageHead, Section } from '../../ui/parts.tsx'
import { PassOn } from '../../ui/pass-on.tsx'
import { Cards, Meaning, NotKnown } from './body.tsx'
import { stallsIn } from './content.ts'
import type { DecodeAnswer } from './operations.ts'

const decodePage: Page = {
  path: '/decode',
  here: 'more',
  async render(view) {
    const { stalls, notKnown } = stallsIn(view.home.content)
    const answer = view.answered?.operation === 'stall.decode' ? (view.answered.answer as DecodeAnswer) : null
    return {
      title: 'What did my manager mean?',
      scripts: ['decode'],
      body: (
        <div class="decode">
          <PageHead
            title="What did my manager mean?"
            lead="Four answers come up most when somebody is not promoted. Type what you heard, one remark per line."
          />
          <Heard view={view} />
          <p class="small quiet" role="status" data-told />
          {answer ? <Answer answer={answer} /> : <NotKnown notKnown={notKnown} hidden />}
          {answer && <NotKnown notKnown={notKnown} hidden={answer.notKnown === null} />}
          <Section id="all" title={answer ? 'All four' : 'The four'}>
            <Cards stalls={stalls} />
          </Section>
          <PassOn name="decode" />
        </div>
      ),
    }
  },
}

const Heard = ({ view }: { view: View }) => (
  <Form
    do="stall.decode"
    from="/decode"
    failed={view.failed}
    typed={view.answered?.operation === 'stall.decode' ? view.answered : null}
  >
    <TextArea name="phrase" label="What you heard" rows={3} maxlength={5000} required />
    <Submit keys>Look at my records too</Submit>
  </Form>
)

const Answer = ({ answer: { matches, unknown } }: { answer: DecodeAnswer }) => (
  <>
    {matches.map((match, at) => (
      <Section id={`heard-${at + 1}`} title={`“${match.heard}”`}>
        <p class="small quiet">Close to “{match.phrase}”.</p>
        <Meaning stall={match} />
        {match.check && (
          <Note>
            <p>
              <strong>Your own records.</strong> {match.check.says}
            </p>
            {match.check.records.length > 0 && (
              <ul>
                {match.check.records.map(({ type, id, text }) => (
                  <li>
                    <a href={`/${placeOf[type]}/${id}`}>{text}</a>
                  </li>
                ))}
              </ul>
            )}
          </Note>
        )}
      </Section>
    ))}
    {matches.length > 0 && unknown.length > 0 && (
      <p class="small quiet">Not among the four: {unknown.map((line) => `“${line}”`).join(', ')}.</p>
    )}
  </>
)

const placeOf: Record<OwnRecord['type'], string> = {
  evidence: 'evidence',
  initiative: 'initiatives',
  document: 'library',
}

export const decodePages: readonly Page[] = [decodePage]
