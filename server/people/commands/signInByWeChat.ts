import { DomainError } from '@yimin/shared/errors/domainError'
import { signInWords } from '@yimin/shared/people/words'
import { findHomeStation } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { WeChat } from '../../platform/wechat/index.ts'
import { WeChatFault } from '../../platform/wechat/index.ts'
import type { Person } from '../person.model.ts'
import { findPersonByChat } from '../queries/findPerson.ts'
import { accountIdOf, chatIdOfAccount, openidIndexOf } from '../queries/findWeChatAccount.ts'
import { accountAt, weChatAccountsOf } from '../weChatAccount.model.ts'
import { findPoster } from './drawPoster.ts'
import { registerStranger } from './registerStranger.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

/**
 * The person behind a login code of the mini program. Whom nobody knows becomes a resident of the station whose poster he
 * scanned, else of the home station, whom the
 * station has not verified. Throws DomainError `unauthenticated` for a code that is used up, `forbidden` for an account that
 * WeChat thinks dangerous, `unavailable` when WeChat does not answer, `not_found` while WeChat is off.
 */
export async function signInByWeChat(
  platform: Ground & Pick<Platform, 'wechat'>,
  code: string,
  scene?: string,
): Promise<Person> {
  const { wechat } = platform
  const poster = scene === undefined ? undefined : await findPoster(platform, scene)
  const station = poster?.station ?? (await findHomeStation(platform))
  if (!wechat || !station) throw new DomainError('not_found')
  const login = await exchange(wechat, code, station.phone)
  return noteWeChatAccount(platform, station.id, login)
}

/** Whoever it is has an account and a person from now on; twice at once makes one of each. */
export async function noteWeChatAccount(
  platform: Ground,
  stationId: string,
  { openid, sessionKey }: { openid: string; sessionKey?: string },
): Promise<Person> {
  const _id = await accountIdOf(platform, openid)
  const openidIndex = openidIndexOf(platform, openid)
  const now = platform.clock.now()
  const sealed = (field: 'openid' | 'sessionKey', value: string) => platform.vault.seal(value, accountAt(_id, field))
  await weChatAccountsOf(platform).updateOne(
    { _id },
    {
      $setOnInsert: { openid: sealed('openid', openid), createdAt: now },
      $set: {
        openidIndex,
        seenAt: now,
        ...(sessionKey !== undefined && { sessionKey: sealed('sessionKey', sessionKey) }),
      },
    },
    { upsert: true },
  )
  const chatId = chatIdOfAccount(_id)
  return (await findPersonByChat(platform, chatId)) ?? registerStranger(platform, { stationId, chatId, name: '' })
}

async function exchange(wechat: WeChat, code: string, phone: string) {
  try {
    return await wechat.exchangeLoginCode(code)
  } catch (error) {
    if (!(error instanceof WeChatFault)) throw error
    if (error.kind === 'code') throw new DomainError('unauthenticated', { say: signInWords.again, cause: error })
    if (error.kind === 'high_risk')
      throw new DomainError('forbidden', { say: signInWords.highRisk(phone), cause: error })
    throw new DomainError('unavailable', { say: signInWords.later(phone), cause: error })
  }
}
