import type { Faults } from '../api/apiError.ts'
import { Box, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Select } from '../components/Select.tsx'
import { clockChoices, DAYS, NEW_SPAN } from './hours.ts'
import type { Span } from './hours.ts'
import { dispatchWords } from './words.ts'

const DAY_OPTIONS = DAYS.map((value, i) => ({ value, word: dispatchWords.days[i] ?? value }))
const MOST_SPANS = 21

export interface HoursEditorProps {
  spans: readonly Span[]
  /** Of the whole form; those of the hours stand below `freeHours`. */
  faults?: Faults
  onChange(spans: Span[]): void
}

/** Hours that come back every week: days, from, to; as many spans as one likes. */
export function HoursEditor({ spans, faults = {}, onChange }: HoursEditorProps) {
  const put = (at: number, change: Partial<Span>) =>
    onChange(spans.map((span, i) => (i === at ? { ...span, ...change } : span)))
  return (
    <>
      {spans.map((span, i) => (
        // A span has no name of its own but its place.
        <SpanFields
          key={i}
          at={i}
          span={span}
          faults={faults}
          onChange={(change) => put(i, change)}
          onDrop={() => onChange(spans.filter((_, other) => other !== i))}
        />
      ))}
      {faults.freeHours === undefined ? null : (
        <Paragraph className="field-note choice-fault" role="alert">
          {faults.freeHours}
        </Paragraph>
      )}
      {spans.length < MOST_SPANS ? (
        <Button onTap={() => onChange([...spans, NEW_SPAN])}>{dispatchWords.addHours}</Button>
      ) : null}
    </>
  )
}

interface SpanFieldsProps {
  at: number
  span: Span
  faults: Faults
  onChange(change: Partial<Span>): void
  onDrop(): void
}

function SpanFields({ at, span, faults, onChange, onDrop }: SpanFieldsProps) {
  const faultOf = (...parts: string[]) => parts.map((part) => faults[`freeHours.${at}${part}`]).find(Boolean)
  const options = (now: string) => clockChoices(now).map((value) => ({ value, word: value }))
  const place = at + 1
  const toggle = (day: number) => {
    const days = span.days.includes(day) ? span.days.filter((one) => one !== day) : [...span.days, day].sort()
    // A span without a day is none; it is taken out by its own button.
    if (days.length > 0) onChange({ days })
  }
  return (
    <Box className="span">
      <Choice
        look="chips"
        label={dispatchWords.daysLabel(place)}
        options={DAY_OPTIONS}
        chosen={DAYS.filter((day) => span.days.includes(Number(day)))}
        fault={faultOf('.days')}
        onChoose={(day) => toggle(Number(day))}
      />
      <Box className="span-times">
        <Select
          name={`from-${at}`}
          label={dispatchWords.from(place)}
          options={options(span.from)}
          value={span.from}
          placeholder={dispatchWords.pickTime}
          fault={faultOf('', '.from')}
          onChoose={(from) => onChange({ from })}
        />
        <Select
          name={`to-${at}`}
          label={dispatchWords.to(place)}
          options={options(span.to)}
          value={span.to}
          placeholder={dispatchWords.pickTime}
          fault={faultOf('.to')}
          onChoose={(to) => onChange({ to })}
        />
      </Box>
      <Button kind="quiet" onTap={onDrop}>
        {dispatchWords.dropHours(place)}
      </Button>
    </Box>
  )
}
