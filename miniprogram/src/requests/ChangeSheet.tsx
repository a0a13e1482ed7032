import { useState } from 'react'
import type { MyRequest } from '../api/routes.ts'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { Box, Paragraph } from '../components/elements.tsx'
import { Facts } from '../components/Facts.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { TextInput } from '../components/TextInput.tsx'
import { useAct } from '../hooks/useAct.ts'
import { useFirstFault } from '../hooks/useFirstFault.ts'
import { useRead } from '../hooks/useRead.ts'
import { filledParts } from '../station/address.ts'
import type { FilledAddress } from '../station/address.ts'
import { AddressFields } from '../station/AddressFields.tsx'
import { Answer } from './Answer.tsx'
import { fenOf, timeOf } from './formDraft.ts'
import type { ChosenItem, ChosenMoment } from './formDraft.ts'
import { GoodsPicker } from './GoodsPicker.tsx'
import { TimeChooser, UNTOUCHED } from './TimeChooser.tsx'
import { requestWords as words } from './words.ts'

export interface ChangeSheetProps {
  request: MyRequest
  onClose(): void
  onRead(request: MyRequest): void
  onStale(): void
}

const LONGEST_NOTE = 400

/** Goods, money, time or a word more: only what is touched is sent. */
export function ChangeSheet({ request, onClose, onRead, onStale }: ChangeSheetProps) {
  const [before] = useState(() => request.items.map(chosenOf))
  const [items, setItems] = useState(before)
  const [budget, setBudget] = useState(request.budgetFen === undefined ? '' : String(request.budgetFen / 100))
  const [time, setTime] = useState<ChosenMoment>({ choice: UNTOUCHED })
  const [address, setAddress] = useState<FilledAddress>()
  const station = useRead('readMyStation')
  const [note, setNote] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const change = useAct('changeMyRequest', (answer) => {
    const taken = answer.request.version !== request.version
    onRead(answer.request)
    if (taken) onClose()
    else setRefusal(answer.reply)
  })
  useFirstFault(change.faults)
  const fen = fenOf(budget)
  const body = {
    version: request.version,
    ...(items.length > 0 && !same(items, before) ? { items } : {}),
    ...(fen.budgetFen === request.budgetFen ? {} : fen),
    ...(time.choice === UNTOUCHED ? {} : { when: timeOf(time) }),
    ...(address === undefined || isSame(address, request.area) ? {} : { address: filledParts(address) }),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  }
  const stale = change.error !== undefined && Object.keys(change.faults).length === 0
  return (
    <Sheet title={words.changeTitle} onClose={onClose}>
      {refusal === undefined ? null : <Answer text={refusal} />}
      {request.goods ? <GoodsPicker common={[]} items={items} faults={change.faults} onChange={setItems} /> : null}
      <TimeChooser
        time={time}
        today={new Date()}
        present={request.whenWord ?? words.noTime}
        faults={change.faults}
        onChange={setTime}
      />
      {request.goods ? (
        <TextInput
          name="new-budget"
          kind="digits"
          label={words.budget}
          hint={words.budgetHint}
          value={budget}
          maxLength={5}
          fault={change.faults.budgetFen}
          onWrite={setBudget}
        />
      ) : null}
      {address === undefined ? (
        <Box className="present">
          <Facts facts={[[words.placeName, request.place === '' ? words.noPlace : request.place]]} />
          <Button onTap={() => setAddress(request.area)}>{words.elsewhereNow}</Button>
        </Box>
      ) : (
        <AddressFields
          zones={station.data?.zones}
          address={address}
          faults={change.faults}
          path="address"
          onChange={setAddress}
        />
      )}
      <Said said={request.said} />
      <Field
        name="new-note"
        label={words.note}
        placeholder={words.notePlaceholder}
        value={note}
        maxLength={LONGEST_NOTE}
        note={change.faults.note}
        faulty={change.faults.note !== undefined}
        onWrite={setNote}
      />
      {change.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {change.error}
        </Paragraph>
      )}
      {stale ? <Button onTap={onStale}>{words.seeNewest}</Button> : null}
      <Button
        kind="main"
        busy={change.busy}
        disabled={Object.keys(body).length === 1}
        onTap={() => change.run({ params: { code: request.code }, body })}
      >
        {words.saveChange}
      </Button>
    </Sheet>
  )
}

/** What was said so far: a word more comes on top of it. */
function Said({ said }: { said: MyRequest['said'] }) {
  if (said.length === 0) return null
  return (
    <Box className="said">
      <Paragraph className="field-label">{words.saidSoFar}</Paragraph>
      {said.map((line, i) => (
        <Paragraph key={`${i}${line}`} className="said-line">
          {words.quoted(line)}
        </Paragraph>
      ))}
    </Box>
  )
}

function isSame(address: FilledAddress, area: MyRequest['area']): boolean {
  const parts = Object.entries(filledParts(address))
  return parts.length === Object.keys(area).length && parts.every(([part, said]) => area[part as keyof typeof area] === said)
}

function chosenOf({ name, quantity, unit }: MyRequest['items'][number]): ChosenItem {
  return { name, quantity: quantity ?? 1, unit: unit ?? words.ownUnit }
}

function same(a: readonly ChosenItem[], b: readonly ChosenItem[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
