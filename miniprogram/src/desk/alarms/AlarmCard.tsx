import type { Alarm } from '../../api/routes/desk.ts'
import { Box, Line, Paragraph } from '../../components/elements.tsx'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { Notice } from '../../components/Notice.tsx'
import { Tag } from '../../components/Tag.tsx'
import { useAct } from '../../hooks/useAct.ts'
import { openPage, PLACES } from '../../session/places.ts'
import { isEmergency, whoAndWhere } from './alarms.ts'
import { freshen } from '../freshen.ts'
import { agoWord } from '../time.ts'
import { useAlarmWords } from './useAlarmWords.ts'
import { useContact } from './useContact.ts'
import { alarmWords } from './words.ts'

/** One alarm: who and where, what was said, since when; and in one tap each: take it, ring. */
export function AlarmCard({ alarm, now }: { alarm: Alarm; now: number }) {
  const params = { params: { id: alarm.id } }
  const spoken = useAlarmWords(alarm)
  const contact = useContact(alarm)
  const see = useAct('seeAlarm', freshen)
  const close = useAct('closeAlarm', freshen)
  const { code, abilities } = alarm
  const error = spoken.error ?? contact.error ?? see.error ?? close.error
  return (
    <Card listed tone={isEmergency(alarm) ? 'emergency' : 'plain'} label={alarm.kindWord}>
      <Head alarm={alarm} />
      {alarm.about === undefined ? null : <Paragraph className="alarm-who">{whoAndWhere(alarm)}</Paragraph>}
      {spoken.words === undefined ? null : <Paragraph className="file-text">{spoken.words}</Paragraph>}
      <Paragraph className="invitation">{standing(alarm, now)}</Paragraph>
      {contact.door === undefined ? null : <Paragraph className="alarm-who">{contact.door}</Paragraph>}
      <Paragraph>{alarmWords.about[alarm.kind]}</Paragraph>
      {error === undefined ? null : <Notice tone="wait" urgent title={error} />}
      <Box className="acts">
        {abilities.see ? (
          <Button kind="strong" busy={see.busy} onTap={() => see.run(params)}>
            {alarmWords.see}
          </Button>
        ) : null}
        <Reach alarm={alarm} contact={contact} />
        {spoken.words === undefined ? (
          <Button busy={spoken.busy} onTap={spoken.open}>
            {alarmWords.words}
          </Button>
        ) : null}
        {code === undefined ? null : (
          <Button onTap={() => openPage(PLACES.board.page, { code })}>{alarmWords.request}</Button>
        )}
        {abilities.close ? (
          <Button busy={close.busy} onTap={() => close.run(params)}>
            {alarmWords.close}
          </Button>
        ) : null}
      </Box>
      {alarm.about?.phoneKnown || alarm.about?.doorKnown ? (
        <Paragraph className="field-note">{alarmWords.recorded}</Paragraph>
      ) : null}
    </Card>
  )
}

function Head({ alarm }: { alarm: Alarm }) {
  const { code, state } = alarm
  return (
    <Box className="request-head">
      <Paragraph className="request-summary">
        {alarm.kindWord} {code === undefined ? null : <Line className="request-code">{`〔${code}〕`}</Line>}
      </Paragraph>
      <Tag tone={isEmergency(alarm) ? 'emergency' : state === 'open' ? 'wait' : 'going'}>{alarm.stateWord}</Tag>
    </Box>
  )
}

/** Since when, and who has it. */
function standing({ raisedAt, seenBy, owner, overdue }: Alarm, now: number): string {
  return [
    alarmWords.raised(agoWord(raisedAt, now)),
    seenBy ? alarmWords.seen(seenBy.name) : owner && alarmWords.owner(owner.name),
    overdue ? alarmWords.overdue : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** The number is rung, the door is shown; either is read for this, and the reading stands on record. */
function Reach({ alarm: { about }, contact }: { alarm: Alarm; contact: ReturnType<typeof useContact> }) {
  if (about === undefined) return null
  return (
    <>
      {about.phoneKnown ? (
        <Button kind="strong" busy={contact.busy} onTap={contact.ring}>
          {alarmWords.call(about.name)}
        </Button>
      ) : null}
      {about.doorKnown && contact.door === undefined ? (
        <Button busy={contact.busy} onTap={contact.showDoor}>
          {alarmWords.door}
        </Button>
      ) : null}
    </>
  )
}
