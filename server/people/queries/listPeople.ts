import type { Filter } from 'mongodb'
import type { Role } from '@yimin/shared/people/roles'
import { DomainError } from '@yimin/shared/errors/domainError'
import { fieldWords } from '@yimin/shared/errors/words'
import type { Platform } from '../../platform/platform.ts'
import { matching } from '../nameKeys.ts'
import type { Person, PersonDoc } from '../person.model.ts'
import { peopleOf, toPerson } from '../person.model.ts'

export interface RegisterQuery {
  search?: string
  role?: Role
  verified?: 'yes' | 'no'
  limit?: number
  cursor?: string
}

const PAGE = 30

function after(cursor: string): Filter<PersonDoc> {
  const [time = '', id = ''] = cursor.split('.')
  const createdAt = new Date(Number(time))
  if (time === '' || id === '' || Number.isNaN(createdAt.getTime()))
    throw new DomainError('invalid_input', { fields: [{ path: 'cursor', message: fieldWords.wrong }] })
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: id } }] }
}

/** One page of a station's register, newest entry first. Throws DomainError `invalid_input` for a cursor that is none. */
export async function listPeople(
  platform: Pick<Platform, 'db'>,
  stationId: string,
  { search, role, verified, limit = PAGE, cursor }: RegisterQuery,
): Promise<{ items: Person[]; nextCursor: string | null }> {
  const found = await peopleOf(platform)
    .find({
      stationId,
      ...(role && { role }),
      ...(verified && { verified: verified === 'yes' }),
      $and: [matching(search), ...(cursor === undefined ? [] : [after(cursor)])],
    })
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit + 1)
    .toArray()
  const items = found.slice(0, limit)
  const last = items.at(-1)
  const more = found.length > limit && last !== undefined
  return { items: items.map(toPerson), nextCursor: more ? `${last.createdAt.getTime()}.${last._id}` : null }
}
