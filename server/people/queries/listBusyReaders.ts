import { STAFF_ROLES } from '@yimin/shared/people/roles'
import { fromLocal, toLocal } from '@yimin/shared/language/localTime'
import type { Platform } from '../../platform/platform.ts'
import type { ReadDoc } from '../reads.model.ts'
import { readsOf } from '../reads.model.ts'

type Ground = Pick<Platform, 'db' | 'clock'>

/** Midnight in Asia/Shanghai. */
export function beginOfToday({ clock }: Pick<Platform, 'clock'>): Date {
  return fromLocal(`${toLocal(clock.now()).slice(0, 10)}T00:00`)
}

function today(platform: Ground, more: { 'reader.id'?: string } = {}) {
  const rows = { at: { $gte: beginOfToday(platform) }, 'reader.role': { $in: [...STAFF_ROLES] }, ...more }
  return readsOf(platform).find(rows, { projection: { reader: 1, subject: 1 } })
}

/** Members of staff who opened sealed fields of at least so many people today, and of how many. */
export async function listBusyReaders(
  platform: Ground,
  least: number,
): Promise<{ readerId: string; people: number }[]> {
  const subjects = new Map<string, Set<string>>()
  for await (const { reader, subject } of today(platform) as AsyncIterable<Pick<ReadDoc, 'reader' | 'subject'>>)
    subjects.set(reader.id, (subjects.get(reader.id) ?? new Set()).add(subject))
  return [...subjects].map(([readerId, of]) => ({ readerId, people: of.size })).filter(({ people }) => people >= least)
}

/** Of whom this member of staff opened something today. */
export async function subjectsReadToday(platform: Ground, readerId: string): Promise<ReadonlySet<string>> {
  const rows = await today(platform, { 'reader.id': readerId }).toArray()
  return new Set(rows.map(({ subject }) => subject))
}
