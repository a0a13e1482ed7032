import { useState } from 'react'
import type { Task } from '../api/routes.ts'
import { Box, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { TextInput } from '../components/TextInput.tsx'
import type { Act } from '../hooks/useAct.ts'
import { dispatchWords } from './words.ts'

type Reason = (typeof dispatchWords.noCodeReasons)[number]['value']

export interface HandOverProps {
  task: Task
  act: Act
  onClose(): void
}

/** At the door: the four digits, or how it was handed over without them. */
export function HandOver({ task, act, onClose }: HandOverProps) {
  const [byWord, setByWord] = useState(task.handover === 'word')
  const close = () => {
    act.clear()
    onClose()
  }
  return (
    <Sheet title={dispatchWords.handOverTitle} onClose={close}>
      {byWord ? (
        <WithoutCode task={task} act={act} />
      ) : (
        <WithCode
          task={task}
          act={act}
          onNoCode={() => {
            act.clear()
            setByWord(true)
          }}
        />
      )}
    </Sheet>
  )
}

function WithCode({ task, act, onNoCode }: { task: Task; act: Act; onNoCode(): void }) {
  const [digits, setDigits] = useState('')
  const [early, setEarly] = useState(false)
  const send = () => {
    if (digits.length < 4) return setEarly(true)
    act.run({ params: { code: task.code }, body: { handoverCode: digits } })
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
      <Button disabled={act.busy} onTap={onNoCode}>
        {dispatchWords.noCode}
      </Button>
    </>
  )
}

function WithoutCode({ task, act }: { task: Task; act: Act }) {
  const [reason, setReason] = useState<Reason>()
  return (
    <>
      <Choice<Reason>
        look="chips"
        label={dispatchWords.noCodeLabel}
        options={dispatchWords.noCodeReasons}
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
          onTap={() => act.run({ params: { code: task.code }, body: { withoutCode: reason } })}
        >
          {dispatchWords.noCodeSend}
        </Button>
      </Box>
    </>
  )
}
