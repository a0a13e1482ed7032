import type { Platform } from '../../platform/platform.ts'
import { entryPlacesOf } from './entry.model.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

const REMEMBERED_MS = 30 * 24 * 3_600_000

/** Address and account are kept as a blind index alone: nobody reads off it where somebody works. */
const idOf = ({ vault }: Ground, account: string, from: string) => vault.blindIndex(`${account}|${from}`, 'entryPlace')

/** Somebody has signed in here well; it counts for thirty days. */
export async function rememberPlace(platform: Ground, account: string, from: string): Promise<void> {
  const until = new Date(platform.clock.now().getTime() + REMEMBERED_MS)
  await entryPlacesOf(platform).updateOne({ _id: idOf(platform, account, from) }, { $set: { until } }, { upsert: true })
}

export async function isKnownPlace(platform: Ground, account: string, from: string): Promise<boolean> {
  const known = await entryPlacesOf(platform).findOne({ _id: idOf(platform, account, from) })
  return known !== null && known.until > platform.clock.now()
}
