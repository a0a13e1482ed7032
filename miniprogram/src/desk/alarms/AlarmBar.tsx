import type { Alarm } from '../../api/routes/desk.ts'
import { Box, Line } from '../../components/elements.tsx'
import { Button } from '../../components/Button.tsx'
import { useAct } from '../../hooks/useAct.ts'
import { goTo } from '../../session/places.ts'
import { inOrder, isEmergency, whoAndWhere } from './alarms.ts'
import { freshen } from '../freshen.ts'
import { agoWord, useNow } from '../time.ts'
import { useDeskRead } from '../useDesk.ts'
import { words } from '../../words.ts'
import { alarmWords } from './words.ts'

/** Makes no sound and cannot be missed: red for danger until it is dealt with, amber for what nobody has looked at. */
export function AlarmBar() {
  const { data, state, refresh } = useDeskRead('listAlarms', { query: { limit: '100' } })
  const now = useNow()
  const see = useAct('seeAlarm', freshen)
  const alarms = inOrder(data?.items ?? [])
  const emergencies = alarms.filter(isEmergency)
  const unseen = alarms.filter(({ state }) => state === 'open')
  const danger = emergencies.length > 0
  const [first] = danger ? emergencies : unseen
  if (first === undefined) return state === 'failed' ? <Unread onRetry={refresh} /> : null
  return (
    <Box className={danger ? 'alarm-bar is-emergency' : 'alarm-bar'} role="alert">
      <Line className="alarm-bar-sign" hidden>
        !
      </Line>
      <Line className="alarm-bar-words">
        {danger ? alarmWords.barEmergency(emergencies.length) : alarmWords.bar(unseen.length)}
        {` · ${danger ? standingOf(first, now) : first.kindWord}`}
      </Line>
      {danger && first.abilities.see ? (
        <Button className="alarm-bar-look" busy={see.busy} onTap={() => see.run({ params: { id: first.id } })}>
          {alarmWords.see}
        </Button>
      ) : null}
      <Button className="alarm-bar-look" onTap={() => goTo('alarms')}>
        {alarmWords.look}
      </Button>
    </Box>
  )
}

/** Nothing to be seen is not the same as nothing there. */
function Unread({ onRetry }: { onRetry(): void }) {
  return (
    <Box className="alarm-bar" role="alert">
      <Line className="alarm-bar-sign" hidden>
        !
      </Line>
      <Line className="alarm-bar-words">{alarmWords.barUnread}</Line>
      <Button className="alarm-bar-look" onTap={onRetry}>
        {words.retry}
      </Button>
    </Box>
  )
}

/** Of the first one: who, where, since when, and who has it. */
function standingOf(alarm: Alarm, now: number): string {
  const { seenBy, raisedAt } = alarm
  return [whoAndWhere(alarm), agoWord(raisedAt, now), seenBy ? alarmWords.seen(seenBy.name) : alarmWords.barUnseen]
    .filter(Boolean)
    .join(' · ')
}
