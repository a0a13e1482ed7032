import { Box, List } from '../../components/elements.tsx'
import { Notice } from '../../components/Notice.tsx'
import { ReadNotice } from '../../components/ReadNotice.tsx'
import { AlarmCard } from './AlarmCard.tsx'
import { GatewayCards } from '../watch/GatewayCards.tsx'
import { OperatorActs } from '../watch/OperatorActs.tsx'
import { inOrder } from './alarms.ts'
import { useNow } from '../time.ts'
import { useDeskRead } from '../useDesk.ts'
import { words } from '../words.ts'
import { alarmWords } from './words.ts'

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
        <Notice title={alarmWords.emptyTitle}>{alarmWords.emptyText}</Notice>
      ) : null}
      <List className="list alarm-list">
        {items.map((alarm) => (
          <AlarmCard key={alarm.id} alarm={alarm} now={now} />
        ))}
      </List>
      <OperatorActs now={now} />
      <GatewayCards now={now} />
    </Box>
  )
}
