import { workerWords } from '@yimin/shared/chat/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { ReadFrame } from '@yimin/shared/language/frame'
import { STATUS_WORDS } from '@yimin/shared/requests/words'
import { acknowledgeAlarm, listAlarms } from '../../duty/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { approveRequest, findRequest, rejectRequest } from '../../requests/index.ts'
import { pickByCode } from './pickRequest.ts'
import { bare, SILENCE } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

const APPROVE = /^(同意|通过|可以)\s*([A-Za-z]{1,2}\d{3,4})/u
const REJECT = /^(不同意|不通过|拒绝)\s*([A-Za-z]{1,2}\d{3,4})\s*(.*)$/su

/** Short commands of a station worker in private: 同意A102, 不同意A102 原因, 收到. Undefined for everybody and everything else. */
export async function directAsWorker(
  platform: Platform,
  utterance: Utterance,
  _frame: ReadFrame | undefined,
): Promise<Reply[] | undefined> {
  if (utterance.where.channel !== 'private' || !['station_worker', 'station_director'].includes(utterance.speaker.role))
    return undefined
  const text = utterance.text.normalize('NFKC').trim()
  const rejected = REJECT.exec(text)
  const approved = rejected ? null : APPROVE.exec(text)
  const code = (rejected ?? approved)?.[2]
  if (code)
    return decide(platform, utterance, code, rejected ? rejected[3]?.trim() || workerWords.houseRule : undefined)
  if (['收到', '好的', '知道了', '我来', '我去'].includes(bare(text))) return seeAlarms(platform, utterance)
  return undefined
}

async function decide(
  platform: Platform,
  utterance: Utterance,
  code: string,
  rejection: string | undefined,
): Promise<Reply[]> {
  const picked = await pickByCode(platform, utterance, code)
  if (!('request' in picked)) return picked.replies
  const { request } = picked
  try {
    if (rejection === undefined) await approveRequest(platform, request._id, utterance.speaker.id, utterance.cause)
    else await rejectRequest(platform, request._id, utterance.speaker.id, utterance.cause, rejection)
    const text = rejection === undefined ? workerWords.approved(request.code) : workerWords.rejected(request.code)
    return [{ text, template: 'request.decided', about: request._id }]
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict') {
      const now = (await findRequest(platform, request._id)) ?? request
      const text = workerWords.decidedAlready(request.code, STATUS_WORDS[now.status])
      return [{ text, template: 'request.decidedAlready', about: request._id }]
    }
    throw error
  }
}

/** A worker's 收到 says that she has in hand what she was called for. */
async function seeAlarms(platform: Platform, utterance: Utterance): Promise<Reply[] | undefined> {
  const page = await listAlarms(platform, utterance.station.id, { state: 'open', limit: 50 })
  const mine = page.items.filter((alarm) => alarm.ownerId === utterance.speaker.id || alarm.kind === 'emergency')
  if (mine.length === 0) return undefined
  for (const alarm of mine) await acknowledgeAlarm(platform, alarm.id, utterance.speaker.id)
  return mine.some((alarm) => alarm.kind === 'emergency')
    ? [{ text: workerWords.seen, template: 'alarm.seen' }]
    : SILENCE
}
