import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../components/Button.tsx'
import { Paragraph } from '../components/elements.tsx'
import { Refusal } from '../components/Refusal.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { TextInput } from '../components/TextInput.tsx'
import type { Act } from '../hooks/useAct.ts'
import { words } from './words.ts'

export interface ReasonFormProps {
  title: string
  text: string
  button: string
  act: Pick<Act, 'busy' | 'error' | 'faults' | 'clear'>
  /** What else must be said before it can be done. */
  ready?: boolean
  /** A reason may be left out. */
  optional?: boolean
  children?: ReactNode
  onDo(reason: string): void
  onClose(): void
}

/** An act upon somebody else: what it does, why it is done, and then once. */
export function ReasonForm(props: ReasonFormProps) {
  const { title, text, button, act, ready = true, optional = false, children, onDo, onClose } = props
  const [reason, setReason] = useState('')
  const long = reason.trim().length >= 2
  return (
    <Sheet title={title} onClose={onClose}>
      <Paragraph className="invitation">{text}</Paragraph>
      {children}
      <TextInput
        name="reason"
        label={optional ? words.termsReason : words.reason}
        value={reason}
        maxLength={100}
        fault={act.faults.reason}
        onWrite={(written) => {
          act.clear()
          setReason(written)
        }}
      />
      <Refusal act={act} fields={['reason']} />
      <Button kind="main" busy={act.busy} disabled={!ready || !(long || optional)} onTap={() => onDo(reason.trim())}>
        {button}
      </Button>
    </Sheet>
  )
}
