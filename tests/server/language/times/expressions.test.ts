import { readMinute } from '../../../../server/language/grammar/times/calendar.ts'
import { chooseTime, readTimes, toWhen } from '../../../../server/language/grammar/times/times.ts'
import { normalise } from '../../../../server/language/normalise/normalise.ts'
import { EXPRESSIONS } from './expressions/index.ts'

function whenOf(text: string, now: string): string {
  const minute = readMinute(now) ?? 0
  const read = readTimes(normalise(text), minute)
  const span = chooseTime(read.spans, read.text)
  const when = span && toWhen(span, minute)
  if (!when || !('from' in when || 'to' in when)) return '-'
  return when.from === when.to ? (when.from ?? '-') : `${when.from ?? ''}~${when.to ?? ''}`
}

/** `11-26T08:00` of a year, in full. */
function inFull(expected: string, year: string): string {
  const full = expected.replace(/(?<![\d-])(?=\d\d-\d\dT)/g, `${year}-`)
  const [from, to] = full.split('~')
  return to !== undefined && from === to ? from : full
}

describe('times in messages', () => {
  for (const [now, expressions] of Object.entries(EXPRESSIONS)) {
    it.each(expressions)(`at ${now}: %s is %s`, (text, expected) =>
      expect(whenOf(text, now)).toBe(inFull(expected, now.slice(0, 4))),
    )
  }

  it('takes at least 250 expressions', () => expect(Object.values(EXPRESSIONS).flat().length).toBeGreaterThan(250))
})
