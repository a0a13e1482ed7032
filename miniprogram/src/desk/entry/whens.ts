import type { Reading } from '../../api/routes/desk.ts'
import { localOf } from '../time.ts'

export type When = NonNullable<Reading['when']>

export const WHENS = [
  'asap',
  'thisMorning',
  'thisAfternoon',
  'thisEvening',
  'tomorrowMorning',
  'tomorrowAfternoon',
] as const
export type WhenName = (typeof WHENS)[number]

const DAY_MS = 86_400_000
const SPANS: Record<Exclude<WhenName, 'asap'>, [days: number, from: string, to: string]> = {
  thisMorning: [0, '08:00', '12:00'],
  thisAfternoon: [0, '13:00', '18:00'],
  thisEvening: [0, '18:00', '21:00'],
  tomorrowMorning: [1, '08:00', '12:00'],
  tomorrowAfternoon: [1, '13:00', '18:00'],
}

/** The span of a chip, in local time of the community. */
export function whenOf(name: WhenName, now: number): When {
  if (name === 'asap') return { asap: true }
  const [days, from, to] = SPANS[name]
  const day = localOf(now + days * DAY_MS).slice(0, 10)
  return { from: `${day}T${from}`, to: `${day}T${to}` }
}

/** Chips whose time has not passed. */
export function whensFrom(now: number): WhenName[] {
  return WHENS.filter((name) => (whenOf(name, now).to ?? '9') > localOf(now))
}
