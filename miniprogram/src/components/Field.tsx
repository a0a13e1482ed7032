import { useRef, useState } from 'react'
import { Textarea } from '@tarojs/components'
import { useFocusOn } from '../hooks/useFocusOn.ts'
import { useOwnId } from '../hooks/useOwnId.ts'
import { Box, Paragraph } from './elements.tsx'

export interface FieldProps {
  /** Of the field in its form. */
  name?: string
  label: string
  value: string
  placeholder: string
  /** Characters. */
  maxLength: number
  /** A fault or a hint under the field. */
  note?: string
  faulty?: boolean
  /** Its words are on their way: they can be read and not changed. */
  locked?: boolean
  /** Takes the focus whenever this changes to another value. */
  focusOn?: number
  onWrite(value: string): void
  /** The keyboard's own send key; Ctrl+Enter at a desk. */
  onSend?(): void
}

const NAME = 'sentence'
const noteOf = (id: string) => `${id}-note`

export function Field(props: FieldProps) {
  const { label, note, faulty } = props
  const id = useOwnId()
  return (
    <Box className={faulty ? 'field is-faulty' : 'field'}>
      {process.env.TARO_ENV === 'h5' ? (
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
      ) : (
        <Box className="field-label">{label}</Box>
      )}
      {process.env.TARO_ENV === 'h5' ? <BrowserArea {...props} id={id} /> : <WeappArea {...props} />}
      <Paragraph className="field-note" id={noteOf(id)} role={faulty ? 'alert' : undefined}>
        {note}
      </Paragraph>
    </Box>
  )
}

function BrowserArea({
  id,
  name = NAME,
  value,
  placeholder,
  maxLength,
  faulty,
  locked,
  focusOn,
  onWrite,
  onSend,
}: FieldProps & { id: string }) {
  const area = useRef<HTMLTextAreaElement>(null)
  useFocusOn(focusOn, () => area.current?.focus())
  return (
    <textarea
      ref={area}
      id={id}
      name={name}
      className="field-area"
      rows={3}
      value={value}
      placeholder={placeholder}
      maxLength={maxLength}
      readOnly={locked}
      aria-invalid={faulty}
      aria-describedby={noteOf(id)}
      enterKeyHint="enter"
      onChange={(event) => onWrite(event.target.value)}
      onKeyDown={(event) => {
        const asked = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
        // While an input method is composing, Enter belongs to it.
        if (asked && !event.nativeEvent.isComposing) onSend?.()
      }}
    />
  )
}

function WeappArea({ label, value, placeholder, maxLength, locked, focusOn, onWrite, onSend }: FieldProps) {
  const [focus, setFocus] = useState(false)
  useFocusOn(focusOn, () => setFocus(true))
  return (
    <Textarea
      className="field-area"
      value={value}
      placeholder={placeholder}
      placeholderClass="field-placeholder"
      maxlength={maxLength}
      disabled={locked}
      focus={focus}
      cursorSpacing={140}
      disableDefaultPadding
      confirmType="send"
      ariaLabel={label}
      onInput={(event) => onWrite(event.detail.value)}
      onBlur={() => setFocus(false)}
      onConfirm={onSend}
    />
  )
}
