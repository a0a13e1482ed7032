import { useRef } from 'react'
import { Input } from '@tarojs/components'
import { useFocusOn } from '../hooks/useFocusOn.ts'
import { useOwnId } from '../hooks/useOwnId.ts'
import { Box, Paragraph } from './elements.tsx'

export interface TextInputProps {
  /** Of the field in its form. */
  name: string
  label: string
  value: string
  placeholder?: string
  /** What the phone's keyboard offers. */
  kind?: 'text' | 'digits' | 'phone' | 'password' | 'newPassword'
  /** Characters. */
  maxLength?: number
  hint?: string
  /** What is wrong, in words for the person. */
  fault?: string
  disabled?: boolean
  /** At a desk: takes the focus whenever this changes to another value. */
  focusOn?: number
  onWrite(value: string): void
  onSend?(): void
}

const INPUT_MODES = { text: 'text', digits: 'numeric', phone: 'tel', password: 'text', newPassword: 'text' } as const
const WEAPP_TYPES = { text: 'text', digits: 'number', phone: 'number', password: 'text', newPassword: 'text' } as const
const HTML_TYPES = {
  text: 'text',
  digits: 'text',
  phone: 'tel',
  password: 'password',
  newPassword: 'password',
} as const
/** Password managers may fill in and keep (ASVS 6.2.7); everything else is the station's business alone. */
const COMPLETIONS = { text: 'off', digits: 'off', phone: 'off', password: 'current-password', newPassword: 'new-password' } as const // prettier-ignore
const noteOf = (id: string) => `${id}-note`
const isSecret = (kind: string) => kind === 'password' || kind === 'newPassword'

/** One line to write in, with its name above and what is wrong below. */
export function TextInput(props: TextInputProps) {
  const { label, hint, fault } = props
  const id = useOwnId()
  const note = fault ?? hint
  return (
    <Box className={fault === undefined ? 'field' : 'field is-faulty'}>
      {process.env.TARO_ENV === 'h5' ? (
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
      ) : (
        <Box className="field-label">{label}</Box>
      )}
      {process.env.TARO_ENV === 'h5' ? <BrowserLine {...props} id={id} /> : <WeappLine {...props} />}
      {note === undefined ? null : (
        <Paragraph className="field-note" id={noteOf(id)} role={fault === undefined ? undefined : 'alert'}>
          {note}
        </Paragraph>
      )}
    </Box>
  )
}

function BrowserLine({
  id,
  name,
  value,
  placeholder,
  kind = 'text',
  maxLength,
  fault,
  hint,
  disabled,
  focusOn,
  onWrite,
  onSend,
}: TextInputProps & { id: string }) {
  const line = useRef<HTMLInputElement>(null)
  useFocusOn(focusOn, () => line.current?.focus())
  return (
    <input
      ref={line}
      id={id}
      name={name}
      className="field-line"
      type={HTML_TYPES[kind]}
      inputMode={INPUT_MODES[kind]}
      value={value}
      placeholder={placeholder}
      maxLength={maxLength}
      disabled={disabled}
      autoComplete={COMPLETIONS[kind]}
      aria-invalid={fault !== undefined}
      aria-describedby={fault === undefined && hint === undefined ? undefined : noteOf(id)}
      onChange={(event) => onWrite(event.target.value)}
      onKeyDown={(event) => {
        // While an input method is composing, Enter belongs to it.
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) onSend?.()
      }}
    />
  )
}

function WeappLine({ label, value, placeholder, kind = 'text', maxLength, disabled, onWrite, onSend }: TextInputProps) {
  return (
    <Input
      className="field-line"
      type={WEAPP_TYPES[kind]}
      password={isSecret(kind)}
      value={value}
      placeholder={placeholder}
      placeholderClass="field-placeholder"
      maxlength={maxLength}
      disabled={disabled}
      cursorSpacing={140}
      ariaLabel={label}
      onInput={(event) => onWrite(event.detail.value)}
      onConfirm={onSend}
    />
  )
}
