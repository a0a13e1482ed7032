import { useEffect, useState } from 'react'
import { Box, Heading, Paragraph } from '../../components/elements.tsx'
import { Bar } from '../../components/Bar.tsx'
import { Button } from '../../components/Button.tsx'
import { Choice, toggled } from '../../components/Choice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Select } from '../../components/Select.tsx'
import { TextInput } from '../../components/TextInput.tsx'
import { openPage, PLACES } from '../../session/places.ts'
import { AddressFields } from '../../station/AddressFields.tsx'
import { useDeskRead } from '../useDesk.ts'
import { words } from '../words.ts'
import { entryWords } from './words.ts'
import { AskerField } from './AskerField.tsx'
import { ItemsField, WhenField } from './NeedFields.tsx'
import { useEntry } from './useEntry.ts'
import type { EntryWork } from './useEntry.ts'

const HELPERS = [1, 2, 3, 4, 5] as const

/** One screen, from top to bottom by the Tab key: a sentence, who, what, when, where, and the button. */
export function EntryForm() {
  const work = useEntry()
  const { done } = work
  const [turns, setTurns] = useState(0)
  // One writes at once: the first time, and for the next one.
  useEffect(() => setTurns((now) => now + 1), [done])
  if (done !== undefined) return <Done work={work} done={done} />
  const { fields, put, sending, reading } = work
  const problem = work.lacking ?? sending.error
  return (
    <Box className="entry">
      <Box className="entry-sentence">
        <TextInput
          name="entry-sentence"
          label={entryWords.sentence}
          placeholder={entryWords.sentencePlaceholder}
          value={fields.sentence}
          maxLength={500}
          focusOn={turns}
          hint={reading.busy ? entryWords.reading : undefined}
          fault={reading.error ?? sending.faults.text}
          onWrite={(sentence) => put({ sentence })}
          onSend={work.read}
        />
        <Button busy={reading.busy} onTap={work.read}>
          {entryWords.fill}
        </Button>
      </Box>
      {work.refusal === undefined ? null : <Notice tone="wait" urgent title={work.refusal} />}
      {work.doubts.length === 0 || work.refusal !== undefined ? null : (
        <Notice tone="wait" title={words.doubts}>
          {work.doubts.join('、')}
        </Notice>
      )}
      <Box className="entry-columns">
        <Who work={work} />
        <What work={work} />
        <Where work={work} />
      </Box>
      {problem === undefined ? null : <Notice tone="wait" urgent title={problem} />}
      <Bar>
        <Button disabled={sending.busy} onTap={() => work.send(false)}>
          {entryWords.keep}
        </Button>
        <Button kind="main" className="bar-main" busy={sending.busy} onTap={() => work.send(true)}>
          {entryWords.go}
        </Button>
      </Bar>
    </Box>
  )
}

function Who({ work: { fields, put, sending } }: { work: EntryWork }) {
  return (
    <Box className="entry-column">
      <AskerField {...fields} faults={sending.faults} onChange={put} />
      <Choice
        look="chips"
        label={entryWords.channel}
        options={(['visit', 'phone'] as const).map((value) => ({ value, word: entryWords.channels[value] }))}
        chosen={[fields.channel]}
        onChoose={(channel) => put({ channel })}
      />
      <Choice
        look="chips"
        label={entryWords.beneficiary}
        options={[
          { value: '', word: entryWords.self },
          ...entryWords.beneficiaries.map((word) => ({ value: word as string, word })),
        ]}
        chosen={[fields.beneficiary]}
        onChoose={(beneficiary) => put({ beneficiary })}
      />
    </Box>
  )
}

function Where({ work: { fields, put, sending } }: { work: EntryWork }) {
  const desk = useDeskRead('readDesk')
  return (
    <Box className="entry-column">
      <WhenField when={fields.when} readWord={fields.whenWord} onWhen={(when) => put({ when })} />
      <Heading className="field-label">{entryWords.address}</Heading>
      {fields.asker?.place ? (
        <Paragraph className="field-note">{entryWords.atHome(fields.asker.place)}</Paragraph>
      ) : null}
      <AddressFields
        onlyListed
        zones={desk.data?.zones}
        address={fields.address}
        faults={sending.faults}
        path="address"
        onChange={(address) => put({ address })}
      />
      <Choice
        look="chips"
        label={entryWords.helpers}
        options={HELPERS.map((count) => ({ value: String(count), word: entryWords.helperCount(count) }))}
        chosen={[String(fields.helpers)]}
        onChoose={(count) => put({ helpers: Number(count) })}
      />
      <Choice
        look="chips"
        label={entryWords.gender}
        options={entryWords.genders}
        chosen={[fields.gender]}
        onChoose={(gender) => put({ gender })}
      />
      <Choice
        look="chips"
        label={entryWords.language}
        options={entryWords.languages}
        chosen={[fields.language]}
        onChoose={(language) => put({ language })}
      />
      <Choice
        look="chips"
        label={entryWords.urgent}
        options={[{ value: 'yes', word: entryWords.urgentYes }]}
        chosen={fields.urgent ? ['yes'] : []}
        onChoose={() => put({ urgent: !fields.urgent })}
      />
    </Box>
  )
}

function What({ work: { fields, put, sending } }: { work: EntryWork }) {
  const kinds = Object.keys(words.kinds) as (keyof typeof words.kinds)[]
  const groups = Object.keys(words.groups) as (keyof typeof words.groups)[]
  return (
    <Box className="entry-column">
      <Select
        name="category"
        label={entryWords.kind}
        placeholder={entryWords.choose}
        value={fields.category === '' ? undefined : fields.category}
        fault={sending.faults.category}
        options={kinds.map((value) => ({ value, word: words.kinds[value] }))}
        onChoose={(category) => put({ category })}
      />
      <ItemsField
        items={fields.items}
        line={fields.line}
        faults={sending.faults}
        onItems={(items, line) => put({ items, line })}
      />
      <TextInput
        name="budget"
        label={entryWords.budget}
        kind="digits"
        value={fields.budget}
        maxLength={7}
        fault={sending.faults.budgetFen}
        onWrite={(budget) => put({ budget })}
      />
      <Choice
        look="chips"
        label={entryWords.groups}
        options={groups.map((value) => ({ value, word: words.groups[value] }))}
        chosen={fields.groups}
        onChoose={(group) => put({ groups: toggled(fields.groups, group) })}
      />
    </Box>
  )
}

function Done({ work, done: { entered, seconds } }: { work: EntryWork; done: NonNullable<EntryWork['done']> }) {
  return (
    <Box className="narrow">
      <Notice
        urgent
        tone={entered.request.status === 'rejected' ? 'wait' : 'plain'}
        title={entered.say}
        act={
          <Box className="acts">
            <Button kind="strong" onTap={work.again}>
              {entryWords.again}
            </Button>
            <Button onTap={() => openPage(PLACES.board.page, { code: entered.request.code })}>{entryWords.look}</Button>
          </Box>
        }
      >
        {`${entered.request.requester.name} · ${entered.request.summary} · ${entered.request.place} · ${entryWords.seconds(seconds)}`}
      </Notice>
    </Box>
  )
}
