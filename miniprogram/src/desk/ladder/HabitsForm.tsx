import { useState } from 'react'
import type { Ladders } from '../../api/routes/desk.ts'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Box, Heading, Item, List, Paragraph } from '../../components/elements.tsx'
import { Notice } from '../../components/Notice.tsx'
import { TextInput } from '../../components/TextInput.tsx'
import { useAct } from '../../hooks/useAct.ts'
import { habitWords, ladderWords } from './words.ts'

type Habits = Ladders['habits']
type Kind = Habits['easyKinds'][number]

interface HabitsFormProps {
  ladders: Ladders
  onSaved(saved: Ladders): void
  onStale(): void
}

/** Who carries, what goes together, how often people are asked: read by all staff, changed by whoever answers for the station. */
export function HabitsForm(props: HabitsFormProps) {
  const { habits, abilities } = props.ladders
  return (
    <Card label={habitWords.heading}>
      <Heading className="section-title">{habitWords.heading}</Heading>
      {abilities.change ? <ChangeHabits {...props} /> : <Sentences habits={habits} />}
      {habits.savedBy === undefined || habits.savedAt === undefined ? null : (
        <Paragraph className="field-note">{ladderWords.saved(habits.savedBy, habits.savedAt.slice(0, 10))}</Paragraph>
      )}
    </Card>
  )
}

function Sentences({ habits }: { habits: Habits }) {
  const { shopsCarry, tripWindowMinutes, asksPerWeek, easyKinds, equity, kindChoices } = habits
  const easy = kindChoices.filter(({ value }) => easyKinds.includes(value)).map(({ word }) => word)
  const sentences = [
    habitWords.carry[shopsCarry ? 'shop' : 'neighbour'].about,
    habitWords.tripIs(tripWindowMinutes),
    habitWords.asksAre(asksPerWeek),
    habitWords.easyAre(easy),
    habitWords.equity[equity ? 'on' : 'off'].about,
  ]
  return (
    <List className="changes">
      {sentences.map((sentence) => (
        <Item key={sentence} className="change">
          {sentence}
        </Item>
      ))}
    </List>
  )
}

function ChangeHabits({ ladders: { habits, version }, onSaved, onStale }: HabitsFormProps) {
  const [shopsCarry, setShopsCarry] = useState(habits.shopsCarry)
  const [minutes, setMinutes] = useState(String(habits.tripWindowMinutes))
  const [asks, setAsks] = useState(habits.asksPerWeek === null ? '' : String(habits.asksPerWeek))
  const [easyKinds, setEasyKinds] = useState<Kind[]>([...habits.easyKinds])
  const [equity, setEquity] = useState(habits.equity)
  const act = useAct('saveDispatchHabits', onSaved)
  const { carry } = habitWords
  const toggle = (kind: Kind) =>
    setEasyKinds((now) => (now.includes(kind) ? now.filter((one) => one !== kind) : [...now, kind]))
  const save = () =>
    act.run({
      body: { version, shopsCarry, tripWindowMinutes: Number(minutes), asksPerWeek: asks.trim() === '' ? null : Number(asks), easyKinds, equity },
    }) // prettier-ignore
  const faultOfKinds = Object.entries(act.faults).find(([path]) => path.startsWith('easyKinds'))?.[1]
  return (
    <>
      <Choice
        label={carry.label}
        options={[
          { value: 'shop', ...carry.shop },
          { value: 'neighbour', ...carry.neighbour },
        ]}
        chosen={[shopsCarry ? 'shop' : 'neighbour']}
        onChoose={(value) => setShopsCarry(value === 'shop')}
      />
      <TextInput
        name="trip-window"
        kind="digits"
        label={habitWords.trip}
        value={minutes}
        maxLength={2}
        hint={habitWords.tripHint}
        fault={act.faults.tripWindowMinutes}
        onWrite={setMinutes}
      />
      <TextInput
        name="asks-per-week"
        kind="digits"
        label={habitWords.asks}
        value={asks}
        maxLength={2}
        hint={habitWords.asksHint}
        fault={act.faults.asksPerWeek}
        onWrite={setAsks}
      />
      <Choice
        look="chips"
        label={habitWords.easy}
        options={habits.kindChoices}
        chosen={easyKinds}
        fault={faultOfKinds}
        onChoose={toggle}
      />
      <Choice
        label={habitWords.equity.label}
        options={[
          { value: 'on', ...habitWords.equity.on },
          { value: 'off', ...habitWords.equity.off },
        ]}
        chosen={[equity ? 'on' : 'off']}
        onChoose={(value) => setEquity(value === 'on')}
      />
      {act.error === undefined ? null : (
        <Notice tone="wait" urgent title={act.error} act={<Button onTap={onStale}>{habitWords.seeNewest}</Button>} />
      )}
      <Box className="acts">
        <Button kind="strong" busy={act.busy} onTap={save}>
          {habitWords.save}
        </Button>
      </Box>
    </>
  )
}
