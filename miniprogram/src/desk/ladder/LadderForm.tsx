import { useEffect, useState } from 'react'
import type { Faults } from '../../api/apiError.ts'
import type { Ladders, LadderTrial } from '../../api/routes/desk.ts'
import { Bar } from '../../components/Bar.tsx'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { Box, Heading, Paragraph } from '../../components/elements.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Select } from '../../components/Select.tsx'
import { TextInput } from '../../components/TextInput.tsx'
import { useAct } from '../../hooks/useAct.ts'
import { callsStaff, draftsOf, rungsOf, withoutRung, withRung } from './ladderDraft.ts'
import type { RungDraft } from './ladderDraft.ts'
import { TrialBox } from './TrialBox.tsx'
import { ladderWords } from './words.ts'

export interface LadderFormProps {
  ladder: Ladders['items'][number]
  version: number
  onSaved(saved: Ladders): void
  /** Somebody else was quicker: the newest version is read, what was written stays. */
  onStale(): void
  onStop(): void
}

/** One ladder in the hands of whoever answers for the station: each fault beside its rung, and a trial before it is saved. */
export function LadderForm({ ladder, version, onSaved, onStale, onStop }: LadderFormProps) {
  const [drafts, setDrafts] = useState<RungDraft[]>(() => draftsOf(ladder.rungs))
  const [trial, setTrial] = useState<LadderTrial>()
  const save = useAct('saveLadder', onSaved)
  const tryIt = useAct('tryLadder', setTrial)
  const stale = save.failure === 'conflict'
  useEffect(() => {
    if (stale) onStale()
  }, [stale, onStale])
  const faults = { ...tryIt.faults, ...save.faults }
  const isFaulty = Object.keys(faults).length > 0
  const write = (next: RungDraft[]) => {
    save.clear()
    tryIt.clear()
    setTrial(undefined)
    setDrafts(next)
  }
  const rungs = rungsOf(drafts)
  const error = save.error ?? tryIt.error
  return (
    <Box className="column">
      <Heading className="section-title">{ladderWords.changeLabel(ladder.word)}</Heading>
      <Box className="rungs">
        {drafts.map((draft, at) => (
          <RungFields
            key={draft.id}
            at={at}
            draft={draft}
            drafts={drafts}
            faults={faults}
            onChange={(parts) => write(drafts.map((one, n) => (n === at ? { ...one, ...parts } : one)))}
            onRemove={callsStaff(draft) ? undefined : () => write(withoutRung(drafts, draft.id))}
          />
        ))}
      </Box>
      {ladder.name === 'emergency' ? null : (
        <Button onTap={() => write(withRung(drafts))}>{ladderWords.addRung}</Button>
      )}
      {trial === undefined ? null : <TrialBox trial={trial} />}
      {faults.rungs === undefined ? null : <Notice tone="wait" title={faults.rungs} />}
      {error === undefined ? null : <Notice tone="wait" urgent title={stale ? ladderWords.conflict : error} />}
      {isFaulty ? <Paragraph className="field-note">{ladderWords.faulty}</Paragraph> : null}
      <Bar>
        <Button onTap={onStop}>{ladderWords.stop}</Button>
        <Button busy={tryIt.busy} onTap={() => tryIt.run({ body: { name: ladder.name, rungs } })}>
          {ladderWords.tryIt}
        </Button>
        <Button
          kind="main"
          className="bar-main"
          busy={save.busy}
          onTap={() => save.run({ body: { version, name: ladder.name, rungs } })}
        >
          {ladderWords.save}
        </Button>
      </Bar>
    </Box>
  )
}

interface RungFieldsProps {
  at: number
  draft: RungDraft
  drafts: readonly RungDraft[]
  faults: Faults
  onChange(parts: Partial<RungDraft>): void
  onRemove?: () => void
}

function RungFields({ at, draft, drafts, faults, onChange, onRemove }: RungFieldsProps) {
  const faultOf = (field: keyof RungDraft) => faults[`rungs.${at}.${field}`]
  const staff = callsStaff(draft)
  const nexts = [
    ...drafts.flatMap(({ id }, n) => (n === at ? [] : [{ value: id, word: ladderWords.nth(n + 1) }])),
    { value: '', word: ladderWords.end },
  ]
  return (
    <Card label={ladderWords.nth(at + 1)}>
      <Heading className="section-title">{ladderWords.nth(at + 1)}</Heading>
      <Select
        name={`who-${draft.id}`}
        label={ladderWords.who}
        placeholder={ladderWords.choose}
        options={ladderWords.reach}
        value={draft.who}
        fault={faultOf('who') ?? faultOf('id')}
        onChoose={(who) => onChange({ who })}
      />
      <Box className="office-pair">
        {staff ? null : (
          <TextInput
            name={`ask-${draft.id}`}
            label={ladderWords.ask}
            kind="digits"
            value={draft.ask}
            maxLength={3}
            fault={faultOf('ask')}
            onWrite={(ask) => onChange({ ask })}
          />
        )}
        <TextInput
          name={`minutes-${draft.id}`}
          label={ladderWords.minutes}
          kind="digits"
          value={draft.minutes}
          maxLength={6}
          fault={faultOf('minutes')}
          onWrite={(minutes) => onChange({ minutes })}
        />
      </Box>
      {staff ? null : (
        <>
          <Select
            name={`channel-${draft.id}`}
            label={ladderWords.channel}
            placeholder={ladderWords.choose}
            options={ladderWords.channels}
            value={draft.channel}
            fault={faultOf('channel')}
            onChoose={(channel) => onChange({ channel })}
          />
          <Select
            name={`quiet-${draft.id}`}
            label={ladderWords.atNight}
            placeholder={ladderWords.choose}
            options={ladderWords.nights}
            value={draft.inQuietHours}
            onChoose={(inQuietHours) => onChange({ inQuietHours })}
          />
        </>
      )}
      <Select
        name={`next-${draft.id}`}
        label={ladderWords.next}
        placeholder={ladderWords.choose}
        options={nexts}
        value={draft.next ?? ''}
        fault={faultOf('next')}
        onChoose={(next) => onChange({ next: next === '' ? null : next })}
      />
      {onRemove === undefined ? null : (
        <Button kind="quiet" label={ladderWords.removeLabel(at + 1)} onTap={onRemove}>
          {ladderWords.remove}
        </Button>
      )}
    </Card>
  )
}
