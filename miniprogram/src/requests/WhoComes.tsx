import type { Faults } from '../api/apiError.ts'
import { Choice } from '../components/Choice.tsx'
import type { FormDraft } from './formDraft.ts'
import { genderOptions, languageOptions, requestWords as words } from './words.ts'

type Chosen = Pick<FormDraft, 'helpers' | 'gender' | 'language'>

export interface WhoComesProps {
  chosen: Chosen
  faults: Faults
  onChange(part: Partial<Chosen>): void
}

const HELPERS = [1, 2, 3, 4, 5] as const

/** How many come, and who had better come. */
export function WhoComes({ chosen: { helpers, gender, language }, faults, onChange }: WhoComesProps) {
  return (
    <>
      <Choice
        label={words.helpers}
        look="chips"
        options={HELPERS.map((count) => ({ value: String(count), word: words.helperCount(count) }))}
        chosen={[String(helpers)]}
        fault={faults.helpersNeeded}
        onChoose={(count) => onChange({ helpers: Number(count) })}
      />
      <Choice
        label={words.whoComes}
        look="chips"
        options={genderOptions}
        chosen={[gender]}
        onChoose={(next) => onChange({ gender: next })}
      />
      <Choice
        label={words.speaks}
        look="chips"
        options={languageOptions}
        chosen={[language]}
        onChoose={(next) => onChange({ language: next })}
      />
    </>
  )
}
