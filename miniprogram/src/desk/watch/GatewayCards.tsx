import { useState } from 'react'
import type { Gateway } from '../../api/routes/desk.ts'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { CodePicture } from '../../components/CodePicture.tsx'
import { Box, List, Paragraph } from '../../components/elements.tsx'
import { Tag } from '../../components/Tag.tsx'
import type { Tone } from '../../components/Tag.tsx'
import { agoWord } from '../time.ts'
import { useDeskRead } from '../useDesk.ts'
import { Unread } from './Unread.tsx'
import { words } from './words.ts'

const TONES: Record<Gateway['state'], Tone> = {
  online: 'done',
  starting: 'going',
  scan: 'wait',
  offline: 'wait',
  halted: 'wait',
}

/** Whether the assistant hears and speaks, and the code by which it, or one more person, comes in. Nothing where no chat is set up. */
export function GatewayCards({ now }: { now: number }) {
  const { data, state } = useDeskRead('listGateways')
  if (data === undefined) return <Unread state={state} says={words.gateways.unread} />
  if (data.items.length === 0) return null
  return (
    <List className="list alarm-list">
      {data.items.map((gateway) => (
        <GatewayCard key={gateway.id} gateway={gateway} mayScan={data.abilities.scan} now={now} />
      ))}
    </List>
  )
}

function GatewayCard({ gateway, mayScan, now }: { gateway: Gateway; mayScan: boolean; now: number }) {
  const { reach, state, stateWord, since } = gateway
  return (
    <Card listed label={words.gateways.names[reach]}>
      <Box className="request-head">
        <Paragraph className="request-summary">{words.gateways.names[reach]}</Paragraph>
        <Tag tone={TONES[state]}>{stateWord}</Tag>
      </Box>
      <Paragraph className="invitation">{words.gateways.since(agoWord(since, now))}</Paragraph>
      {state === 'online' || mayScan ? null : <Paragraph>{words.gateways.askWorker}</Paragraph>}
      {mayScan ? <Code gateway={gateway} now={now} /> : null}
    </Card>
  )
}

/** Shown by a tap alone: whoever sees it over a shoulder could scan it, too. The picture renews itself with the next look at the desk. */
function Code({ gateway: { reach, code, state }, now }: { gateway: Gateway; now: number }) {
  const [shown, setShown] = useState(false)
  const hint = <Paragraph className="field-note">{words.gateways.how[reach]}</Paragraph>
  if (code === undefined) return state === 'online' ? null : <Paragraph>{words.gateways.noCode}</Paragraph>
  if (!shown) return <Button onTap={() => setShown(true)}>{words.gateways.show[reach]}</Button>
  return (
    <Box className="column">
      <CodePicture address={code.picture} said={words.gateways.picture[reach]} />
      <Paragraph className="invitation">{words.gateways.age(agoWord(code.since, now))}</Paragraph>
      {hint}
      <Button onTap={() => setShown(false)}>{words.gateways.hide}</Button>
    </Box>
  )
}
