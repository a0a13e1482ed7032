import { DomainError } from '@yimin/shared/errors/domainError'
import { talkWords } from '@yimin/shared/chat/words'
import type { ReadFrame } from '@yimin/shared/language/frame'
import { isHelper } from '@yimin/shared/people/roles'
import { wishSwap, withdrawSwap } from '../../dispatch/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { listInHandOf, waitsForAnswer, waitsForSwap } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { pickInHand } from './pickRequest.ts'
import type { Reply, Utterance } from './utterance.ts'

/** 换一下, 谁能换一下, 请人替我去一下. */
const ASKS =
  /^(我?(想|要|能不能))?((请|找|让)?(个)?(人|谁|哪位|别人|有人|有谁)(能不能|能|可以|来|帮忙)?)?(换一下|换一换|换个人|换人去?|(和|跟|替|换|顶)(一下)?我(去|跑|送|换)?(一下|一趟)?|替一下|顶一下)(吗|吧|啊|呗|行吗|行不行|好吗|可以吗)?$/u
/** 小李替我去, 让小何替我跑一趟. */
const NAMES =
  /^(请|让|找|叫)?(?<name>\p{Script=Han}{2,6}?)(说)?(能|可以|来|帮忙)?(替|顶|换)我?(去|跑|送|办|来)(一下|一趟)?(吧|了|行吗|好吗|可以吗)?$/u
const NOBODY_BY_NAME = /^(谁|哪位|别人|有人|有谁|请人|找人|你们|大家)/u
const KEEPS =
  /^((不|不用|不要|别)(换|找|替|找人|换人)了?(还是|就)?(我(自己)?(去|来|送|办|跑))?|还是我(自己)?(去|来|送|办)|我自己(去|来|送|办))(吧|了|得了|好了)?$/u

/** Of whoever has something in hand and cannot go, in private: who goes in his place? Undefined where the words say something else. */
export async function swap(
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame,
  word: string,
  about: (request: RequestDoc) => boolean,
): Promise<Reply[] | undefined> {
  if (utterance.where.channel === 'room' || !isHelper(utterance.speaker.role)) return undefined
  const meant = readSwap(word)
  if (!meant) return undefined
  const inHand = (await listInHandOf(platform, utterance.speaker.id)).filter(about)
  if (inHand.length === 0) return nothingToHandOn(meant.act, frame)
  if (meant.act === 'keep') return keepOwn(platform, utterance, inHand)
  const picked = await pickInHand(platform, utterance, frame)
  if (!('request' in picked)) return picked.replies
  return [await asked(platform, utterance, picked.request, meant.name)]
}

/** Who means to hand something on takes nothing by it; but a helper may also need somebody for a matter of his own. */
function nothingToHandOn(act: 'ask' | 'keep', { intent }: ReadFrame): Reply[] | undefined {
  if (act === 'keep' || intent === 'request') return undefined
  return [{ text: talkWords.nothingInHand, template: 'dispatch.nothingInHand' }]
}

/** What a short sentence says about a swap; undefined where it says nothing of it. */
export function readSwap(word: string): { act: 'ask'; name?: string } | { act: 'keep' } | undefined {
  if (KEEPS.test(word)) return { act: 'keep' }
  if (ASKS.test(word)) return { act: 'ask' }
  const name = NAMES.exec(word)?.groups?.name
  return name === undefined || NOBODY_BY_NAME.test(name) ? undefined : { act: 'ask', name }
}

async function asked(platform: Platform, utterance: Utterance, request: RequestDoc, name?: string): Promise<Reply> {
  const reply = (text: string) => ({ text, template: 'dispatch.swap', about: request._id })
  try {
    return reply(await wishSwap(platform, request, utterance.speaker, utterance.cause, name))
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict') return reply(error.say)
    throw error
  }
}

/** What he wanted to hand on, or what is his anyway. */
async function keepOwn(platform: Platform, utterance: Utterance, inHand: RequestDoc[]): Promise<Reply[] | undefined> {
  const request = inHand.find(
    (one) => waitsForSwap(one, utterance.speaker.id) || waitsForAnswer(one, utterance.speaker.id),
  )
  if (!request) return undefined
  const text = await withdrawSwap(platform, request, utterance.speaker, utterance.cause)
  return [{ text, template: 'dispatch.kept', about: request._id }]
}
