const views = [
  ['/evidence', 'All records'],
  ['/initiatives', 'Initiatives'],
  ['/decisions', 'Decisions'],
  ['/metrics', 'Metrics'],
  ['/discovery', 'Discovery'],
  ['/initiatives/timeline', 'Timeline'],
  ['/evidence/coverage', 'By skill'],
] as const

/** From one way of looking at what was done to the next. */
export const EvidenceViews = ({ now }: { now: (typeof views)[number][0] }) => (
  <nav class="views small" aria-label="Views of your evidence">
    {views.map(([href, name]) => (
      <a href={href} aria-current={href === now ? 'page' : undefined}>
        {name}
      </a>
    ))}
  </nav>
)
