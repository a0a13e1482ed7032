import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Task } from '../api/routes.ts'
import { Box, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { TextInput } from '../components/TextInput.tsx'
import { ByPhoto } from './ByPhoto.tsx'
import type { StepAct } from './useSteps.ts'
import { dispatchWords } from './words.ts'

export type Reason = (typeof dispatchWords.noCodeReasons)[number]['value']

export interface HandOverProps {
  task: Pick<Task, 'code' | 'handover' | 'codeTriedOut' | 'withoutCode'>
  act: StepAct
  /** Whom to ring; absent where that is not possible now. */
  call?: ReactNode
  /** A photo may stand in the code's place; absent where it may not. */
  onShown?(reply: string): void
  onClose(): void
}

type Way = 'code' | 'photo' | 'word'

/** At the door: the four digits, a photo, or how it was handed over without either. */
export function HandOver({ task, act, call, onShown, onClose }: HandOverProps) {
  const [chosen, setChosen] = useState<Way>('code')
  // Too many wrong digits: what is asked next is not the digits again.
  const way = chosen === 'code' && task.handover === 'word' ? 'word' : chosen
  const choose = (next: Way) => {
    act.clear()
    setChosen(next)
  }
  const close = () => {
    act.clear()
    onClose()
  }
  const photo =
    onShown === undefined ? null : (
      <Button disabled={act.busy} onTap={() => choose('photo')}>
        {dispatchWords.byPhoto}
      </Button>
    )
  return (
    <Sheet title={dispatchWords.handOverTitle} onClose={close}>
      {way === 'code' ? (
        <WithCode act={act} others={photo} onNoCode={() => choose('word')} />
      ) : way === 'photo' && onShown !== undefined ? (
        <ByPhoto task={task} onDone={onShown} onOther={() => choose('word')} />
      ) : (
        <WithoutCode task={task} act={act} call={call} photo={photo} />
      )}
    </Sheet>
  )
}

function WithCode({ act, others, onNoCode }: { act: StepAct; others: ReactNode; onNoCode(): void }) {
  const [digits, setDigits] = useState('')
  const [early, setEarly] = useState(false)
  const send = () => {
    if (digits.length < 4) return setEarly(true)
    act.run('handOver', { handoverCode: digits })
  }
  return (
    <>
      <TextInput
        name="handover-code"
        kind="digits"
        label={dispatchWords.codeLabel}
        value={digits}
        maxLength={4}
        hint={dispatchWords.codeHint}
        fault={early ? dispatchWords.codeMissing : (act.faults.handoverCode ?? act.error)}
        onWrite={(value) => {
          setDigits(value.replace(/\D/g, ''))
          setEarly(false)
          act.clear()
        }}
        onSend={send}
      />
      <Button kind="main" busy={act.busy} onTap={send}>
        {dispatchWords.codeSend}
      </Button>
      {others}
      <Button disabled={act.busy} onTap={onNoCode}>
        {dispatchWords.noCode}
      </Button>
    </>
  )
}

interface WithoutCodeProps extends Pick<HandOverProps, 'task' | 'act' | 'call'> {
  photo: ReactNode
}

function WithoutCode({ task, act, call, photo }: WithoutCodeProps) {
  const [reason, setReason] = useState<Reason>()
  const tried = task.codeTriedOut
  return (
    <>
      {tried ? <Paragraph role="alert">{dispatchWords.triedOut}</Paragraph> : null}
      {tried ? call : null}
      {photo}
      <Choice<Reason>
        look="chips"
        label={dispatchWords.noCodeLabel}
        options={dispatchWords.noCodeReasons.filter(({ value }) => task.withoutCode.includes(value))}
        chosen={reason === undefined ? [] : [reason]}
        onChoose={setReason}
      />
      <Paragraph className="invitation">{dispatchWords.noCodeHint}</Paragraph>
      {act.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {act.error}
        </Paragraph>
      )}
      <Box className="sheet-act">
        <Button
          kind="main"
          busy={act.busy}
          disabled={reason === undefined}
          onTap={() => act.run('handOver', { withoutCode: reason })}
        >
          {dispatchWords.noCodeSend}
        </Button>
      </Box>
    </>
  )
}
