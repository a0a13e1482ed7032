import { joiningWords } from '@yimin/shared/joining/words'
import { forgetWeChatWays } from '../../../messaging/index.ts'
import {
  accountOf,
  dropChat,
  forgetWeChatAccount,
  hasOpenRelease,
  recordRelease,
  wishRelease,
} from '../../../people/index.ts'
import type { Person } from '../../../people/index.ts'
import { WECHAT } from '../../../people/index.ts'
import type { Platform } from '../../../platform/platform.ts'

/**
 * The phone is lost, or the account is somebody else's by now. The first colleague writes the wish down, the second one carries it
 * out: the old account is signed out and is nobody's; the new one joins by a code of the station. Throws DomainError `conflict`.
 */
export async function releaseWeChat(
  platform: Platform,
  person: Person,
  by: { id: string; reason: string },
): Promise<void> {
  const account = accountOf(person)
  if (account === undefined || !hasOpenRelease(person, platform.clock.now())) return wishRelease(platform, person, by)
  const chatId = `${WECHAT}:${account}`
  await recordRelease(platform, person, chatId, { ...by, to: joiningWords.released })
  await letGoAccount(platform, person.id, chatId)
}

/** Signs the account out and forgets what WeChat told of it; a bound chat is just hers no more. Harmless the second time. */
export async function letGoAccount(platform: Pick<Platform, 'db'>, personId: string, chatId: string): Promise<void> {
  if (!chatId.startsWith(`${WECHAT}:`)) return dropChat(platform, personId, chatId)
  const account = chatId.slice(WECHAT.length + 1)
  await forgetWeChatWays(platform, account)
  await forgetWeChatAccount(platform, account, personId)
}
