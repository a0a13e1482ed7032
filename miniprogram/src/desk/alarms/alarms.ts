import type { Alarm } from '../../api/routes/desk.ts'
import { alarmWords } from './words.ts'

/** Danger first, then what nobody has looked at, then the oldest. */
export function inOrder(alarms: readonly Alarm[]): Alarm[] {
  const rank = ({ kind, state }: Alarm) => (kind === 'emergency' ? 0 : 2) + (state === 'open' ? 0 : 1)
  return [...alarms].sort((a, b) => rank(a) - rank(b) || a.raisedAt.localeCompare(b.raisedAt))
}

export const isEmergency = ({ kind }: Alarm) => kind === 'emergency'

/** 王阿姨 · 6区9栋 · 没留电话: as far as the station knows. Empty where it is about nobody. */
export function whoAndWhere({ about }: Pick<Alarm, 'about'>): string {
  if (about === undefined) return ''
  return [about.name, about.place ?? alarmWords.noPlace, about.phoneKnown ? '' : alarmWords.noPhone]
    .filter(Boolean)
    .join(' · ')
}
