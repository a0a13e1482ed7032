import type { DayPart, HolidayRule, Rhythm } from '@yimin/shared/recurring/contract'
import { useState } from 'react'
import type { RecurringTask } from '../api/routes/recurring.ts'
import { Button } from '../components/Button.tsx'
import { Choice, toggled } from '../components/Choice.tsx'
import { Box, Heading, Paragraph } from '../components/elements.tsx'
import { useAct } from '../hooks/useAct.ts'
import { words } from './words.ts'

const WEEKDAYS = words.weekdayWords.map((word, i) => ({ value: String(i + 1), word }))
const DATES = Array.from({ length: 31 }, (_, i) => ({ value: String(i + 1), word: words.date(i + 1) }))
const EVERIES = Object.entries(words.everies).map(([value, word]) => ({ value: value as Rhythm['every'], word }))
const PARTS = Object.entries(words.parts).map(([value, word]) => ({ value: value as DayPart, word }))
const RULES = Object.entries(words.holidayRules).map(([value, word]) => ({ value: value as HolidayRule, word }))

export interface RhythmFormProps {
  /** The request that is the pattern. */
  code: string
  /** One's own request, or a resident's at the desk. */
  route: 'repeatMyRequest' | 'repeatRequest'
  onBegun(answer: { reply: string; task: RecurringTask }): void
}

/** How often, when, and what on holidays: three taps for 每周二上午. */
export function RhythmForm({ code, route, onBegun }: RhythmFormProps) {
  const [every, setEvery] = useState<Rhythm['every']>('week')
  const [weekdays, setWeekdays] = useState<string[]>([])
  const [dates, setDates] = useState<string[]>([])
  const [part, setPart] = useState<DayPart>('morning')
  const [onHoliday, setOnHoliday] = useState<HolidayRule>('skip')
  const [missing, setMissing] = useState<string>()
  const act = useAct(route, onBegun)
  const rhythm = rhythmOf(every, weekdays, dates)
  const touch = () => {
    act.clear()
    setMissing(undefined)
  }
  const begin = () => {
    if (rhythm === undefined) return setMissing(every === 'week' ? words.chooseWeekday : words.chooseDate)
    act.run({ params: { code }, body: { rhythm, part, onHoliday } })
  }
  const fault = missing ?? Object.entries(act.faults).find(([path]) => path.startsWith('rhythm'))?.[1]
  return (
    <Box className="narrow">
      <Heading className="section-title">{words.formTitle(code)}</Heading>
      <Choice
        look="chips"
        label={words.every}
        options={EVERIES}
        chosen={[every]}
        fault={every === 'day' ? fault : undefined}
        onChoose={(value) => (touch(), setEvery(value))}
      />
      {every === 'week' ? (
        <Choice
          look="chips"
          label={words.weekdays}
          options={WEEKDAYS}
          chosen={weekdays}
          fault={fault}
          onChoose={(day) => (touch(), setWeekdays(toggled(weekdays, day)))}
        />
      ) : null}
      {every === 'month' ? (
        <Choice
          look="chips"
          label={words.dates}
          options={DATES}
          chosen={dates}
          fault={fault}
          onChoose={(date) => (touch(), setDates(toggled(dates, date)))}
        />
      ) : null}
      <Choice
        look="chips"
        label={words.part}
        options={PARTS}
        chosen={[part]}
        onChoose={(value) => (touch(), setPart(value))}
      />
      <Choice
        look="chips"
        label={words.holidays}
        options={RULES}
        chosen={[onHoliday]}
        onChoose={(value) => (touch(), setOnHoliday(value))}
      />
      {act.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {act.error}
        </Paragraph>
      )}
      <Button kind="main" busy={act.busy} onTap={begin}>
        {words.begin}
      </Button>
    </Box>
  )
}

/** `undefined` while no day is chosen. */
function rhythmOf(every: Rhythm['every'], weekdays: string[], dates: string[]): Rhythm | undefined {
  if (every === 'day') return { every }
  const chosen = (every === 'week' ? weekdays : dates).map(Number)
  if (chosen.length === 0) return undefined
  return every === 'week' ? { every, weekdays: chosen } : { every, dates: chosen.slice(0, 10) }
}
