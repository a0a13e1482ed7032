import { useState } from 'react'
import type { Figures as Shown } from '../api/routes/office.ts'
import { Button } from '../components/Button.tsx'
import { Box, Line, Paragraph } from '../components/elements.tsx'
import { Bars, stepsOf } from './Bars.tsx'
import { Section } from './Section.tsx'
import { words } from './words.ts'

/** A month day by day: a row of thin bars, what is to be seen in them, and each day's number for who wants it. */
export function Days({ days }: { days: Shown['byDay'] }) {
  const [each, showEach] = useState(false)
  const [first, ...later] = days
  if (first === undefined) return null
  const busiest = later.reduce((most, day) => (day.count > most.count ? day : most), first)
  const quiet = days.filter(({ count }) => count === 0).length
  return (
    <Section title={words.byDay}>
      <Columns days={days} most={busiest.count} />
      <Paragraph className="invitation">
        {busiest.count === 0 ? words.nothing : words.busiest(busiest.word, busiest.count, quiet)}
      </Paragraph>
      {each ? <Bars lines={days} /> : null}
      <Button onTap={() => showEach(!each)}>{each ? words.fewerDays : words.eachDay}</Button>
    </Section>
  )
}

function Columns({ days, most }: { days: Shown['byDay']; most: number }) {
  return (
    <Box hidden>
      <Box className="days">
        {days.map(({ day, count }) => (
          <Box key={day} className="day">
            {count === 0 ? null : <Box className={`day-fill day-${stepsOf(count, most)}`} />}
          </Box>
        ))}
      </Box>
      <Box className="days-ends">
        <Line>{days[0]?.word}</Line>
        <Line>{days.length > 1 ? days[days.length - 1]?.word : ''}</Line>
      </Box>
    </Box>
  )
}
