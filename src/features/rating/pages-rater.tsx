import type { Standing } from '../../platform/career.ts'
import { RadioRow, TextField } from '../../ui/form.tsx'

interface RaterFieldsProps {
  legend: string
  source: string | null | undefined
  rater: string | null
  standing: Standing
}

/** Whose rating it is: a manager's or a peer's, and their name. */
export const RaterFields = ({ legend, source, rater, standing }: RaterFieldsProps) => (
  <>
    <RadioRow
      name="source"
      legend={legend}
      value={source === 'peer' ? 'peer' : 'manager'}
      options={[
        { value: 'manager', label: 'A manager' },
        { value: 'peer', label: 'A peer' },
      ]}
      required
    />
    <TextField
      name="rater"
      label="Their name"
      size="medium"
      value={rater}
      hint={
        standing.profile.manager && (
          <span class="behind-curtain">Left blank, a manager is {standing.profile.manager}.</span>
        )
      }
      maxlength={120}
    />
  </>
)
