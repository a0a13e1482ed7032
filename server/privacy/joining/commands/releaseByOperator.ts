import { releaseWords } from '@yimin/shared/entry/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import { joiningWords } from '@yimin/shared/joining/words'
import { accountOf, hasOpenRelease, recordRelease, WECHAT } from '../../../people/index.ts'
import type { Person } from '../../../people/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { letGoAccount } from './releaseWeChat.ts'

/**
 * The second person for a station that has no second one. Only what somebody of the station has wished within a day: whoever holds
 * the keys takes no account on his own. Throws DomainError `not_found` without an account, `forbidden` without a wish, `conflict`
 * where somebody else was quicker.
 */
export async function releaseByOperator(
  platform: Pick<Platform, 'db' | 'clock'>,
  person: Person,
  reason: string,
): Promise<void> {
  const account = accountOf(person)
  if (account === undefined) throw new DomainError('not_found', { say: releaseWords.noAccount })
  if (!hasOpenRelease(person, platform.clock.now())) throw new DomainError('forbidden', { say: releaseWords.noWish })
  const chatId = `${WECHAT}:${account}`
  await recordRelease(platform, person, chatId, { id: 'operator', reason, to: joiningWords.released })
  await letGoAccount(platform, person.id, chatId)
}
