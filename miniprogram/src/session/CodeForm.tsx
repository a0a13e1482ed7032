import { useState } from 'react'
import type { Act } from '../hooks/useAct.ts'
import { Box } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Refusal } from '../components/Refusal.tsx'
import { TextInput } from '../components/TextInput.tsx'

export interface CodeFormProps {
  act: Act
  label: string
  hint?: string
  button: string
  /** Recovery codes carry letters. */
  letters?: boolean
}

const SIX = 6
const LONGEST = 30

/** One code, and what was wrong with the last one. */
export function CodeForm({ act, label, hint, button, letters }: CodeFormProps) {
  const [code, setCode] = useState('')
  const send = () => act.run({ body: { code: code.trim() } })
  return (
    <Box className="column">
      <TextInput
        name="code"
        label={label}
        value={code}
        kind={letters ? 'text' : 'digits'}
        maxLength={letters ? LONGEST : SIX}
        hint={hint}
        fault={act.faults.code}
        disabled={act.busy}
        onWrite={(written) => {
          act.clear()
          setCode(written)
        }}
        onSend={send}
      />
      <Refusal act={act} fields={['code']} />
      <Button kind="main" busy={act.busy} disabled={code.trim().length < SIX} onTap={send}>
        {button}
      </Button>
    </Box>
  )
}
