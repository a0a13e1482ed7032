import { useState } from 'react'
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
import { SignedIn } from '../../../session/SignedIn.tsx'
import { words } from '../../../words.ts'
import { KeptTasks, TaskFacts, TaskName } from '../../KeptTasks.tsx'
import { useWay } from '../../useWay.ts'
import { dispatchWords } from '../../words.ts'

/** Today's way: what I have in hand, building by building, in the order in which one walks. */
export default function WayPage() {
  return (
    <SignedIn place="helping" title={dispatchWords.titles.way} offline={<KeptTasks />}>
      <TodaysWay />
    </SignedIn>
  )
}

function TodaysWay() {
  const { data, state, refresh } = useWay()
  const lost = data === undefined && (state === 'offline' || state === 'failed')
  return (
    <Box className="narrow">
      <ReadNotice state={state} known={data !== undefined} gone={dispatchWords.gone} onRetry={refresh} />
      {lost ? <KeptTasks /> : null}
      {data === undefined ? null : <Stops way={data} />}
      {data === undefined ? null : <StartAll way={data} onStarted={refresh} />}
    </Box>
  )
}

function Stops({ way }: { way: Way }) {
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
      {way.stops.map(({ place, tasks }) => (
        <Box key={place} className="stop">
          <Heading className="section-title">{place === '' ? dispatchWords.noPlace : place}</Heading>
          <List className="list">
            {tasks.map((task) => (
              <TaskEntry key={task.code} task={task} />
            ))}
          </List>
        </Box>
      ))}
    </>
  )
}

/** A shop sets out with many at once: one tap tells them all. */
function StartAll({ way, onStarted }: { way: Way; onStarted(): void }) {
  const [said, setSaid] = useState<string>()
  const start = useAct('startWay', ({ reply }) => {
    setSaid(reply)
    onStarted()
  })
  const waiting = way.stops.flatMap(({ tasks }) => tasks).filter(({ next }) => next === 'start').length
  return (
    <>
      <Box live>{said === undefined ? null : <Notice title={said} />}</Box>
      {start.error === undefined ? null : (
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

function TaskEntry({ task }: { task: Task }) {
  return (
    <Card listed label={words.code(task.code)}>
      <Box className="offer-head">
        <TaskName task={task} />
        {task.late ? (
          <Tag tone="wait">{dispatchWords.late}</Tag>
        ) : (
          <Tag tone={task.next === 'start' ? 'wait' : 'going'}>{dispatchWords.marks[task.next]}</Tag>
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
