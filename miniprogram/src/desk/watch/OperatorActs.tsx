import type { OperatorAct } from '../../api/routes/desk.ts'
import { Box, List, Paragraph } from '../../components/elements.tsx'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { openPage } from '../../session/places.ts'
import { agoWord } from '../time.ts'
import { useDeskRead } from '../useDesk.ts'
import { Unread } from './Unread.tsx'
import { words } from './words.ts'

/** What was changed at the machine itself in the last week. Nobody strikes it off, so that nobody does it unseen. */
export function OperatorActs({ now }: { now: number }) {
  const { data, state } = useDeskRead('listOperatorActs')
  if (data === undefined) return <Unread state={state} says={words.operator.unread} />
  if (data.items.length === 0) return null
  return (
    <Card label={words.operator.title}>
      <Paragraph className="request-summary">{words.operator.title}</Paragraph>
      <Paragraph className="field-note">{words.operator.text}</Paragraph>
      <List className="list">
        {data.items.map((act) => (
          <Act key={`${act.person.id} ${act.at} ${act.what}`} act={act} now={now} />
        ))}
      </List>
    </Card>
  )
}

function Act({ act: { at, person, what, from, to, reason }, now }: { act: OperatorAct; now: number }) {
  const change = [from, to].filter((word) => word !== undefined).join(' → ')
  return (
    <Card listed label={`${person.name}，${what}`}>
      <Paragraph>{words.operator.line(person.name, change === '' ? what : `${what}：${change}`)}</Paragraph>
      <Paragraph className="invitation">
        {[agoWord(at, now), reason === undefined ? '' : words.operator.reason(reason)].filter(Boolean).join(' · ')}
      </Paragraph>
      <Box className="acts">
        <Button onTap={() => openPage('/people/pages/person/index', { id: person.id })}>{words.operator.file}</Button>
      </Box>
    </Card>
  )
}
