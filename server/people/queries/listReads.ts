import type { Filter } from 'mongodb'
import { DomainError } from '@yimin/shared/errors/domainError'
import { fieldWords } from '@yimin/shared/errors/words'
import type { Platform } from '../../platform/platform.ts'
import type { ReadDoc } from '../reads.model.ts'
import { readsOf } from '../reads.model.ts'

export interface ReadsPage {
  items: ReadDoc[]
  nextCursor: string | null
}

const PAGE = 30

/** A cursor is the place after the last entry shown: time and id. */
function after(cursor: string): Filter<ReadDoc> {
  const [time = '', id = ''] = cursor.split('.')
  const at = new Date(Number(time))
  if (id === '' || Number.isNaN(at.getTime()))
    throw new DomainError('invalid_input', { fields: [{ path: 'cursor', message: fieldWords.noPage }] })
  return { $or: [{ at: { $lt: at } }, { at, _id: { $lt: id } }] }
}

/** Who read a person's sealed fields, newest first. Throws DomainError `invalid_input` for a cursor that is none. */
export async function listReadsOf(
  platform: Pick<Platform, 'db'>,
  subjectId: string,
  { limit = PAGE, cursor }: { limit?: number; cursor?: string } = {},
): Promise<ReadsPage> {
  const found = await readsOf(platform)
    .find({ subject: subjectId, ...(cursor === undefined ? {} : after(cursor)) })
    .sort({ at: -1, _id: -1 })
    .limit(limit + 1)
    .toArray()
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: found.length > limit && last ? `${last.at.getTime()}.${last._id}` : null }
}
