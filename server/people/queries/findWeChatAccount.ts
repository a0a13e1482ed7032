import type { Platform } from '../../platform/platform.ts'
import type { Person } from '../person.model.ts'
import { accountAt, OPENID_INDEX, weChatAccountsOf } from '../weChatAccount.model.ts'

/** How chat identities of the mini program begin. */
export const WECHAT = 'wechat'

/** How chat identities of WeChat's own bot channel begin: one person's private chat, bound by a code that she scanned. */
export const ILINK = 'ilink'

type Ground = Pick<Platform, 'db' | 'vault'>

/** By what the account of an openid is found. */
export function openidIndexOf(platform: Pick<Platform, 'vault'>, openid: string): string {
  return platform.vault.blindIndex(openid, OPENID_INDEX)
}

/** The account of an openid; where there is none yet, the id that it will have. */
export async function accountIdOf(platform: Ground, openid: string): Promise<string> {
  const openidIndex = openidIndexOf(platform, openid)
  const known = await weChatAccountsOf(platform).findOne({ openidIndex }, { projection: { _id: 1 } })
  return known?._id ?? openidIndex
}

/** The chat identity that an account gives to its person. */
export function chatIdOfAccount(accountId: string): string {
  return `${WECHAT}:${accountId}`
}

/** The account of a person who has come through WeChat. */
export function accountOf(person: Pick<Person, 'chatIds'>): string | undefined {
  return person.chatIds.find((id) => id.startsWith(`${WECHAT}:`))?.slice(WECHAT.length + 1)
}

/** As whom WeChat is to be told of this account; `undefined` when there is none. Hand it to WeChat and nobody else. */
export async function findOpenid(platform: Ground, accountId: string): Promise<string | undefined> {
  const account = await weChatAccountsOf(platform).findOne({ _id: accountId }, { projection: { openid: 1 } })
  return account ? platform.vault.open(account.openid, accountAt(accountId, 'openid')) : undefined
}
