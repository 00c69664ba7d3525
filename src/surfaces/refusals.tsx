import type { Problem } from '../core/problem.ts'
import { PlainLayout } from '../ui/layout.tsx'

/** No such page. */
export const MissingPage = () => (
  <PlainLayout title="Not here">
    <h1>There is no page here</h1>
    <p>The address may be old, or the record may have been in another file. Nothing was lost.</p>
    <ToToday />
  </PlainLayout>
)

/** A page that cannot be shown for a reason the person can act on. */
export const RefusedPage = ({ problem }: { problem: Problem }) => (
  <PlainLayout title="Not possible">
    <h1>That is not possible now</h1>
    <p role="alert">{problem.message}</p>
    <ToToday />
  </PlainLayout>
)

/** A fault of the program. */
export const FaultPage = () => (
  <PlainLayout title="A fault in Cairn">
    <h1>Something went wrong inside Cairn</h1>
    <p role="alert">
      Nothing was changed. If you were writing, go back to the page before. The terminal where Cairn runs says more.
    </p>
    <ToToday />
  </PlainLayout>
)

const ToToday = () => (
  <p>
    <a class="button main" href="/">
      Go to Today
    </a>
  </p>
)
