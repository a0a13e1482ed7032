import { z } from 'zod'
import { workerWords } from '@yimin/shared/chat/words'
import { forgetWeChatWays } from '../../messaging/index.ts'
import { findHomeStation, findStation } from '../../organisations/index.ts'
import { accountIdOf, addressOf, chatIdOfAccount, findPersonByChat, forgetWeChatAccount } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { openPush } from '../../platform/wechat/index.ts'
import { callWorker } from './callWorker.ts'

const revocation = z.object({ OpenID: z.string() })

/**
 * Somebody took back in WeChat what he had allowed us (WX-16). What WeChat told us of him goes at once; a worker asks him
 * what shall become of the rest, and the call stands on record.
 */
export async function noteRevocation(platform: Platform, pushId: string): Promise<void> {
  const message = await openPush(platform, pushId, revocation)
  if (!message) return
  const account = await accountIdOf(platform, message.OpenID)
  const person = await findPersonByChat(platform, chatIdOfAccount(account))
  const station = person ? await findStation(platform, person.stationId) : await findHomeStation(platform)
  if (person && station) {
    await callWorker(platform, {
      station,
      kind: 'needs_person',
      subjectId: person.id,
      personId: person.id,
      key: `revoked/${pushId}`,
      text: workerWords.consentRevoked({ who: addressOf(person) }),
    })
  }
  await forgetWeChatWays(platform, account)
  await forgetWeChatAccount(platform, account, person?.id)
}
