import type { Framework } from '../core/framework.ts'
import { RadioRow } from './form.tsx'

/** Whether work was of the size of the level aimed at. Without one every record is of the present size, and nothing is asked. */
export function SizeQuestion({
  standing,
  name = 'size',
  of = 'this work',
  hint,
}: {
  standing: { framework: Framework; target: string | null } | null | undefined
  name?: string
  of?: string
  hint?: string | null
}) {
  const level = standing?.framework.levels.find(({ id }) => id === standing.target)
  return level ? (
    <RadioRow
      name={name}
      legend={`Was ${of} of ${level.title} size?`}
      hint={hint ?? undefined}
      options={[
        { value: 'yes', label: 'Yes' },
        { value: 'part', label: 'Part of it' },
        { value: 'no', label: 'No' },
      ]}
    />
  ) : null
}
