import { useEffect, useState } from 'react'
import type { Roster } from '../api/routes/office.ts'
import type { Faults } from '../api/apiError.ts'
import { Bar } from '../components/Bar.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Choice, toggled } from '../components/Choice.tsx'
import { Box, Heading } from '../components/elements.tsx'
import { Notice } from '../components/Notice.tsx'
import { Select } from '../components/Select.tsx'
import { TextInput } from '../components/TextInput.tsx'
import { useAct } from '../hooks/useAct.ts'
import { words } from './words.ts'

interface Draft {
  personId?: string
  days: string[]
  from: string
  to: string
}

export interface RosterFormProps {
  roster: Roster
  onSaved(roster: Roster): void
  /** Somebody else was quicker: the newest version is read, what was written stays. */
  onStale(): void
  onStop(): void
}

const EMPTY: Draft = { days: [], from: '08:00', to: '17:00' }

/** The shifts of the week in the director's hands. */
export function RosterForm({ roster, onSaved, onStale, onStop }: RosterFormProps) {
  const [drafts, setDrafts] = useState<Draft[]>(() => roster.shifts.map(draftOf))
  const act = useAct('saveRoster', onSaved)
  const stale = act.failure === 'conflict'
  useEffect(() => {
    if (stale) onStale()
  }, [stale, onStale])
  const change = (at: number, parts: Partial<Draft>) => {
    act.clear()
    setDrafts((now) => now.map((draft, n) => (n === at ? { ...draft, ...parts } : draft)))
  }
  const save = () => {
    act.run({ body: { version: roster.version, shifts: drafts.map(shiftOf) } })
  }
  return (
    <Box className="column">
      <Heading className="section-title">{words.change}</Heading>
      {drafts.map((draft, at) => (
        <ShiftFields
          key={at}
          at={at}
          draft={draft}
          staff={roster.staff}
          faults={act.faults}
          onChange={(parts) => change(at, parts)}
          onRemove={() => {
            // What was said of a shift's place would stand at another one.
            act.clear()
            setDrafts((now) => now.filter((_, n) => n !== at))
          }}
        />
      ))}
      <Button onTap={() => setDrafts((now) => [...now, EMPTY])}>{words.add}</Button>
      {act.error === undefined ? null : <Notice tone="wait" urgent title={stale ? words.conflict : act.error} />}
      <Bar>
        <Button onTap={onStop}>{words.stop}</Button>
        <Button kind="main" className="bar-main" busy={act.busy} onTap={save}>
          {words.save}
        </Button>
      </Bar>
    </Box>
  )
}

interface ShiftFieldsProps {
  at: number
  draft: Draft
  staff: Roster['staff']
  faults: Faults
  onChange(parts: Partial<Draft>): void
  onRemove(): void
}

function ShiftFields({ at, draft, staff, faults, onChange, onRemove }: ShiftFieldsProps) {
  const faultOf = (field: string) =>
    Object.entries(faults).find(
      ([path]) => path === `shifts.${at}.${field}` || path.startsWith(`shifts.${at}.${field}.`),
    )?.[1]
  return (
    <Card>
      <Select
        name={`who-${at}`}
        label={words.who}
        placeholder={words.choose}
        options={staff.map(({ id, name, roleWord }) => ({ value: id, word: `${name} ${roleWord}` }))}
        value={draft.personId}
        fault={faultOf('personId')}
        onChoose={(personId) => onChange({ personId })}
      />
      <Choice
        label={words.days}
        look="chips"
        options={words.dayOptions}
        chosen={draft.days}
        fault={faultOf('days')}
        onChoose={(day) => onChange({ days: toggled(draft.days, day) })}
      />
      <Box className="office-pair">
        {(['from', 'to'] as const).map((side) => (
          <TextInput
            key={side}
            name={`${side}-${at}`}
            label={words[side]}
            value={draft[side]}
            maxLength={5}
            hint={words.clockHint}
            fault={faultOf(side)}
            onWrite={(clock) => onChange({ [side]: clock })}
          />
        ))}
      </Box>
      <Button kind="quiet" onTap={onRemove}>
        {words.remove}
      </Button>
    </Card>
  )
}

function draftOf({ personId, days, from, to }: Roster['shifts'][number]): Draft {
  return { personId, days: days.map(String), from, to }
}

function shiftOf({ personId = '', days, from, to }: Draft) {
  return { personId, days: days.map(Number).sort((a, b) => a - b), from, to }
}
