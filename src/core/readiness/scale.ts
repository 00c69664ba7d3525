import type { Scale } from './input.ts'
import { model } from './model.ts'

/** A rating's place from 0 to 1 with “meets” at .75, so that every scale gives the same result (domain 1.3). */
export function toCanonical(rating: number, { min, max, meets }: Scale): number {
  if (rating <= meets) return (model.bar * (rating - min)) / (meets - min)
  return model.bar + ((1 - model.bar) * (rating - meets)) / (max - meets)
}

/** The inverse of `toCanonical`, for showing an estimate on the framework's own scale. */
export function fromCanonical(position: number, { min, max, meets }: Scale): number {
  if (position <= model.bar) return min + (position / model.bar) * (meets - min)
  return meets + ((position - model.bar) / (1 - model.bar)) * (max - meets)
}
