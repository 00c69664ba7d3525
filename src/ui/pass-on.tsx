/** Where a page that travels is had as a file. */
export const PassOn = ({ name }: { name: 'quiz' | 'decode' | 'try' }) => (
  <p class="foot small quiet screen-only">
    To pass it on, <a href={`/site/${name}.html`}>take this page along as one file</a>: it works without a network and
    holds nothing of yours.
  </p>
)
