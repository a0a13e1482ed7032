import { useState } from 'react'
import { Box, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Notice } from '../components/Notice.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { TextInput } from '../components/TextInput.tsx'
import { useKeys } from './useKeys.ts'
import { words } from './words.ts'

export interface ReasonSheetProps {
  title: string
  text: string
  go: string
  /** Usual reasons; none: nothing is asked but yes. */
  reasons: readonly string[]
  /** Chosen from the beginning. */
  usual?: string
  /** Own words may stand in place of a usual reason. */
  ownWords?: boolean
  /** It may go without a reason. */
  optional?: boolean
  busy: boolean
  error?: string
  fault?: string
  onGo(reason: string): void
  onClose(): void
}

/** One decision: what will happen, a usual reason by one tap or digit, own words, and the one button. */
export function ReasonSheet(props: ReasonSheetProps) {
  const { title, text, go, reasons, usual = '', ownWords = false, optional = false, busy, error, fault } = props
  const [reason, setReason] = useState(usual)
  const [own, setOwn] = useState('')
  const said = own.trim() === '' ? reason : own.trim()
  const may = optional || reasons.length === 0 || said.length >= 2
  const decide = () => {
    if (may && !busy) props.onGo(said)
  }
  const digits = reasons.map((one, i) => [String(i + 1), () => setReason(one)] as const)
  useKeys({ ...Object.fromEntries(digits), Enter: decide }, true)
  return (
    <Sheet title={title} onClose={props.onClose}>
      <Paragraph className="invitation">{text}</Paragraph>
      {reasons.length === 0 ? null : (
        <Choice
          look="chips"
          label={words.reasonLabel}
          options={reasons.map((one) => ({ value: one, word: one }))}
          chosen={own.trim() === '' ? [reason] : []}
          onChoose={(one) => {
            setReason(one === reason ? '' : one)
            setOwn('')
          }}
        />
      )}
      {ownWords ? (
        <TextInput
          name="own-words"
          label={words.ownWords}
          placeholder={words.ownWordsHint}
          value={own}
          maxLength={200}
          fault={fault}
          onWrite={setOwn}
          onSend={decide}
        />
      ) : null}
      {error === undefined ? null : <Notice tone="wait" urgent title={fault ?? error} />}
      <Box className="sheet-acts">
        <Button kind="main" disabled={!may} busy={busy} onTap={decide}>
          {go}
        </Button>
      </Box>
    </Sheet>
  )
}
