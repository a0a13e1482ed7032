import { talkWords } from '@yimin/shared/chat/words'
import { helperWords } from '@yimin/shared/dispatch/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import { toLocal } from '@yimin/shared/language/localTime'
import { promiseWords } from '@yimin/shared/requests/promiseWords'
import { sayInstant } from '@yimin/shared/requests/words'
import { isHelper } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { listInHandOf, postponeRequest, reportProgress } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import type { Reply, Utterance } from './utterance.ts'

const SETS_OFF =
  /^(我|们|已经|现在|正在|这就|马上|都|刚)*(出发|动身|出门|上路|在路上|在(去|送)的?路上)(了|啦|呢|咯|喽)?$/u
const LATER =
  /^(我|可能|估计|得|要|会|大概|路上)*(晚|迟)(到)?(?<much>一?点儿?|一会儿?|一?些|半个?(小时|钟头)|(一|1)个?(小时|钟头)|一刻钟|(\d{1,2}|[一二两三四五]?十)(来)?分钟?)(到|来|去|过去|送)?(了|啊|吧|哈)?$/u
const TENS = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5 } as const
const USUALLY_MINUTES = 30

/** 出发了, of whoever has something in hand: what is named, or all of it; each requester hears it once. */
export async function setOff(
  platform: Platform,
  utterance: Utterance,
  word: string,
  about: (request: RequestDoc) => boolean,
): Promise<Reply[] | undefined> {
  if (!SETS_OFF.test(word) || !isHelper(utterance.speaker.role)) return undefined
  const inHand = (await listInHandOf(platform, utterance.speaker.id)).filter(about)
  if (inHand.length === 0) return undefined
  for (const request of inHand.filter(({ assignee }) => !assignee?.startedAt))
    await reportProgress(platform, request, utterance.speaker.id, 'start')
  const [one] = inHand
  const text = inHand.length > 1 ? helperWords.allStarted(inHand.length) : helperWords.started
  return [{ text, template: 'dispatch.started', ...(one ? { about: one._id } : {}) }]
}

/** 晚半小时到: a new promise for the one thing in hand, or for the one that is named. */
export async function comeLater(
  platform: Platform,
  utterance: Utterance,
  word: string,
  about: (request: RequestDoc) => boolean,
): Promise<Reply[] | undefined> {
  const much = LATER.exec(word)?.groups?.much
  if (much === undefined || !isHelper(utterance.speaker.role)) return undefined
  const inHand = (await listInHandOf(platform, utterance.speaker.id)).filter(about)
  const [request] = inHand
  if (!request) return undefined
  if (inHand.length > 1)
    return [{ text: talkWords.whichLater(inHand.map(({ code }) => code)), template: 'dispatch.whichLater' }]
  return [{ text: await postponed(platform, utterance, request, minutesOf(much)), template: 'dispatch.later', about: request._id }] // prettier-ignore
}

async function postponed(
  platform: Platform,
  utterance: Utterance,
  request: RequestDoc,
  minutes: number,
): Promise<string> {
  try {
    const { assignee } = await postponeRequest(platform, request, utterance.speaker.id, minutes, utterance.cause)
    const now = toLocal(platform.clock.now())
    return promiseWords.postponeKept(assignee ? sayInstant(toLocal(assignee.promisedAt), now) : '')
  } catch (error) {
    if (error instanceof DomainError && error.code === 'too_many') return promiseWords.postponedEnough
    throw error
  }
}

/** 半小时 30, 二十分钟 20, 一会儿 as long as usual. */
function minutesOf(much: string): number {
  if (much.startsWith('半')) return 30
  if (/小时|钟头/u.test(much)) return 60
  if (much === '一刻钟') return 15
  const digits = /\d+/.exec(much)?.[0]
  if (digits) return Math.max(10, Number(digits))
  const tens = /^([一二两三四五]?)十/u.exec(much)
  return tens ? 10 * (TENS[tens[1] as keyof typeof TENS] ?? 1) : USUALLY_MINUTES
}
