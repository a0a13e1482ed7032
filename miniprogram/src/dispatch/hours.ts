import type { HelperTerms } from '../api/routes.ts'

export type Span = HelperTerms['terms']['freeHours'][number]

export const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const
export const NEW_SPAN: Span = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }

/** Half hours of a day, `00:00` to `24:00`; a time that was set elsewhere (17:10) keeps its place among them. */
export function clockChoices(now: string): string[] {
  const halves = Array.from({ length: 49 }, (_, i) => `${pad(Math.floor(i / 2))}:${i % 2 === 0 ? '00' : '30'}`)
  return halves.includes(now) ? halves : [...halves, now].sort()
}

function pad(n: number): string {
  return String(n).padStart(2, '0')
}

export type PauseChoice = 'none' | 'morning' | 'week' | 'month' | 'kept'

const SHANGHAI_OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000
const DAYS_OFF = { morning: 1, week: 7, month: 30 } as const

/** Until eight in the morning (Asia/Shanghai), so many days on; as an instant in ISO 8601. */
export function pauseUntil(choice: keyof typeof DAYS_OFF, now: number): string {
  const localMidnight = Math.floor((now + SHANGHAI_OFFSET_MS) / DAY_MS) * DAY_MS
  const eight = localMidnight + DAYS_OFF[choice] * DAY_MS + 8 * 3_600_000 - SHANGHAI_OFFSET_MS
  return new Date(eight).toISOString()
}
