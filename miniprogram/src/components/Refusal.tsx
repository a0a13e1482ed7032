import type { Faults } from '../api/apiError.ts'
import { Paragraph } from './elements.tsx'

export interface RefusalProps {
  /** What was refused, and where in the form. */
  act: { error: string | undefined; faults: Faults }
  /** Names of the fields that say themselves what is wrong with them. */
  fields?: readonly string[]
}

/** Why the server took it not, above the button; nothing where the fields have said it all. */
export function Refusal({ act: { error, faults }, fields = [] }: RefusalProps) {
  const faulty = Object.keys(faults)
  const isSaid = faulty.length > 0 && faulty.every((name) => fields.includes(name))
  if (error === undefined || isSaid) return null
  return (
    <Paragraph className="field-note choice-fault" role="alert">
      {error}
    </Paragraph>
  )
}
