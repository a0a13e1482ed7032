import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import { talkWindowsOf } from '../subscription.model.ts'

type Ground = Pick<Platform, 'db' | 'clock'>

/** After a message five words within 48 hours; after coming in two within a minute (WX-22). */
const AFTER_MESSAGE = { ms: 48 * 3_600_000, words: 5 }
const AFTER_ENTERING = { ms: 60_000, words: 2 }

/** Somebody wrote (`spoke`) or came into the customer-service talk. The same push opens it once. */
export async function openTalkWindow(
  platform: Ground,
  account: string,
  { spoke, at, cause }: { spoke: boolean; at: Date; cause: string },
): Promise<void> {
  const { ms, words } = spoke ? AFTER_MESSAGE : AFTER_ENTERING
  const window = { until: new Date(at.getTime() + ms), left: words, cause, ...(spoke && { spokeAt: at }) }
  // Coming in again must not shorten what a message has opened.
  const smaller = spoke ? {} : { $or: [{ until: { $lt: window.until } }, { left: { $lt: words } }] }
  try {
    await talkWindowsOf(platform).updateOne(
      { _id: account, cause: { $ne: cause }, ...smaller },
      { $set: window },
      { upsert: true },
    )
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
}

/** In a bound chat answers are taken for a day after each of her words; how many, its gateway counts. An older word shortens nothing. */
const BOUND_MS = 24 * 3_600_000

/** She wrote in a bound chat (`ilink:…`). */
export async function openBoundChat(platform: Ground, chatId: string, at: Date): Promise<void> {
  await talkWindowsOf(platform).updateOne(
    { _id: chatId },
    { $max: { until: new Date(at.getTime() + BOUND_MS), spokeAt: at }, $set: { left: 1, cause: 'bound' } },
    { upsert: true },
  )
}

/** Nothing is known any more of when these chats were open. */
export async function forgetBoundChats(platform: Ground, chatIds: readonly string[]): Promise<void> {
  await talkWindowsOf(platform).deleteMany({ _id: { $in: [...chatIds] } })
}

/** One word of the open talk; false when it is closed or full. */
export async function takeTalkWord(platform: Ground, account: string): Promise<boolean> {
  const open = { _id: account, until: { $gt: platform.clock.now() }, left: { $gt: 0 } }
  const { modifiedCount } = await talkWindowsOf(platform).updateOne(open, { $inc: { left: -1 } })
  return modifiedCount === 1
}

/** WeChat says that it is closed. */
export async function closeTalkWindow(platform: Ground, account: string): Promise<void> {
  await talkWindowsOf(platform).updateOne({ _id: account }, { $set: { left: 0 } })
}
