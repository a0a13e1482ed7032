import { sayPrivately } from '../../messaging/index.ts'
import { findPerson } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { callWorker } from '../commands/callWorker.ts'
import { stationOf } from '../../organisations/index.ts'
import { workerWords } from '@yimin/shared/chat/words'
import { addressOf } from '../../people/index.ts'

/** A word for a helper alone. What he needs and cannot be written, a worker tells him by phone: `needed` may be the words for her. */
export async function tellHelper(
  platform: Platform,
  request: RequestDoc,
  helperId: string,
  words: { key: string; template: string; text: string; needed?: true | string },
): Promise<Person | undefined> {
  const helper = await findPerson(platform, helperId)
  if (!helper) return undefined
  const { needed, ...rest } = words
  const told = await sayPrivately(platform, helper, {
    ...rest,
    stationId: request.stationId,
    about: request._id,
    code: request.code,
  })
  if (!told && needed) {
    await callWorker(platform, {
      station: await stationOf(platform, request.stationId),
      kind: 'message_undelivered',
      subjectId: request._id,
      key: `untold/${words.key}`,
      text: needed === true ? workerWords.undelivered({ who: addressOf(helper) }) : needed,
    })
  }
  return helper
}
