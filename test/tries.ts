import { onServer } from './harness.ts'

const times = Number(process.env.TRIES ?? 1)

/** How often a property is tried: some times with every `npm test`, many times as often in `npm run soak fuzz`. */
export const tries = (some: number, onOneServer = some): { numRuns: number } => ({
  numRuns: times * (onServer() ? onOneServer : some),
})
