import type { Platform } from '../../platform/platform.ts'
import { peopleOf } from '../person.model.ts'
import { sessionsOf } from '../session.model.ts'
import { chatIdOfAccount } from '../queries/findWeChatAccount.ts'
import { weChatAccountsOf } from '../weChatAccount.model.ts'

/** The person took the consent back in WeChat: signed out everywhere, openid and session key gone. The requests stay with the station. */
export async function forgetWeChatAccount(
  platform: Pick<Platform, 'db'>,
  accountId: string,
  personId: string | undefined,
): Promise<void> {
  if (personId !== undefined) {
    await sessionsOf(platform).deleteMany({ personId })
    await peopleOf(platform).updateOne(
      { _id: personId, chatIds: chatIdOfAccount(accountId) },
      { $pull: { chatIds: chatIdOfAccount(accountId) }, $inc: { v: 1 } },
    )
  }
  await weChatAccountsOf(platform).deleteOne({ _id: accountId })
}
