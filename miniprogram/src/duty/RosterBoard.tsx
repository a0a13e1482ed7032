import { useState } from 'react'
import type { Roster } from '../api/routes/office.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Box, Heading, Item, List, Paragraph } from '../components/elements.tsx'
import { Notice } from '../components/Notice.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { useAct } from '../hooks/useAct.ts'
import { useRead } from '../hooks/useRead.ts'
import { openPage } from '../session/places.ts'
import { RosterForm } from './RosterForm.tsx'
import { words } from './words.ts'

const EVERY_MS = 60_000

/** Who answers now, the hours that nobody covers, the shifts of the week. */
export function RosterBoard() {
  const { data, state, refresh, put } = useRead('readRoster', {}, EVERY_MS)
  const [changing, setChanging] = useState(false)
  const notice = <ReadNotice state={state} known={data !== undefined} gone={words.gone} onRetry={refresh} />
  if (data === undefined || state === 'gone') return notice
  return (
    <Box className="columns">
      <Box className="column">
        {notice}
        <OnDuty roster={data} onChanged={put} />
        <Gaps roster={data} />
        <Button onTap={() => openPage('/desk/pages/ladders/index')}>{words.ladders}</Button>
        <Button onTap={() => openPage('/recurring/pages/station/index')}>{words.recurring}</Button>
      </Box>
      <Box className="column">
        {changing ? (
          <RosterForm
            roster={data}
            onSaved={(saved) => {
              put(saved)
              setChanging(false)
            }}
            onStale={refresh}
            onStop={() => setChanging(false)}
          />
        ) : (
          <Shifts roster={data} onChange={data.abilities.change ? () => setChanging(true) : undefined} />
        )}
      </Box>
    </Box>
  )
}

function OnDuty({ roster: { onDuty, abilities }, onChanged }: { roster: Roster; onChanged(roster: Roster): void }) {
  const act = useAct('changeMyDuty', onChanged)
  const { now, next } = onDuty
  return (
    <Card label={words.now}>
      <Heading className="section-title">{words.now}</Heading>
      <Paragraph className="request-summary">
        {now === undefined ? words.nobody : words.onDuty(now.name, now.reasonWord)}
      </Paragraph>
      {next === undefined ? null : <Paragraph className="invitation">{words.next(next.name, next.atWord)}</Paragraph>}
      {act.error === undefined ? null : <Notice tone="wait" title={act.error} />}
      <Box className="acts">
        {abilities.comeOn ? (
          <Button kind="strong" busy={act.busy} onTap={() => act.run({ body: { onDuty: true } })}>
            {words.comeOn}
          </Button>
        ) : null}
        {abilities.goOff ? (
          <Button busy={act.busy} onTap={() => act.run({ body: { onDuty: false } })}>
            {words.goOff}
          </Button>
        ) : null}
      </Box>
    </Card>
  )
}

function Gaps({ roster: { gaps } }: { roster: Roster }) {
  if (gaps.length === 0) return <Notice title={words.noGaps} />
  return (
    <Card label={words.gaps}>
      <Heading className="section-title">{words.gaps}</Heading>
      <List className="changes">
        {gaps.map(({ word, answeredBy }) => (
          <Item key={`${word} ${answeredBy?.id ?? ''}`} className="change">
            {words.gap(word, answeredBy?.name)}
          </Item>
        ))}
      </List>
    </Card>
  )
}

function Shifts({ roster, onChange }: { roster: Roster; onChange?: () => void }) {
  return (
    <Card label={words.shifts}>
      <Heading className="section-title">{words.shifts}</Heading>
      {roster.shifts.length === 0 ? <Paragraph className="invitation">{words.noShifts}</Paragraph> : null}
      <List className="changes">
        {roster.shifts.map(({ personId, name, days, from, to }) => (
          <Item key={`${personId} ${days.join('')} ${from}`} className="change">
            {words.shift(name, days, from, to)}
          </Item>
        ))}
      </List>
      {roster.savedBy === undefined || roster.savedAt === undefined ? null : (
        <Paragraph className="field-note">{words.saved(roster.savedBy, roster.savedAt.slice(0, 10))}</Paragraph>
      )}
      {onChange === undefined ? null : <Button onTap={onChange}>{words.change}</Button>}
    </Card>
  )
}
