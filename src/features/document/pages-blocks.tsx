import { type Block, workedOut } from '../../core/document/outline.ts'

/** A document to read: a heading for each field, as its exports have it. */
export const Blocks = ({ blocks }: { blocks: readonly Block[] }) => (
  <div class="document-read">
    {blocks.map((block) => (
      <section>
        <h2>
          {block.heading.endsWith(workedOut) ? (
            <>
              {block.heading.slice(0, -workedOut.length)} <span class="small quiet">worked out from the answers</span>
            </>
          ) : (
            block.heading
          )}
        </h2>
        <Body block={block} />
      </section>
    ))}
  </div>
)

function Body({ block }: { block: Block }) {
  switch (block.is) {
    case 'missing':
      return <p class="quiet">Not written yet.</p>
    case 'text':
      return (
        <>
          {block.text.split(/\n+/).map((line) => (
            <p>{line}</p>
          ))}
        </>
      )
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      )
    case 'table':
      return (
        <section class="wide-table" aria-label={block.heading} tabindex={0}>
          <table>
            <thead>
              <tr>
                {block.columns.map((column) => (
                  <th scope="col">{column[0]!.toUpperCase() + column.slice(1)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row) => (
                <tr>
                  {row.map((cell) => (
                    <td>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )
  }
}
