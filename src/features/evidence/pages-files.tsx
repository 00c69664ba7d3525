import type { View } from '../../platform/page.ts'
import { pictureTypes } from '../../platform/pictures.ts'
import { FileField, Form, Submit } from '../../ui/form.tsx'
import { dayWords, Section } from '../../ui/parts.tsx'
import { shortened } from './pages-fields.tsx'

export interface Attached {
  id: string
  name: string
  type: string
  size: number
  createdAt: string
}

/** Files of a record. A picture is shown; anything else only leaves as a download. */
export const Files = ({ evidence, view }: { evidence: { id: string; attachments: Attached[] }; view: View }) => (
  <Section id="attachments" title="Files">
    <ul class="list">
      {evidence.attachments.map((file) => (
        <li>
          {pictureTypes.has(file.type) && (
            <a href={`/files/${file.id}/picture`}>
              <img class="attached behind-curtain" src={`/files/${file.id}/picture`} alt={file.name} loading="lazy" />
            </a>
          )}
          <a href={`/files/${file.id}`} download>
            {shortened(file.name, 80)}
          </a>{' '}
          <span class="small quiet num">
            {sizeWords(file.size)}, kept on {dayWords(file.createdAt.slice(0, 10))}
          </span>
          <Form do="evidence.detach" from={view.path} hidden={{ id: file.id }} failed={view.failed} class="inline">
            <Submit kind="link">Take it away</Submit>
          </Form>
        </li>
      ))}
    </ul>
    <Form do="evidence.attach" from={view.path} hidden={{ id: evidence.id }} failed={view.failed} files>
      <FileField
        name="file"
        label="Keep a file with it"
        hint="A screenshot, a memo, a chart. At most 10 MB. You can also drop it here, or paste a picture."
        required
      />
      <Submit kind="plain">Attach</Submit>
    </Form>
  </Section>
)

const sizeWords = (bytes: number): string =>
  bytes < 1000
    ? `${bytes} bytes`
    : bytes < 1_000_000
      ? `${Math.round(bytes / 1000)} kB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`
