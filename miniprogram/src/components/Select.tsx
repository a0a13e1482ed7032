import { Picker } from '@tarojs/components'
import { useOwnId } from '../hooks/useOwnId.ts'
import { words } from '../words.ts'
import { Box, Line, Paragraph } from './elements.tsx'
import type { Option } from './Choice.tsx'

export interface SelectProps<Value extends string> {
  /** Of the field in its form. */
  name: string
  label: string
  options: readonly Option<Value>[]
  value: Value | undefined
  /** What stands there while nothing is chosen. */
  placeholder: string
  fault?: string
  disabled?: boolean
  onChoose(value: Value): void
}

/** One of many, by the phone's or the browser's own list. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, fault } = props
  const id = useOwnId()
  return (
    <Box className={fault === undefined ? 'field' : 'field is-faulty'}>
      {process.env.TARO_ENV === 'h5' ? (
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
      ) : (
        <Box className="field-label">{label}</Box>
      )}
      {process.env.TARO_ENV === 'h5' ? <BrowserSelect {...props} id={id} /> : <WeappSelect {...props} />}
      {fault === undefined ? null : (
        <Paragraph className="field-note" id={noteOf(id)} role="alert">
          {fault}
        </Paragraph>
      )}
    </Box>
  )
}

const noteOf = (id: string) => `${id}-note`

const saidOf = <Value extends string>({ options, value, placeholder }: SelectProps<Value>) => {
  const chosen = options.find((option) => option.value === value)
  return { said: chosen?.word ?? placeholder, looks: chosen === undefined ? 'field-placeholder' : undefined }
}

/** A browser cuts the words of its own list where they are longer than the field: they stand below it, on as many lines as they need. */
function BrowserSelect<Value extends string>(props: SelectProps<Value> & { id: string }) {
  const { id, name, options, value, placeholder, fault, disabled, onChoose } = props
  const { said, looks } = saidOf(props)
  return (
    <Box className={disabled ? 'field-line select is-off' : 'field-line select'}>
      <Line className={looks} hidden>
        {said}
      </Line>
      <select
        id={id}
        name={name}
        className="select-list"
        value={value ?? ''}
        disabled={disabled}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : noteOf(id)}
        onChange={(event) => onChoose(event.target.value as Value)}
      >
        {value === undefined ? (
          <option value="" disabled>
            {placeholder}
          </option>
        ) : null}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </select>
    </Box>
  )
}

function WeappSelect<Value extends string>(props: SelectProps<Value>) {
  const { label, options, value, disabled, onChoose } = props
  const { said, looks } = saidOf(props)
  const at = options.findIndex((option) => option.value === value)
  return (
    <Picker
      mode="selector"
      range={options.map(({ word }) => word)}
      value={Math.max(at, 0)}
      disabled={disabled}
      onChange={(event) => {
        const chosen = options[Number(event.detail.value)]
        if (chosen !== undefined) onChoose(chosen.value)
      }}
    >
      <Box
        className={disabled ? 'field-line select is-off' : 'field-line select'}
        role="button"
        label={words.labelled(label, said)}
      >
        <Line className={looks}>{said}</Line>
      </Box>
    </Picker>
  )
}
