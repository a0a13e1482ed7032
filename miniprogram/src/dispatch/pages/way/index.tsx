import { useEffect, useState } from 'react'
import type { Task, Way } from '../../../api/routes.ts'
import { Bar } from '../../../components/Bar.tsx'
import { Box, Heading, List, Paragraph } from '../../../components/elements.tsx'
import { Button } from '../../../components/Button.tsx'
import { Card } from '../../../components/Card.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { ReadNotice } from '../../../components/ReadNotice.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { useAct } from '../../../hooks/useAct.ts'
import { goTo, openPage } from '../../../session/places.ts'
import { useSignedIn } from '../../../session/SessionProvider.tsx'
import { SignedIn } from '../../../session/SignedIn.tsx'
import { words } from '../../../words.ts'
import { KeptTasks, TaskFacts, TaskName } from '../../KeptTasks.tsx'
import { layBy, nextOf } from '../../outbox.ts'
import type { PendingStep } from '../../outbox.ts'
import { StepNotice } from '../../StepNotice.tsx'
import { useOutbox } from '../../useSteps.ts'
import { useWay } from '../../useWay.ts'
import { dispatchWords } from '../../words.ts'
import '../../../styles/dispatch.scss'

/** Today's way: what I have in hand, building by building, in the order in which one walks. */
export default function WayPage() {
  return (
    <SignedIn place="helping" title={dispatchWords.titles.way} offline={<KeptTasks />}>
      <TodaysWay />
    </SignedIn>
  )
}

function TodaysWay() {
  const way = useWay()
  const { data, state, refresh } = way
  const outbox = useOutbox(way)
  const lost = data === undefined && (state === 'offline' || state === 'failed')
  return (
    <Box className="narrow">
      <ReadNotice state={state} known={data !== undefined} gone={dispatchWords.gone} onRetry={refresh} />
      <StepNotice kept={outbox} onAgain={outbox.again} onHeard={outbox.heard} />
      {lost ? <KeptTasks /> : null}
      {data === undefined ? null : <Stops way={data} steps={outbox.steps} />}
      {data === undefined ? null : <StartAll way={data} steps={outbox.steps} onStarted={refresh} />}
    </Box>
  )
}

function Stops({ way, steps }: { way: Way; steps: PendingStep[] }) {
  if (way.stops.length === 0) {
    return (
      <Notice
        title={dispatchWords.wayEmptyTitle}
        act={
          <Button kind="strong" onTap={() => goTo('helping')}>
            {dispatchWords.wayBack}
          </Button>
        }
      >
        {dispatchWords.wayEmptyText}
      </Notice>
    )
  }
  return (
    <>
      <Paragraph className="invitation">{way.why}</Paragraph>
      {way.trips?.map((codes) => (
        <Paragraph key={codes.join()} className="invitation">
          {dispatchWords.trip(codes.map(words.code))}
        </Paragraph>
      ))}
      {way.stops.map(({ place, tasks }) => (
        <Box key={place} className="stop">
          <Heading className="section-title">{place === '' ? dispatchWords.noPlace : place}</Heading>
          <List className="list">
            {tasks.map((task) => (
              <TaskEntry key={task.code} task={task} step={nextOf(task, steps)} />
            ))}
          </List>
        </Box>
      ))}
    </>
  )
}

/** A shop sets out with many at once: one tap tells them all. */
function StartAll({ way, steps, onStarted }: { way: Way; steps: PendingStep[]; onStarted(): void }) {
  const { me } = useSignedIn()
  const [said, setSaid] = useState<string>()
  const start = useAct('startWay', ({ reply }) => {
    setSaid(reply)
    onStarted()
  })
  const notSetOff = way.stops.flatMap(({ tasks }) => tasks).filter((task) => nextOf(task, steps) === 'start')
  const waiting = notSetOff.length
  const offline = start.failure === 'offline'
  useEffect(() => {
    if (!offline) return
    start.clear()
    // Each is a step of its own once there is a line; the server hears each once.
    void notSetOff.reduce(
      (before, { code }) => before.then(async () => void (await layBy(me.id, { code, step: 'start', body: {} }, true))),
      Promise.resolve(),
    )
  }, [offline])
  return (
    <>
      <Box live>{said === undefined ? null : <Notice title={said} />}</Box>
      {start.error === undefined || offline ? null : (
        <Paragraph className="card-error" role="alert">
          {start.error}
        </Paragraph>
      )}
      {waiting < 2 ? null : (
        <Bar>
          <Button kind="main" className="bar-main" busy={start.busy} onTap={() => start.run()}>
            {dispatchWords.startAll(waiting)}
          </Button>
        </Bar>
      )}
    </>
  )
}

function TaskEntry({ task, step }: { task: Task; step: Task['next'] | 'done' }) {
  return (
    <Card listed label={words.code(task.code)}>
      <Box className="offer-head">
        <TaskName task={task} />
        {task.late ? (
          <Tag tone="wait">{dispatchWords.late}</Tag>
        ) : (
          <Tag tone={step === 'start' ? 'wait' : 'going'}>
            {task.part === 'goods' && step !== 'done' ? dispatchWords.goodsMark : dispatchWords.marks[step]}
          </Tag>
        )}
      </Box>
      <TaskFacts task={task} place={task.place} />
      <Box className="acts">
        <Button
          kind="strong"
          label={dispatchWords.ofCode(dispatchWords.open, words.code(task.code))}
          onTap={() => openPage('/dispatch/pages/task/index', { code: task.code })}
        >
          {dispatchWords.open}
        </Button>
      </Box>
    </Card>
  )
}
