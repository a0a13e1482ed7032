import type { Platform } from '../../platform/platform.ts'
import { subscriptionsOf, talkWindowsOf } from '../subscription.model.ts'

/** Nothing is known any more of what this account allowed. */
export async function forgetWeChatWays(platform: Pick<Platform, 'db'>, account: string): Promise<void> {
  await subscriptionsOf(platform).deleteMany({ _id: { $gte: `${account}.`, $lt: `${account}/` } })
  await talkWindowsOf(platform).deleteOne({ _id: account })
}
