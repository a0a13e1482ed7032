import type { FormKind } from '@yimin/shared/myRequests/contract'
import type { Faults } from '../api/apiError.ts'
import type { Me, MyStation } from '../api/routes.ts'
import { Choice, toggled } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { TextInput } from '../components/TextInput.tsx'
import type { FormDraft } from './formDraft.ts'
import { GoodsPicker } from './GoodsPicker.tsx'
import { TimeChooser } from './TimeChooser.tsx'
import { WhoAndWhere } from './WhoAndWhere.tsx'
import { WhoComes } from './WhoComes.tsx'
import type { Common } from './words.ts'
import { commonGoods, commonNotes, requestWords as words } from './words.ts'

export interface FormDetailsProps {
  draft: FormDraft
  kind: FormKind
  me: Me
  station: MyStation | undefined
  /** At this station, the most wanted first. */
  oftenBought: readonly Common[] | undefined
  /** The building was taken from the poster that was scanned. */
  fromPoster: boolean
  faults: Faults
  onChange(part: Partial<FormDraft>): void
}

const LONGEST_NOTE = 400
const BY_APPOINTMENT: readonly FormKind[] = ['escort', 'childcare']

/** What, how much, until when, for whom and where. */
export function FormDetails({ draft, kind, me, station, oftenBought, fromPoster, faults, onChange }: FormDetailsProps) {
  const goods = commonGoods[kind] && goodsFor(kind, oftenBought)
  const notes = commonNotes[kind] ?? []
  const note = (
    <Field
      name="note"
      label={kind === 'other' ? words.noteNeeded : words.note}
      placeholder={words.notePlaceholder}
      value={draft.note}
      maxLength={LONGEST_NOTE}
      note={faults.note}
      faulty={faults.note !== undefined}
      onWrite={(written) => onChange({ note: written })}
    />
  )
  return (
    <>
      {kind === 'other' ? note : null}
      {goods === undefined ? null : (
        <GoodsPicker common={goods} items={draft.items} faults={faults} onChange={(items) => onChange({ items })} />
      )}
      {notes.length === 0 ? null : (
        <Choice
          label={words.oftenMeant}
          look="chips"
          options={notes.map((each) => ({ value: each, word: each }))}
          chosen={draft.phrases}
          onChoose={(each) => onChange({ phrases: toggled(draft.phrases, each) })}
        />
      )}
      <TimeChooser
        time={draft.time}
        today={new Date()}
        needsHour={BY_APPOINTMENT.includes(kind)}
        faults={faults}
        onChange={(time) => onChange({ time })}
      />
      <WhoAndWhere
        draft={draft}
        me={me}
        station={station}
        fromPoster={fromPoster}
        brought={goods !== undefined}
        faults={faults}
        onChange={onChange}
      />
      {goods === undefined ? <WhoComes chosen={draft} faults={faults} onChange={onChange} /> : null}
      {goods === undefined ? null : <Budget value={draft.budget} fault={faults.budgetFen} onChange={onChange} />}
      {kind === 'other' ? null : note}
    </>
  )
}

const GOODS_SHOWN = 15

/** What many people here have bought comes first; then what people buy anywhere. */
function goodsFor(kind: FormKind, oftenBought: readonly Common[] = []): readonly Common[] {
  const known = commonGoods[kind] ?? []
  if (kind !== 'groceries') return known
  const others = known.filter(({ name }) => !oftenBought.some((one) => one.name === name))
  return [...oftenBought, ...others].slice(0, GOODS_SHOWN)
}

function Budget({
  value,
  fault,
  onChange,
}: {
  value: string
  fault?: string
  onChange(part: { budget: string }): void
}) {
  return (
    <TextInput
      name="budget"
      kind="digits"
      label={words.budget}
      hint={words.budgetHint}
      value={value}
      maxLength={5}
      fault={fault}
      onWrite={(budget) => onChange({ budget })}
    />
  )
}
