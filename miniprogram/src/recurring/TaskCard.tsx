import type { RecurringAct } from '@yimin/shared/recurring/contract'
import { useEffect, useState } from 'react'
import type { RecurringTask } from '../api/routes/recurring.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Box, Heading, Item, List, Paragraph } from '../components/elements.tsx'
import { Facts } from '../components/Facts.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Tag } from '../components/Tag.tsx'
import { useAct } from '../hooks/useAct.ts'
import { words } from './words.ts'

export interface TaskCardProps {
  task: RecurringTask
  route: 'decideOnMyRecurringTask' | 'decideOnRecurringTask'
  /** At the desk: whose it is. */
  named: boolean
  onDecided(): void
}

const TONES = { active: 'going', paused: 'wait', ended: 'ended' } as const
const ACTS: readonly RecurringAct[] = ['skip', 'pause', 'resume', 'end']
const SHOWN = 3

/** One recurring task: how often, when the next time, and the few things that may be decided about it. */
export function TaskCard({ task, route, named, onDecided }: TaskCardProps) {
  const [ending, setEnding] = useState(false)
  const [reply, setReply] = useState<string>()
  const act = useAct(route, (answer) => {
    setReply(answer.reply)
    setEnding(false)
    onDecided()
  })
  useEffect(() => {
    if (act.failure === 'conflict') onDecided()
    // Once for each refusal: what is shown was old.
  }, [act.failure])
  const decide = (name: RecurringAct) =>
    act.run({ params: { id: task.id }, body: { act: name, version: task.version } })
  return (
    <Card listed label={`${task.rhythmWord}，${task.summary}`}>
      <Box className="request-head">
        <Heading className="section-title">{`${task.rhythmWord}，${task.summary}`}</Heading>
        <Tag tone={TONES[task.state]}>{task.stateWord}</Tag>
      </Box>
      <Box live>{reply === undefined ? null : <Paragraph className="status-line">{reply}</Paragraph>}</Box>
      <Facts
        facts={[
          [words.whose, named ? task.requester.name : undefined],
          [words.place, task.place],
          [words.next, task.next?.word],
          [words.holiday, task.holidayWord],
        ]}
      />
      {task.next?.note === undefined ? null : <Paragraph className="invitation">{task.next.note}</Paragraph>}
      {task.opened.length === 0 ? null : (
        <List className="changes">
          {task.opened.slice(0, SHOWN).map(({ code, word }) => (
            <Item key={code} className="change">
              {words.formerOne(word, code)}
            </Item>
          ))}
        </List>
      )}
      {act.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {act.error}
        </Paragraph>
      )}
      <Box className="acts">
        {ACTS.filter((name) => task.abilities[name]).map((name) => (
          <Button
            key={name}
            kind={name === 'end' ? 'quiet' : 'plain'}
            busy={act.busy}
            label={`${task.rhythmWord}，${words.acts[name]}`}
            onTap={() => (name === 'end' ? setEnding(true) : decide(name))}
          >
            {words.acts[name]}
          </Button>
        ))}
      </Box>
      {ending ? (
        <Sheet title={words.endTitle} onClose={() => setEnding(false)}>
          <Paragraph>{words.endText}</Paragraph>
          <Box className="acts">
            <Button onTap={() => setEnding(false)}>{words.keep}</Button>
            <Button kind="strong" busy={act.busy} onTap={() => decide('end')}>
              {words.endSure}
            </Button>
          </Box>
        </Sheet>
      ) : null}
    </Card>
  )
}
