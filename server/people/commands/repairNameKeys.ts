import type { Platform } from '../../platform/platform.ts'
import { nameKeys } from '../nameKeys.ts'
import { peopleOf } from '../person.model.ts'

export interface Pace {
  /** People in one go. */
  batch?: number
  /** Called between two batches: the others' turn. */
  rest?: () => Promise<void>
}

/**
 * People who were written down before names had keys get theirs, so that they are found by pinyin too. Harmless the second
 * time, and beside others at it; a name that changes meanwhile keeps the keys that came with it. Returns how many.
 */
export async function repairNameKeys(
  platform: Pick<Platform, 'db'>,
  { batch = 100, rest = async () => undefined }: Pace = {},
): Promise<number> {
  let repaired = 0
  let after = ''
  for (;;) {
    const unkeyed = await peopleOf(platform)
      .find({ _id: { $gt: after }, nameKeys: { $exists: false } }, { projection: { name: 1 } })
      .sort({ _id: 1 })
      .limit(batch)
      .toArray()
    const last = unkeyed.at(-1)
    if (!last) return repaired
    const writes = await Promise.all(
      unkeyed.map(async ({ _id, name }) => ({
        updateOne: {
          filter: { _id, name, nameKeys: { $exists: false } },
          update: { $set: { nameKeys: await nameKeys(name) } },
        },
      })),
    )
    repaired += (await peopleOf(platform).bulkWrite(writes, { ordered: false })).modifiedCount
    after = last._id
    await rest()
  }
}
