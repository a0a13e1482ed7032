import { Picker } from '@tarojs/components'
import { words } from '../words.ts'
import { Box, Line, Paragraph } from './elements.tsx'
import type { Option } from './Choice.tsx'

export interface SelectProps<Value extends string> {
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
  const { name, label, fault } = props
  return (
    <Box className={fault === undefined ? 'field' : 'field is-faulty'}>
      {process.env.TARO_ENV === 'h5' ? (
        <label className="field-label" htmlFor={name}>
          {label}
        </label>
      ) : (
        <Box className="field-label">{label}</Box>
      )}
      {process.env.TARO_ENV === 'h5' ? <BrowserSelect {...props} /> : <WeappSelect {...props} />}
      {fault === undefined ? null : (
        <Paragraph className="field-note" id={`${name}-note`} role="alert">
          {fault}
        </Paragraph>
      )}
    </Box>
  )
}

function BrowserSelect<Value extends string>({
  name,
  options,
  value,
  placeholder,
  fault,
  disabled,
  onChoose,
}: SelectProps<Value>) {
  return (
    <select
      id={name}
      name={name}
      className="field-line"
      value={value ?? ''}
      disabled={disabled}
      aria-invalid={fault !== undefined}
      aria-describedby={fault === undefined ? undefined : `${name}-note`}
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
  )
}

function WeappSelect<Value extends string>({
  label,
  options,
  value,
  placeholder,
  disabled,
  onChoose,
}: SelectProps<Value>) {
  const at = options.findIndex((option) => option.value === value)
  const said = options[at]?.word ?? placeholder
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
      <Box className="field-line" role="button" label={words.labelled(label, said)}>
        <Line className={at < 0 ? 'field-placeholder' : undefined}>{said}</Line>
      </Box>
    </Picker>
  )
}
