import { coversInstant, minutesUntilNext, weekHours } from '@yimin/shared/organisations/hours'

const at = (local: string) => new Date(`${local}:00+08:00`)
const weekdays = { days: [1, 2, 3, 4, 5], from: '08:30', to: '17:30' }
const nights = { days: [7], from: '22:00', to: '06:00' }

test.each([
  ['a Monday at its first minute', weekdays, '2026-11-23T08:30', true],
  ['a Monday a minute before', weekdays, '2026-11-23T08:29', false],
  ['the last minute is outside', weekdays, '2026-11-27T17:30', false],
  ['a Sunday is no weekday', weekdays, '2026-11-22T12:00', false],
  [
    'Shanghai is a day ahead of UTC in its early hours',
    { days: [1], from: '00:00', to: '01:00' },
    '2026-11-23T00:30',
    true,
  ],
  ['a night runs on into the next day, over the end of the week', nights, '2026-11-23T05:59', true],
  ['a night is over at its end', nights, '2026-11-23T06:00', false],
  ['the night before belongs to Saturday, which has none', nights, '2026-11-22T05:00', false],
  ['the whole day to its end', { days: [7], from: '00:00', to: '24:00' }, '2026-11-22T23:59', true],
  ['the same beginning and end is a whole day', { days: [7], from: '10:00', to: '10:00' }, '2026-11-23T09:59', true],
])('%s', (_words, span, local, covered) => {
  expect(coversInstant([span], at(local))).toBe(covered)
})

test('minutes until hours begin again', () => {
  expect(minutesUntilNext([weekdays], at('2026-11-22T08:30'))).toBe(24 * 60)
  expect(minutesUntilNext([weekdays, nights], at('2026-11-22T21:00'))).toBe(60)
  expect(minutesUntilNext([], at('2026-11-22T21:00'))).toBeUndefined()
})

test('hours that no clock shows are refused', () => {
  expect(weekHours.safeParse({ days: [1], from: '25:00', to: '08:00' }).success).toBe(false)
  expect(weekHours.safeParse({ days: [0], from: '07:00', to: '08:00' }).success).toBe(false)
})
