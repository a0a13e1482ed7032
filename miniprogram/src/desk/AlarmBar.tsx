import { Box, Line } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { goTo } from '../session/places.ts'
import { inOrder, isEmergency } from './alarms.ts'
import { useDeskRead } from './useDesk.ts'
import { words } from './words.ts'

/** Makes no sound and cannot be missed: red for danger until it is dealt with, amber for what nobody has looked at. */
export function AlarmBar() {
  const { data } = useDeskRead('listAlarms', { query: { limit: '100' } })
  const alarms = inOrder(data?.items ?? [])
  const emergencies = alarms.filter(isEmergency)
  const unseen = alarms.filter(({ state }) => state === 'open')
  if (emergencies.length === 0 && unseen.length === 0) return null
  const danger = emergencies.length > 0
  const [first] = danger ? emergencies : unseen
  return (
    <Box className={danger ? 'alarm-bar is-emergency' : 'alarm-bar'} role="alert">
      <Line className="alarm-bar-sign" hidden>
        !
      </Line>
      <Line className="alarm-bar-words">
        {danger ? words.alarms.barEmergency(emergencies.length) : words.alarms.bar(unseen.length)}
        {` · ${danger ? (first?.seenBy ? words.alarms.barSeen(first.seenBy.name) : words.alarms.barUnseen) : (first?.kindWord ?? '')}`}
      </Line>
      <Button className="alarm-bar-look" onTap={() => goTo('alarms')}>
        {words.alarms.look}
      </Button>
    </Box>
  )
}
