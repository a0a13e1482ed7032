import { Box, Heading, Line, List, Paragraph } from '../components/elements.tsx'
import { Card } from '../components/Card.tsx'
import { Facts } from '../components/Facts.tsx'
import { Notice } from '../components/Notice.tsx'
import { words } from '../words.ts'
import type { KeptTask } from './keptWay.ts'
import { keptWay } from './useWay.ts'
import { dispatchWords } from './words.ts'

/** What I had in hand when the line broke; nothing where nothing was. */
export function KeptTasks({ only }: { only?: string }) {
  const kept = keptWay()
  const stops = (kept?.stops ?? [])
    .map((stop) => ({ ...stop, tasks: stop.tasks.filter(({ code }) => only === undefined || code === only) }))
    .filter(({ tasks }) => tasks.length > 0)
  if (kept === undefined || stops.length === 0) return null
  return (
    <Box className="kept">
      <Notice tone="wait" title={dispatchWords.keptTitle(clock(kept.at))}>
        {dispatchWords.keptText}
      </Notice>
      {stops.map(({ place, tasks }) => (
        <Box key={place} className="stop">
          <Heading className="section-title">{place === '' ? dispatchWords.noPlace : place}</Heading>
          <List className="list">
            {tasks.map((task) => (
              <Card key={task.code} listed label={words.code(task.code)}>
                <TaskName task={task} />
                <TaskFacts task={task} place={place} />
              </Card>
            ))}
          </List>
        </Box>
      ))}
    </Box>
  )
}

export function TaskName({ task }: { task: Pick<KeptTask, 'code' | 'help'> }) {
  return (
    <Paragraph className="task-name">
      {task.help}
      <Line className="request-code">{words.code(task.code)}</Line>
    </Paragraph>
  )
}

/** Where, to whom, what, until when: in the order of use. */
export function TaskFacts({ task, place }: { task: KeptTask; place: string }) {
  const { facts } = dispatchWords
  return (
    <>
      <Paragraph className="task-door">{`${place}${task.door ?? ''}`}</Paragraph>
      <Facts
        facts={[
          [facts.who, task.spokenTo],
          [facts.items, task.items.join(dispatchWords.comma)],
          [facts.budget, task.budget],
          [facts.promised, dispatchWords.before(task.promisedTime)],
          [facts.note, task.note],
        ]}
      />
    </>
  )
}

function clock(at: number): string {
  const then = new Date(at)
  return `${then.getHours()}:${String(then.getMinutes()).padStart(2, '0')}`
}
