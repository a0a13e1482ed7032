import type { Person } from '../../people/index.ts'
import { newId } from '../../platform/ids.ts'
import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import { erasuresOf, LEASE_MS } from '../erasure.model.ts'

/** A wish to be forgotten is a row before it is done: whatever dies on the way, it is carried out. The same person twice is one wish. */
export async function beginErasure(platform: Platform, person: Person): Promise<string> {
  const _id = newId()
  const now = platform.clock.now()
  try {
    await erasuresOf(platform).insertOne({
      _id,
      stationId: person.stationId,
      state: 'running',
      askedAt: now,
      personId: person.id,
      // Whoever begins it carries it out at once; the sweeper comes only where that died.
      nextAt: new Date(now.getTime() + LEASE_MS),
    })
    return _id
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    return (await erasuresOf(platform).findOne({ personId: person.id }))?._id ?? _id
  }
}
