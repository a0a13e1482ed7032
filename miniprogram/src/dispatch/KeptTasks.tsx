import { useState } from 'react'
import { Box, Heading, Line, List, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Facts } from '../components/Facts.tsx'
import { Notice } from '../components/Notice.tsx'
import { words } from '../words.ts'
import { HandOver } from './HandOver.tsx'
import type { KeptTask, KeptWay } from './keptWay.ts'
import { layBy, nextOf } from './outbox.ts'
import type { StepBody, StepName } from './outbox.ts'
import { StepNotice } from './StepNotice.tsx'
import { useKeptSteps } from './useSteps.ts'
import { keptWay } from './useWay.ts'
import { dispatchWords } from './words.ts'

/** What I had in hand when the line broke, and its steps; nothing where nothing was. */
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
      <KeptStops who={kept.who} stops={stops} />
    </Box>
  )
}

function KeptStops({ who, stops }: Pick<KeptWay, 'who' | 'stops'>) {
  const kept = useKeptSteps(who)
  return (
    <>
      <StepNotice kept={{ ...kept, told: [] }} />
      {stops.map(({ place, tasks }) => (
        <Box key={place} className="stop">
          <Heading className="section-title">{place === '' ? dispatchWords.noPlace : place}</Heading>
          <List className="list">
            {tasks.map((task) => (
              <Card key={task.code} listed label={words.code(task.code)}>
                <TaskName task={task} />
                <TaskFacts task={task} place={place} />
                <KeptStep who={who} task={task} step={nextOf(task, kept.steps)} />
              </Card>
            ))}
          </List>
        </Box>
      ))}
    </>
  )
}

/** Said without a line: laid by, and reported as soon as somebody is signed in and the server answers. */
function KeptStep({ who, task, step }: { who: string; task: KeptTask; step: KeptTask['next'] | 'done' }) {
  const [open, setOpen] = useState(false)
  const { code } = task
  if (step === 'done') return null
  const run = (name: StepName, body: StepBody = {}) => {
    setOpen(false)
    void layBy(who, { code, step: name, body }, true)
  }
  const act = { busy: false, error: undefined, faults: {}, run, clear: () => undefined }
  return (
    <Box className="acts">
      <Button
        kind="strong"
        label={dispatchWords.ofCode(dispatchWords.steps[step], words.code(code))}
        onTap={() => (step === 'handOver' ? setOpen(true) : run(step))}
      >
        {dispatchWords.steps[step]}
      </Button>
      {open ? <HandOver task={task} act={act} onClose={() => setOpen(false)} /> : null}
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
          [facts.pickUp, task.pickUp?.word],
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
