import type { Task } from '../api/routes.ts'
import { Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Notice } from '../components/Notice.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { useAct } from '../hooks/useAct.ts'
import { dispatchWords } from './words.ts'

export interface SwapButtonProps {
  task: Task
  onAsk(): void
  onKept(): void
}

/** Somebody else in his place: asked for with one tap; while others are asked it can be taken back. */
export function SwapButton({ task, onAsk, onKept }: SwapButtonProps) {
  const keep = useAct('keepTask', onKept)
  if (task.swap === undefined) return task.abilities.swap ? <Button onTap={onAsk}>{dispatchWords.swap}</Button> : null
  return (
    <Notice
      tone="wait"
      urgent={keep.error !== undefined}
      title={dispatchWords.swapTitle}
      act={
        <Button busy={keep.busy} onTap={() => keep.run({ params: { code: task.code } })}>
          {dispatchWords.keep}
        </Button>
      }
    >
      {keep.error ?? task.swap}
    </Notice>
  )
}

export interface SwapSheetProps {
  code: string
  onAsked(): void
  onClose(): void
}

/** What it means, before it is asked: it stays his until somebody says yes. */
export function SwapSheet({ code, onAsked, onClose }: SwapSheetProps) {
  const swap = useAct('swapTask', () => {
    onClose()
    onAsked()
  })
  return (
    <Sheet title={dispatchWords.swap} onClose={onClose}>
      <Paragraph>{dispatchWords.swapText}</Paragraph>
      {swap.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {swap.error}
        </Paragraph>
      )}
      <Button kind="main" busy={swap.busy} onTap={() => swap.run({ params: { code } })}>
        {dispatchWords.swapSend}
      </Button>
    </Sheet>
  )
}
