import { isHoliday, knowsHolidaysOf } from '../../../server/recurring/holidays.ts'
import { isNamed, nextInstance } from '../../../server/recurring/rhythm.ts'
import type { HolidayRule, Rhythm } from '@yimin/shared/recurring/contract'

const TUESDAYS: Rhythm = { every: 'week', weekdays: [2] }
const daily: Rhythm = { every: 'day' }

/** The days on which it is done, up to `count`. */
function daysOf(rhythm: Rhythm, onHoliday: HolidayRule, from: string, count: number, until?: string): string[] {
  const days: string[] = []
  let [after, lastOn] = [from, from]
  for (let i = 0; i < count; i += 1) {
    const next = nextInstance({ rhythm, onHoliday, ...(until === undefined ? {} : { until }) }, after, lastOn)
    if (!next) break
    days.push(next.on === next.day ? next.on : `${next.on} for ${next.day}`)
    ;[after, lastOn] = [next.day, next.on]
  }
  return days
}

describe('a rhythm', () => {
  it('names every Tuesday', () => {
    expect(daysOf(TUESDAYS, 'skip', '2026-11-22', 3)).toEqual(['2026-11-24', '2026-12-01', '2026-12-08'])
  })

  it('names several days of the week in their order, over the end of a year', () => {
    const some: Rhythm = { every: 'week', weekdays: [1, 4] }
    expect(daysOf(some, 'anyway', '2026-12-29', 3)).toEqual(['2026-12-31', '2027-01-04', '2027-01-07'])
  })

  it('takes the last day of a month that has no 31st, and not twice', () => {
    const ends: Rhythm = { every: 'month', dates: [30, 31] }
    expect(daysOf(ends, 'anyway', '2027-01-30', 3)).toEqual(['2027-01-31', '2027-02-28', '2027-03-30'])
    expect(isNamed({ every: 'month', dates: [29] }, '2028-02-29')).toBe(true)
  })

  it('ends with its last day', () => {
    expect(daysOf(TUESDAYS, 'skip', '2026-11-22', 9, '2026-12-02')).toEqual(['2026-11-24', '2026-12-01'])
  })
})

describe('on a public holiday', () => {
  it('it is known who is off work: the first week of October, and no Saturday worked for it', () => {
    expect(['2026-09-30', '2026-10-01', '2026-10-07', '2026-10-10'].map(isHoliday)).toEqual([false, true, true, false])
  })

  it('it is left out, or comes anyway', () => {
    expect(daysOf(TUESDAYS, 'skip', '2026-09-29', 1)).toEqual(['2026-10-13'])
    expect(daysOf(TUESDAYS, 'anyway', '2026-09-29', 1)).toEqual(['2026-10-06'])
  })

  it('it comes on the last day before, or on the first after', () => {
    expect(daysOf(TUESDAYS, 'before', '2026-09-29', 2)).toEqual(['2026-09-30 for 2026-10-06', '2026-10-13'])
    expect(daysOf(TUESDAYS, 'after', '2026-09-29', 2)).toEqual(['2026-10-08 for 2026-10-06', '2026-10-13'])
  })

  it('two that would fall on the same day are one', () => {
    const twice: Rhythm = { every: 'week', weekdays: [2, 5] }
    // The 2nd and the 6th are both holidays; the 30th of September is a Wednesday.
    expect(daysOf(twice, 'before', '2026-09-29', 2)).toEqual(['2026-09-30 for 2026-10-02', '2026-10-09'])
  })

  it('nothing is moved onto a day that has its own', () => {
    expect(daysOf(daily, 'after', '2026-09-29', 3)).toEqual(['2026-09-30', '2026-10-08', '2026-10-09'])
  })

  it('a day before the beginning does not come', () => {
    expect(daysOf(TUESDAYS, 'before', '2026-10-02', 1)).toEqual(['2026-10-13'])
  })

  it('a year that is not announced has ordinary days', () => {
    expect(knowsHolidaysOf('2026-10-01')).toBe(true)
    expect(knowsHolidaysOf('2099-10-01')).toBe(false)
    expect(daysOf({ every: 'month', dates: [1] }, 'skip', '2099-09-29', 1)).toEqual(['2099-10-01'])
  })
})
