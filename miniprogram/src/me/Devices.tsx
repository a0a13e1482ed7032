import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Box, Heading, List, Paragraph } from '../components/elements.tsx'
import { Facts } from '../components/Facts.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { Refusal } from '../components/Refusal.tsx'
import { useAct } from '../hooks/useAct.ts'
import { useRead } from '../hooks/useRead.ts'
import { sayTime } from './time.ts'
import { meWords as words } from './words.ts'

/** Where I am signed in, and one tap to be signed out everywhere else. */
export function Devices() {
  const { data, state, refresh } = useRead('listMySessions')
  const leave = useAct('closeMyOtherSessions', refresh)
  const items = data?.items ?? []
  return (
    <Box className="data-section">
      <Heading className="section-title">{words.devices}</Heading>
      <Paragraph className="invitation">{words.devicesText}</Paragraph>
      <ReadNotice state={state} known={data !== undefined} gone={words.gone} onRetry={refresh} />
      <List className="list">
        {items.map(({ id, since, lastSeen, isThisOne }) => (
          <Card key={id} listed>
            <Paragraph className="data-title">{isThisOne ? words.thisDevice : words.otherDevice}</Paragraph>
            <Facts
              facts={[
                [words.signedInSince, sayTime(since)],
                [words.lastUsed, sayTime(lastSeen)],
              ]}
            />
          </Card>
        ))}
      </List>
      <Refusal act={leave} />
      {items.length > 1 ? (
        <Button busy={leave.busy} onTap={() => leave.run()}>
          {words.leaveElsewhere}
        </Button>
      ) : null}
    </Box>
  )
}
