import { useState } from 'react'
import { Bar } from '../components/Bar.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Box } from '../components/elements.tsx'
import { Notice } from '../components/Notice.tsx'
import { TextInput } from '../components/TextInput.tsx'
import { useAct } from '../hooks/useAct.ts'
import { openPage } from '../session/places.ts'
import { words } from './words.ts'

type FieldName = 'name' | 'phone' | 'zone' | 'building' | 'unit' | 'floor' | 'room'
/** Short ones stand side by side. */
const ROWS: readonly (readonly FieldName[])[] = [['name'], ['phone'], ['zone', 'building'], ['unit', 'floor', 'room']]
const AGREED = 'agreed'
const LABELS: Record<FieldName, string> = {
  name: words.name,
  phone: words.phoneOptional,
  zone: words.zone,
  building: words.buildingField,
  unit: words.unit,
  floor: words.floor,
  room: words.room,
}

/** A resident at the counter: name, and what she wants to leave; nothing without her agreement. */
export function WalkInForm() {
  const [form, setForm] = useState<Partial<Record<FieldName, string>>>({})
  const [agreed, setAgreed] = useState(false)
  const [unagreed, setUnagreed] = useState(false)
  const act = useAct('registerPerson', ({ id }) => openPage('/people/pages/person/index', { id }))
  const phoneKnown = act.error !== undefined && act.failure === 'conflict'

  const write = (evenIfPhoneKnown: boolean) => {
    if (!agreed) return setUnagreed(true)
    const given = (name: FieldName) => form[name]?.trim() ?? ''
    const parts = (['zone', 'building', 'unit', 'floor', 'room'] as const).filter((name) => given(name) !== '')
    act.run({
      body: {
        name: given('name'),
        ...(given('phone') === '' ? {} : { phone: given('phone') }),
        ...(parts.length === 0 ? {} : { address: Object.fromEntries(parts.map((name) => [name, given(name)])) }),
        agreed: true,
        ...(evenIfPhoneKnown ? { evenIfPhoneKnown } : {}),
      },
    })
  }
  return (
    <Box className="narrow">
      {ROWS.map((row) => (
        <Box key={row.join(' ')} className={row.length > 1 ? 'office-pair' : 'column'}>
          {row.map((name) => (
            <TextInput
              key={name}
              name={name}
              label={LABELS[name]}
              value={form[name] ?? ''}
              kind={name === 'phone' ? 'phone' : 'text'}
              maxLength={40}
              fault={act.faults[name] ?? act.faults[`address.${name}`]}
              disabled={act.busy}
              onWrite={(value) => {
                act.clear()
                setForm((now) => ({ ...now, [name]: value }))
              }}
            />
          ))}
        </Box>
      ))}
      <Choice
        label={words.agreed}
        options={[{ value: AGREED, word: words.agreedChoice }]}
        chosen={agreed ? [AGREED] : []}
        fault={unagreed && !agreed ? words.agreedFault : act.faults.agreed}
        onChoose={() => setAgreed((now) => !now)}
      />
      {act.error === undefined ? null : (
        <Notice
          tone="wait"
          urgent
          title={act.error}
          act={phoneKnown ? <Button onTap={() => write(true)}>{words.evenSo}</Button> : undefined}
        />
      )}
      <Bar>
        <Button kind="main" className="bar-main" busy={act.busy} onTap={() => write(false)}>
          {words.write}
        </Button>
      </Bar>
    </Box>
  )
}
