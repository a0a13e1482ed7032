import type { FormTime } from '@yimin/shared/myRequests/contract'
import type { Faults } from '../api/apiError.ts'
import { Box } from '../components/elements.tsx'
import { Choice } from '../components/Choice.tsx'
import { Select } from '../components/Select.tsx'
import type { ChosenMoment } from './formDraft.ts'
import { requestWords as words, timeWords } from './words.ts'

export interface TimeChooserProps {
  time: ChosenMoment
  /** Today, as the phone has it. */
  today: Date
  /** Somebody must keep the hour free: 不急 is no answer. */
  needsHour?: boolean
  /** What is set now, in words: it stays as long as nothing else is chosen. */
  present?: string
  faults: Faults
  onChange(time: ChosenMoment): void
}

/** Nothing else is chosen: what is set stays. */
export const UNTOUCHED = '' as FormTime
const TIMES = Object.keys(timeWords) as FormTime[]
/** From this hour on it is over for today. */
const OVER_FROM: Partial<Record<FormTime, number>> = { today: 19, tonight: 20 }
const DAYS_AHEAD = 14
/** From seven to half past eight in the evening, by half hours. */
const HOURS = Array.from({ length: 28 }, (_, i) => `${pad(7 + Math.floor(i / 2))}:${i % 2 === 0 ? '00' : '30'}`)

/** Until when, by one tap; a time of one's own by two lists. */
export function TimeChooser({ time, today, needsHour, present, faults, onChange }: TimeChooserProps) {
  const times = TIMES.filter(
    (choice) => !(needsHour && choice === 'no_hurry') && today.getHours() < (OVER_FROM[choice] ?? 24),
  )
  const isOver = today.getHours() >= (OVER_FROM[time.choice] ?? 24)
  return (
    <Box className="time">
      <Choice
        label={words.when}
        look="chips"
        options={[
          ...(present === undefined ? [] : [{ value: UNTOUCHED, word: words.asItIs(present) }]),
          ...times.map((value) => ({ value, word: timeWords[value] })),
        ]}
        chosen={[time.choice]}
        fault={faults['when.choice'] ?? (isOver ? words.timeOver : undefined)}
        onChoose={(choice) => onChange({ ...time, choice })}
      />
      {time.choice === 'at' ? (
        <Box className="time-own">
          <Select
            name="day"
            label={words.day}
            placeholder={words.chooseDay}
            options={daysFrom(today)}
            value={time.day}
            fault={faults['when.at']}
            onChoose={(day) => onChange({ ...time, day })}
          />
          <Select
            name="hour"
            label={words.hour}
            placeholder={words.chooseHour}
            options={HOURS.map((value) => ({ value, word: value }))}
            value={time.hour}
            onChoose={(hour) => onChange({ ...time, hour })}
          />
        </Box>
      ) : null}
    </Box>
  )
}

function daysFrom(today: Date) {
  return Array.from({ length: DAYS_AHEAD }, (_, ahead) => {
    const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() + ahead)
    const [month, date] = [day.getMonth() + 1, day.getDate()]
    return {
      value: `${day.getFullYear()}-${pad(month)}-${pad(date)}`,
      word: words.dayWord(month, date, day.getDay()),
    }
  })
}

function pad(n: number): string {
  return String(n).padStart(2, '0')
}
