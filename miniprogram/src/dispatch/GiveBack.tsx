import { useState } from 'react'
import { Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Sheet } from '../components/Sheet.tsx'
import type { Act } from '../hooks/useAct.ts'
import { dispatchWords } from './words.ts'

type Reason = (typeof dispatchWords.giveBackReasons)[number]['value']

/** Without blame: a reason may be named, and need not be. */
export function GiveBack({ code, act, onClose }: { code: string; act: Act; onClose(): void }) {
  const [reason, setReason] = useState<Reason>()
  const close = () => {
    act.clear()
    onClose()
  }
  return (
    <Sheet title={dispatchWords.giveBackTitle} onClose={close}>
      <Paragraph>{dispatchWords.giveBackText}</Paragraph>
      <Choice
        look="chips"
        quietLabel
        label={dispatchWords.giveBackLabel}
        options={dispatchWords.giveBackReasons}
        chosen={reason === undefined ? [] : [reason]}
        onChoose={(value) => setReason((now) => (now === value ? undefined : value))}
      />
      {act.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {act.error}
        </Paragraph>
      )}
      <Button
        kind="main"
        busy={act.busy}
        onTap={() => act.run({ params: { code }, body: reason === undefined ? {} : { reason } })}
      >
        {dispatchWords.giveBackSend}
      </Button>
    </Sheet>
  )
}
