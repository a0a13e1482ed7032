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
import { AddressFields } from '../station/AddressFields.tsx'
import { Answer } from './Answer.tsx'
import { changeOf, draftOf } from './changeDraft.ts'
import type { ChangeDraft } from './changeDraft.ts'
import { ChangeHelpers, ChangeWho } from './ChangePeople.tsx'
import { GoodsPicker } from './GoodsPicker.tsx'
import { TimeChooser } from './TimeChooser.tsx'
import { requestWords as words } from './words.ts'

export interface ChangeSheetProps {
  request: MyRequest
  onClose(): void
  onRead(request: MyRequest): void
  onStale(): void
}

const LONGEST_NOTE = 400

/** Goods, money, time, for whom, where, who comes, or a word more: only what is touched is sent. */
export function ChangeSheet({ request, onClose, onRead, onStale }: ChangeSheetProps) {
  const [draft, setDraft] = useState<ChangeDraft>(() => draftOf(request))
  const put = (part: Partial<ChangeDraft>) => setDraft((now) => ({ ...now, ...part }))
  const me = useRead('readMe')
  const station = useRead('readMyStation')
  const [refusal, setRefusal] = useState<string>()
  const change = useAct('changeMyRequest', (answer) => {
    const taken = answer.request.version !== request.version
    onRead(answer.request)
    if (taken) onClose()
    else setRefusal(answer.reply)
  })
  const { faults } = change
  useFirstFault(faults)
  const body = changeOf(draft, request, me.data)
  const stale = change.error !== undefined && Object.keys(faults).length === 0
  return (
    <Sheet title={words.changeTitle} onClose={onClose}>
      {refusal === undefined ? null : <Answer text={refusal} />}
      {request.goods ? (
        <GoodsPicker common={[]} items={draft.items} faults={faults} onChange={(items) => put({ items })} />
      ) : null}
      <TimeChooser
        time={draft.time}
        today={new Date()}
        present={request.whenWord ?? words.noTime}
        faults={faults}
        onChange={(time) => put({ time })}
      />
      {request.goods ? (
        <TextInput
          name="new-budget"
          kind="digits"
          label={words.budget}
          hint={words.budgetHint}
          value={draft.budget}
          maxLength={5}
          fault={faults.budgetFen}
          onWrite={(budget) => put({ budget })}
        />
      ) : null}
      <ChangeWho request={request} draft={draft} me={me.data} faults={faults} onChange={put} />
      {draft.address === undefined ? (
        <Box className="present">
          <Facts facts={[[words.placeName, request.place === '' ? words.noPlace : request.place]]} />
          <Button onTap={() => put({ address: request.area })}>{words.elsewhereNow}</Button>
        </Box>
      ) : (
        <AddressFields
          zones={station.data?.zones}
          address={draft.address}
          faults={faults}
          path="address"
          onChange={(address) => put({ address })}
        />
      )}
      <ChangeHelpers request={request} draft={draft} faults={faults} onChange={put} />
      <Said said={request.said} />
      <Field
        name="new-note"
        label={words.note}
        placeholder={words.notePlaceholder}
        value={draft.note}
        maxLength={LONGEST_NOTE}
        note={faults.note}
        faulty={faults.note !== undefined}
        onWrite={(note) => put({ note })}
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
