import { useEffect, useState } from 'react'
import { Choice, toggled } from '../components/Choice.tsx'
import type { Option } from '../components/Choice.tsx'
import { TextInput } from '../components/TextInput.tsx'
import { useAct } from '../hooks/useAct.ts'
import type { ActProps } from './PersonActs.tsx'
import { ReasonForm } from './ReasonForm.tsx'
import { words } from './words.ts'

const DAY_MS = 86_400_000
const PAUSES = { none: 0, week: 7, month: 30 } as const
type Pause = keyof typeof PAUSES
const KINDS = Object.entries(words.kinds).map(([value, word]) => ({ value, word }))
const PAUSE_OPTIONS: Option<Pause>[] = (Object.keys(PAUSES) as Pause[]).map((value) => ({
  value,
  word: words.pauses[value],
}))

function zonesIn(text: string): string[] {
  return text.split(/[、,，\s]+/).filter(Boolean)
}

/** A helper's skills, zones and pause; the free hours stay as the helper told them. */
export function TermsForm({ person, onChanged, onStale, onClose }: ActProps) {
  const terms = person.helper
  const [skills, setSkills] = useState<string[]>(terms?.skills ?? [])
  const [zones, setZones] = useState((terms?.zones ?? []).join('、'))
  const [pause, setPause] = useState<Pause>()
  const act = useAct('changeHelperTerms', onChanged)
  useEffect(() => {
    if (act.failure === 'conflict') onStale()
    // Once for each refusal.
  }, [act.failure])
  const faultOf = (field: string) => Object.entries(act.faults).find(([path]) => path.startsWith(field))?.[1]

  const pausedUntil = (): string | undefined => {
    if (pause === undefined) return terms?.pausedUntil
    return pause === 'none' ? undefined : new Date(Date.now() + PAUSES[pause] * DAY_MS).toISOString()
  }
  const save = (reason: string) => {
    const until = pausedUntil()
    act.run({
      params: { id: person.id },
      body: {
        skills,
        zones: zonesIn(zones),
        freeHours: terms?.freeHours ?? [],
        version: terms?.version ?? 0,
        ...(until === undefined ? {} : { pausedUntil: until }),
        ...(reason === '' ? {} : { reason }),
      },
    })
  }
  return (
    <ReasonForm
      title={words.terms}
      text={words.anySkill}
      button={words.save}
      act={act}
      optional
      onDo={save}
      onClose={onClose}
    >
      <Choice
        label={words.skills}
        look="chips"
        options={KINDS}
        chosen={skills}
        fault={faultOf('skills')}
        onChoose={(skill) => setSkills(toggled(skills, skill))}
      />
      <TextInput
        name="zones"
        label={words.zones}
        value={zones}
        hint={words.zoneHint}
        fault={faultOf('zones')}
        maxLength={60}
        onWrite={(written) => {
          act.clear()
          setZones(written)
        }}
      />
      <Choice<Pause>
        label={words.pauseDays}
        look="chips"
        options={PAUSE_OPTIONS}
        chosen={pause === undefined ? [] : [pause]}
        fault={faultOf('pausedUntil')}
        onChoose={(chosen) => setPause(chosen)}
      />
    </ReasonForm>
  )
}
