import { useEffect, useState } from 'react'
import { useRouter } from '@tarojs/taro'
import type { Task } from '../../../api/routes.ts'
import { Bar } from '../../../components/Bar.tsx'
import { Box, Paragraph } from '../../../components/elements.tsx'
import { Button } from '../../../components/Button.tsx'
import { Card } from '../../../components/Card.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { ReadNotice } from '../../../components/ReadNotice.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { useAct } from '../../../hooks/useAct.ts'
import { PhotoRow } from '../../../photos/PhotoRow.tsx'
import { goTo, replacePage } from '../../../session/places.ts'
import { SignedIn } from '../../../session/SignedIn.tsx'
import { words } from '../../../words.ts'
import { CallTask } from '../../CallTask.tsx'
import { ExchangeProposal, ExchangeSheet } from '../../Exchange.tsx'
import { GiveBack } from '../../GiveBack.tsx'
import { HandOver } from '../../HandOver.tsx'
import { KeptTasks, TaskFacts, TaskName } from '../../KeptTasks.tsx'
import { nextOf } from '../../outbox.ts'
import { Postpone } from '../../Postpone.tsx'
import { StepNotice } from '../../StepNotice.tsx'
import { SwapButton, SwapSheet } from '../../Swap.tsx'
import { useOutbox, useStep } from '../../useSteps.ts'
import { useWay } from '../../useWay.ts'
import { dispatchWords } from '../../words.ts'
import '../../../styles/dispatch.scss'

const WAY = '/dispatch/pages/way/index'

/** One errand in hand, with the one button for its next step. */
export default function TaskPage() {
  const { code = '' } = useRouter().params
  return (
    <SignedIn place="helping" title={dispatchWords.titles.task} offline={<KeptTasks only={code} />}>
      <OneTask code={code} />
    </SignedIn>
  )
}

function OneTask({ code }: { code: string }) {
  const way = useWay()
  const { data, state, refresh } = way
  const outbox = useOutbox(way)
  const [ended, setEnded] = useState<string>()
  const task = data?.stops.flatMap(({ tasks }) => tasks).find((one) => one.code === code)
  const lost = data === undefined && (state === 'offline' || state === 'failed')
  const more = data?.stops.some(({ tasks }) => tasks.some((one) => one.code !== code))
  const next = (
    <Button kind="strong" onTap={() => (more ? replacePage(WAY) : goTo('helping'))}>
      {more ? dispatchWords.nextTask : dispatchWords.wayBack}
    </Button>
  )
  const end = (reply: string) => {
    setEnded(reply)
    refresh()
  }
  const notice = <StepNotice kept={outbox} onAgain={outbox.again} onHeard={outbox.heard} />
  if (ended !== undefined)
    return (
      <Box className="narrow">
        <Notice title={ended} act={next} urgent />
        {notice}
      </Box>
    )
  const step = task && nextOf(task, outbox.steps)
  return (
    <Box className="narrow">
      <ReadNotice state={state} known={data !== undefined} gone={dispatchWords.gone} onRetry={refresh} />
      {notice}
      {lost ? <KeptTasks only={code} /> : null}
      {data !== undefined && task === undefined ? (
        <Notice title={dispatchWords.taskGone.title} act={next}>
          {dispatchWords.taskGone.text}
        </Notice>
      ) : null}
      {step === 'done' ? <Notice title={dispatchWords.outbox.doneLater} act={next} /> : null}
      {task === undefined || step === undefined || step === 'done' ? null : (
        <TaskInHand task={{ ...task, next: step }} onMoved={refresh} onEnded={end} />
      )}
    </Box>
  )
}

interface TaskInHandProps {
  task: Task
  onMoved(): void
  onEnded(reply: string): void
}

function TaskInHand({ task, onMoved, onEnded }: TaskInHandProps) {
  const [sheet, setSheet] = useState<'handOver' | 'giveBack' | 'postpone' | 'swap' | 'exchange'>()
  const act = useStep(task.code, (step, reply) => {
    if (step === 'handOver') onEnded(reply ?? dispatchWords.outbox.doneLater)
    else if (reply !== undefined) onMoved()
  })
  useEffect(() => {
    // What was refused may stand otherwise by now, such as a code that was tried too often.
    if (act.error !== undefined) onMoved()
  }, [act.error])
  const ready = useAct('readyTask', ({ reply }) => onEnded(reply))
  const isGoods = task.part === 'goods'
  const giveBack = useAct('giveBackTask', ({ reply }) => onEnded(reply))
  const postpone = useAct('postponeTask', () => {
    setSheet(undefined)
    onMoved()
  })
  const step = () => (task.next === 'handOver' ? setSheet('handOver') : act.run(task.next))
  return (
    <>
      {task.proposals?.map(({ code, word }) => (
        <ExchangeProposal
          key={code}
          code={task.code}
          from={code}
          word={word}
          onAnswered={onMoved}
          onExchanged={onEnded}
        />
      ))}
      <Card label={words.code(task.code)}>
        <Box className="offer-head">
          <TaskName task={task} />
          <Box className="task-tags">
            {task.late ? <Tag tone="wait">{dispatchWords.late}</Tag> : null}
            <Tag tone={task.next === 'start' ? 'wait' : 'going'}>
              {isGoods ? dispatchWords.goodsMark : dispatchWords.marks[task.next]}
            </Tag>
          </Box>
        </Box>
        <TaskFacts task={task} place={task.place} />
        <PhotoRow photos={task.photos} />
        <CallTask task={task} />
      </Card>
      <Box className="task-others">
        {task.next === 'handOver' || isGoods ? null : (
          <Button onTap={() => setSheet('handOver')}>{dispatchWords.straightToHandOver}</Button>
        )}
        {task.abilities.postpone ? <Button onTap={() => setSheet('postpone')}>{dispatchWords.postpone}</Button> : null}
        <SwapButton task={task} onAsk={() => setSheet('swap')} onKept={onMoved} />
        {task.abilities.exchange ? <Button onTap={() => setSheet('exchange')}>{dispatchWords.exchange}</Button> : null}
        <Button kind="quiet" onTap={() => setSheet('giveBack')}>
          {dispatchWords.giveBack}
        </Button>
      </Box>
      {(act.error ?? ready.error) === undefined || sheet === 'handOver' ? null : (
        <Paragraph className="card-error" role="alert">
          {act.error ?? ready.error}
        </Paragraph>
      )}
      <Bar>
        {isGoods ? (
          <Button
            kind="main"
            className="bar-main"
            busy={ready.busy}
            onTap={() => ready.run({ params: { code: task.code } })}
          >
            {dispatchWords.ready}
          </Button>
        ) : (
          <Button kind="main" className="bar-main" busy={act.busy} onTap={step}>
            {dispatchWords.steps[task.next]}
          </Button>
        )}
      </Bar>
      {sheet === 'handOver' ? (
        <HandOver
          task={task}
          act={act}
          call={<CallTask task={task} />}
          onShown={task.abilities.photo ? onEnded : undefined}
          onClose={() => setSheet(undefined)}
        />
      ) : null}
      {sheet === 'postpone' ? <Postpone code={task.code} act={postpone} onClose={() => setSheet(undefined)} /> : null}
      {sheet === 'swap' ? <SwapSheet code={task.code} onAsked={onMoved} onClose={() => setSheet(undefined)} /> : null}
      {sheet === 'exchange' ? (
        <ExchangeSheet code={task.code} onAsked={onMoved} onClose={() => setSheet(undefined)} />
      ) : null}
      {sheet === 'giveBack' ? <GiveBack code={task.code} act={giveBack} onClose={() => setSheet(undefined)} /> : null}
    </>
  )
}
