import { DomainError } from '@yimin/shared/errors/domainError'
import { entryWords } from '@yimin/shared/entry/words'
import { isDuplicateKey } from '../../../platform/mongo.ts'
import type { Platform } from '../../../platform/platform.ts'
import { entryTriesOf } from '../entry.model.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

/** So many wrong guesses within a span, at whatever is named. */
export interface TryLimit {
  /** What is limited: kept as a blind index. */
  of: string
  most: number
  minutes: number
}

/**
 * Counts a try at each limit before it is looked at, so that guesses of the same moment count too; a good one is given back.
 * Throws DomainError `too_many` during a pause.
 */
export async function limitTries<T>(platform: Ground, limits: readonly TryLimit[], work: () => Promise<T>): Promise<T> {
  for (const limit of limits) await claim(platform, limit)
  const result = await work()
  for (const limit of limits) await giveBack(platform, limit)
  return result
}

const idOf = ({ vault }: Ground, { of }: TryLimit) => vault.blindIndex(of, 'entryTries')

async function claim(platform: Ground, limit: TryLimit): Promise<void> {
  const tries = entryTriesOf(platform)
  const now = platform.clock.now()
  const _id = idOf(platform, limit)
  const until = new Date(now.getTime() + limit.minutes * 60_000)
  await tries.deleteOne({ _id, until: { $lte: now } })
  try {
    await tries.updateOne(
      { _id, count: { $lt: limit.most } },
      { $inc: { count: 1 }, $setOnInsert: { until } },
      { upsert: true },
    )
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    if (await isFull(platform, limit)) throw new DomainError('too_many', { say: entryWords.pause(limit.minutes) })
    await claim(platform, limit)
  }
}

async function isFull(platform: Ground, limit: TryLimit): Promise<boolean> {
  const known = await entryTriesOf(platform).findOne({ _id: idOf(platform, limit) })
  return known !== null && known.count >= limit.most && known.until > platform.clock.now()
}

async function giveBack(platform: Ground, limit: TryLimit): Promise<void> {
  await entryTriesOf(platform).updateOne({ _id: idOf(platform, limit), count: { $gt: 0 } }, { $inc: { count: -1 } })
}
