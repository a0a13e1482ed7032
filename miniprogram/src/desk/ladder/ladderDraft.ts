import type { Ladders } from '../../api/routes/desk.ts'

export type Rung = Ladders['items'][number]['rungs'][number]

/** A rung as it is being written: figures as typed. */
export interface RungDraft extends Omit<Rung, 'ask' | 'minutes'> {
  ask: string
  minutes: string
}

export function draftsOf(rungs: readonly Rung[]): RungDraft[] {
  return rungs.map((rung) => ({ ...rung, ask: String(rung.ask), minutes: String(rung.minutes) }))
}

/** What is written as a ladder. What is no number is 0 people, or less than no minutes: the server names it as a fault then. */
export function rungsOf(drafts: readonly RungDraft[]): Rung[] {
  return drafts.map(({ ask, minutes, ...rung }) => ({ ...rung, ask: numberIn(ask, 0), minutes: numberIn(minutes, -1) }))
}

function numberIn(text: string, otherwise: number): number {
  const number = text.trim() === '' ? NaN : Number(text)
  return Number.isFinite(number) ? number : otherwise
}

/** A rung more before the person at the end, like the one above it; what led to her leads to the new rung. */
export function withRung(drafts: readonly RungDraft[]): RungDraft[] {
  const before = drafts.slice(0, -1)
  const [last] = drafts.slice(-1)
  const like = before[before.length - 1]
  if (!last) return [...drafts]
  const id = freeId(drafts)
  const fresh: RungDraft = {
    who: 'skilled',
    ask: '5',
    minutes: '10',
    channel: 'private',
    inQuietHours: 'wait',
    ...like,
    id,
    next: last.id,
  }
  return [...before.map((rung) => (rung.next === last.id ? { ...rung, next: id } : rung)), fresh, last]
}

function freeId(drafts: readonly RungDraft[]): string {
  for (let n = drafts.length; ; n += 1) if (!drafts.some(({ id }) => id === `r${n}`)) return `r${n}`
}

/** Without one rung; what led to it leads to the rung after it. */
export function withoutRung(drafts: readonly RungDraft[], id: string): RungDraft[] {
  const next = drafts.find((rung) => rung.id === id)?.next ?? null
  return drafts.filter((rung) => rung.id !== id).map((rung) => (rung.next === id ? { ...rung, next } : rung))
}

/** Asks staff by name: the end of a ladder, and all of the emergency's. */
export function callsStaff({ who }: Pick<Rung, 'who'>): boolean {
  return who === 'worker_on_duty' || who === 'whole_staff'
}
