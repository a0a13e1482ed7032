import { DomainError } from '@yimin/shared/errors/domainError'
import { toLocal } from '@yimin/shared/language/localTime'
import { phoneWords } from '@yimin/shared/people/words'
import { isDuplicateKey } from '../../platform/mongo.ts'
import type { Platform } from '../../platform/platform.ts'
import type { WeChat } from '../../platform/wechat/index.ts'
import { WeChatFault } from '../../platform/wechat/index.ts'
import type { Person } from '../person.model.ts'
import { accountOf, findOpenid } from '../queries/findWeChatAccount.ts'
import { phoneCallsOf } from '../weChatAccount.model.ts'
import { savePhone } from './savePerson.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock' | 'wechat'>

/** Each number costs money (¥0.03), so that nobody may ask for many (WX-06). */
const A_DAY = 3

/**
 * Keeps the number that WeChat knows of this person, and gives it back. Throws DomainError `not_found` for somebody who did not
 * come through WeChat, `too_many`, `invalid_input` for a code that is used up, `unavailable`.
 */
export async function takeWeChatPhone(platform: Ground, person: Person, code: string): Promise<string> {
  const { wechat } = platform
  const account = accountOf(person)
  const openid = account === undefined ? undefined : await findOpenid(platform, account)
  if (!wechat || openid === undefined) throw new DomainError('not_found', { say: phoneWords.writeIt })
  const day = toLocal(platform.clock.now()).slice(0, 10)
  await takeTurn(platform, `${person.id}.${day}`, A_DAY)
  await takeHouseTurn(platform, wechat, `all.${day}`, () => giveBack(platform, `${person.id}.${day}`))
  const phone = await ask(wechat, { code, openid }, () =>
    Promise.all([giveBack(platform, `${person.id}.${day}`), giveBack(platform, `all.${day}`)]),
  )
  await savePhone(platform, person.id, phone, 'wechat')
  return phone
}

/** Counts before asking: of many at once none gets past the limit. */
async function takeTurn(platform: Ground, _id: string, most: number): Promise<void> {
  if (most <= 0) throw new DomainError('too_many', { say: phoneWords.enoughToday })
  try {
    await phoneCallsOf(platform).updateOne(
      { _id, count: { $lt: most } },
      { $inc: { count: 1 }, $set: { at: platform.clock.now() } },
      { upsert: true },
    )
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    throw new DomainError('too_many', { say: phoneWords.enoughToday })
  }
}

async function takeHouseTurn(platform: Ground, wechat: WeChat, _id: string, undo: () => Promise<void>): Promise<void> {
  try {
    await takeTurn(platform, _id, wechat.settings.phoneCallsPerDay)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await undo()
    await wechat.noteTrouble({ api: 'phone', kind: 'cap' })
    throw error
  }
}

async function giveBack(platform: Ground, _id: string): Promise<void> {
  await phoneCallsOf(platform).updateOne({ _id }, { $inc: { count: -1 } })
}

/** What WeChat refused cost nothing; what got lost may have. */
async function ask(
  wechat: WeChat,
  what: { code: string; openid: string },
  undo: () => Promise<unknown>,
): Promise<string> {
  try {
    return await wechat.readPhoneNumber(what)
  } catch (error) {
    if (!(error instanceof WeChatFault)) throw error
    if (error.details.inDoubt !== true) await undo()
    if (error.kind !== 'code') throw new DomainError('unavailable', { say: phoneWords.writeIt, cause: error })
    throw new DomainError('invalid_input', {
      say: phoneWords.again,
      fields: [{ path: 'code', message: phoneWords.again }],
      cause: error,
    })
  }
}
