import type { Child } from 'hono/jsx'

export interface PictureProps {
  /** Prefix of every id inside; unique on its page. */
  id: string
  /** What the picture is, in a few words. */
  title: string
  /** What it shows, in a sentence: all a person needs who does not see it. */
  desc: string
  width: number
  height: number
  class: string
  /** Drawn as wide as its place instead of scaled: for pictures placed in percent. */
  stretch?: boolean
  children?: Child
}

/** An SVG that names and describes itself. Colours come from the stylesheet by class, so both themes and forced colours work. */
export const Picture = ({ id, title, desc, width, height, class: name, stretch = false, children }: PictureProps) => (
  <svg
    class={name}
    width={stretch ? '100%' : width}
    height={height}
    viewBox={stretch ? undefined : `0 0 ${width} ${height}`}
    role="img"
    aria-labelledby={`${id}-title ${id}-desc`}
  >
    <title id={`${id}-title`}>{title}</title>
    <desc id={`${id}-desc`}>{desc}</desc>
    {children}
  </svg>
)

export interface Table {
  caption: string
  head: readonly string[]
  /** The first cell of a row names it. */
  rows: readonly (readonly Child[])[]
  /** Explains the values, under the table. */
  legend?: string
}

/** The picture's data as a table, one click away. */
export const AsTable = ({ caption, head, rows, legend, label = 'As a table' }: Table & { label?: string }) => (
  <details class="as-table">
    <summary class="small">{label}</summary>
    <Scroll label={caption}>
      <table class="small">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {head.map((text) => (
              <th scope="col">{text}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr>
              <th scope="row">{name}</th>
              {cells.map((cell) => (
                <td>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
    {legend && <p class="small quiet">{legend}</p>}
  </details>
)

/** Room for what may be wider than the screen; in the tab order, so that a keyboard can scroll it. */
export const Scroll = ({ label, children }: { label: string; children?: Child }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for answers, and a section would be one more landmark
  <div class="scroll" role="group" tabindex={0} aria-label={label}>
    {children}
  </div>
)

/** A coordinate short enough for a page: one decimal. */
export const point = (value: number) => String(Math.round(value * 10) / 10)
