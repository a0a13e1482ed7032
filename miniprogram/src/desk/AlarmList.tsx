import { useState } from 'react'
import type { Alarm } from '../api/routes/desk.ts'
import { Box, Line, List, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Notice } from '../components/Notice.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { Tag } from '../components/Tag.tsx'
import { useAct } from '../hooks/useAct.ts'
import { openPage, PLACES } from '../session/places.ts'
import { inOrder, isEmergency } from './alarms.ts'
import { freshen } from './freshen.ts'
import { agoWord, useNow } from './time.ts'
import { useDeskRead } from './useDesk.ts'
import { words } from './words.ts'

/** Everything that calls for a person of the station, danger first. */
export function AlarmList() {
  const alarms = useDeskRead('listAlarms', { query: { limit: '100' } })
  const now = useNow()
  const items = inOrder(alarms.data?.items ?? [])
  return (
    <Box className="alarms">
      <ReadNotice
        state={alarms.state}
        known={alarms.data !== undefined}
        gone={{ title: words.goneTitle, text: words.goneText }}
        onRetry={alarms.refresh}
      />
      {alarms.data !== undefined && items.length === 0 ? (
        <Notice title={words.alarms.emptyTitle}>{words.alarms.emptyText}</Notice>
      ) : null}
      <List className="list alarm-list">
        {items.map((alarm) => (
          <AlarmCard key={alarm.id} alarm={alarm} now={now} />
        ))}
      </List>
    </Box>
  )
}

function AlarmCard({ alarm, now }: { alarm: Alarm; now: number }) {
  const [text, setText] = useState<string>()
  const params = { params: { id: alarm.id } }
  const open = useAct('readAlarm', (file) => setText(file.text))
  const see = useAct('seeAlarm', freshen)
  const close = useAct('closeAlarm', freshen)
  const { code } = alarm
  const error = open.error ?? see.error ?? close.error
  return (
    <Card listed label={alarm.kindWord}>
      <Box className="request-head">
        <Paragraph className="request-summary">
          {alarm.kindWord} {code === undefined ? null : <Line className="request-code">{`〔${code}〕`}</Line>}
        </Paragraph>
        <Tag tone={isEmergency(alarm) ? 'emergency' : alarm.state === 'open' ? 'wait' : 'going'}>{alarm.stateWord}</Tag>
      </Box>
      <Paragraph>{words.alarms.about[alarm.kind]}</Paragraph>
      <Paragraph className="invitation">
        {[
          words.alarms.raised(agoWord(alarm.raisedAt, now)),
          alarm.seenBy ? words.alarms.seen(alarm.seenBy.name) : alarm.owner && words.alarms.owner(alarm.owner.name),
          alarm.overdue ? words.alarms.overdue : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </Paragraph>
      {text === undefined ? null : <Paragraph className="file-text">{text}</Paragraph>}
      {error === undefined ? null : <Notice tone="wait" urgent title={error} />}
      <Box className="acts">
        {alarm.abilities.see ? (
          <Button kind="strong" busy={see.busy} onTap={() => see.run(params)}>
            {words.alarms.see}
          </Button>
        ) : null}
        {text === undefined ? (
          <Button busy={open.busy} onTap={() => open.run(params)}>
            {words.alarms.words}
          </Button>
        ) : null}
        {code === undefined ? null : (
          <Button onTap={() => openPage(PLACES.board.page, { code })}>{words.alarms.request}</Button>
        )}
        {alarm.abilities.close ? (
          <Button busy={close.busy} onTap={() => close.run(params)}>
            {words.alarms.close}
          </Button>
        ) : null}
      </Box>
    </Card>
  )
}
