import { Box, Line, Paragraph } from './elements.tsx'
import { Button } from './Button.tsx'
import { words } from '../words.ts'

export interface Option<Value extends string> {
  value: Value
  word: string
  /** A second, smaller line. */
  about?: string
}

export interface ChoiceProps<Value extends string> {
  label: string
  options: readonly Option<Value>[]
  /** What is chosen; several where `onChoose` keeps several. */
  chosen: readonly Value[]
  /** `tiles`: large, for the one question of a page. `doors`: as large and closer, where more stands on the page. `chips`: small, for filters and details. */
  look?: 'tiles' | 'doors' | 'chips'
  fault?: string
  /** The label is for screen readers only. */
  quietLabel?: boolean
  onChoose(value: Value): void
}

/** Some of a few: each a button that says whether it is chosen by word, border and colour. */
export function Choice<Value extends string>({
  label,
  options,
  chosen,
  look = 'tiles',
  fault,
  quietLabel,
  onChoose,
}: ChoiceProps<Value>) {
  return (
    <Box className={`choice choice-${look}${fault === undefined ? '' : ' is-faulty'}`} role="group" label={label}>
      {quietLabel ? null : (
        <Box className="field-label" hidden>
          {label}
        </Box>
      )}
      <Box className="choice-options">
        {options.map(({ value, word, about }) => {
          const on = chosen.includes(value)
          return (
            <Button
              key={value}
              className={on ? 'option is-on' : 'option'}
              pressed={on}
              label={on && process.env.TARO_ENV !== 'h5' ? `${word}，${words.chosen}` : undefined}
              onTap={() => onChoose(value)}
            >
              <Line className="option-word">{word}</Line>
              {about === undefined ? null : <Line className="option-about">{about}</Line>}
            </Button>
          )
        })}
      </Box>
      {fault === undefined ? null : (
        <Paragraph className="field-note choice-fault" role="alert">
          {fault}
        </Paragraph>
      )}
    </Box>
  )
}

/** The chosen values with this one put in or taken out. */
export function toggled<Value extends string>(chosen: readonly Value[], value: Value): Value[] {
  return chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
}
