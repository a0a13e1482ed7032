import { exchangeWords } from '@yimin/shared/dispatch/exchangeWords'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { ReadFrame } from '@yimin/shared/language/frame'
import { isHelper } from '@yimin/shared/people/roles'
import { addressOf } from '../../people/index.ts'
import { answerExchange, findPartners, sayErrand, wishExchange } from '../../dispatch/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { isProposedTo, listInHandOf, listProposedTo, waitsForAnswer, waitsForSwap } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { pickInHand } from './pickRequest.ts'
import type { Reply, Utterance } from './utterance.ts'

/** 跟小何对换, 想和小何换一下, 小何跟我换. */
const PROPOSES =
  /^我?(想|要|能不能)?(跟|和|与|找)(?<name>\p{Script=Han}{2,6}?)(对换|对调|互换|换单|换着(去|送|跑)|换换|换一下|换)(一下|吧|行吗|可以吗|好吗)*$/u
const PROPOSES_TOO =
  /^(让|请|叫)?(?<name>\p{Script=Han}{2,6}?)(能)?(跟|和)我(对换|对调|互换|换单|换换|换一下|换)(一下|吧|行吗|可以吗|好吗)*$/u
/** 想对换, 谁能对换. */
const ASKS_WHOM = /^我?(想|要|能)?((跟|和)?(谁|人|别人|哪位)(能)?((跟|和)我)?)?(对换|对调|互换)(一下|吗|吧)*$/u
const NOBODY_BY_NAME = /^(谁|哪位|别人|有人|有谁|请人|找人|你们|大家|能不能)/u
const AGREES = /^(好的?|行|可以|愿意|那就)*(同意|愿意|可以|跟(他|她)|和(他|她))?(对换|换)(吧|了|的|呀)*$/u
const REFUSES = /^(先|我)?(不|不想|不愿意|不同意|不能|不用|不方便)(跟(他|她)|和(他|她))?(对换|换)(了|吧|啊)*$/u

/** What a short sentence says about an exchange; undefined where it says nothing of it. */
export function readExchange(
  word: string,
): { act: 'propose'; name: string } | { act: 'ask' } | { act: 'yes' } | { act: 'no' } | undefined {
  if (REFUSES.test(word)) return { act: 'no' }
  if (AGREES.test(word)) return { act: 'yes' }
  if (ASKS_WHOM.test(word)) return { act: 'ask' }
  const name = (PROPOSES.exec(word) ?? PROPOSES_TOO.exec(word))?.groups?.name
  return name === undefined || NOBODY_BY_NAME.test(name) ? undefined : { act: 'propose', name }
}

/** Of whoever has something in hand, in private: to exchange it, or to answer a fellow who asked. Undefined where it is about something else. */
export async function exchange(
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame,
  word: string,
  code: string | undefined,
): Promise<Reply[] | undefined> {
  if (utterance.where.channel === 'room' || !isHelper(utterance.speaker.role)) return undefined
  const meant = readExchange(word)
  if (!meant) return undefined
  const inHand = await listInHandOf(platform, utterance.speaker.id)
  if (inHand.length === 0) return undefined
  if (meant.act === 'yes' || meant.act === 'no')
    return (await answer(platform, utterance, inHand, meant.act === 'yes', code)) ?? (word === '对换' ? whom(platform, utterance, frame) : undefined) // prettier-ignore
  if (meant.act === 'ask') return whom(platform, utterance, frame)
  const picked = await pickInHand(platform, utterance, frame)
  if (!('request' in picked)) return picked.replies
  const { request } = picked
  return [await said(request, () => wishExchange(platform, request, utterance.speaker, meant, utterance.cause))]
}

/** The answer to what a fellow asked; of several he names the one by its code. */
async function answer(
  platform: Platform,
  utterance: Utterance,
  inHand: readonly RequestDoc[],
  yes: boolean,
  code: string | undefined,
): Promise<Reply[] | undefined> {
  const { speaker, cause } = utterance
  const waits = inHand.some((mine) => waitsForSwap(mine, speaker.id) || waitsForAnswer(mine, speaker.id))
  // 不换了 of whoever asked for it himself is about his own.
  const isOwn = code === undefined || inHand.some((mine) => mine.code === code)
  if (!yes && isOwn && waits) return undefined
  for (const mine of inHand) {
    const asking = (await listProposedTo(platform, mine._id)).filter((one) => isProposedTo(one, speaker.id, mine._id))
    const [theirs] = asking.filter((one) => code === undefined || one.code === code)
    if (theirs)
      return [await said(mine, () => answerExchange(platform, mine, speaker, { code: theirs.code, yes }, cause))]
  }
  return code === undefined ? undefined : [{ text: exchangeWords.nobodyAsked, template: 'dispatch.exchange' }]
}

/** Who fits, by name and errand. */
async function whom(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Reply[]> {
  const picked = await pickInHand(platform, utterance, frame)
  if (!('request' in picked)) return picked.replies
  const partners = await findPartners(platform, picked.request, utterance.speaker)
  const now = platform.clock.now()
  const choices = partners.slice(0, 3).map(({ person, request }) => exchangeWords.choice(addressOf(person), sayErrand(request, now))) // prettier-ignore
  const text = choices.length === 0 ? exchangeWords.nobody : exchangeWords.whom(choices.join('、'))
  return [{ text, template: 'dispatch.exchange', about: picked.request._id }]
}

async function said({ _id }: RequestDoc, act: () => Promise<string>): Promise<Reply> {
  const reply = (text: string) => ({ text, template: 'dispatch.exchange', about: _id })
  try {
    return reply(await act())
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict') return reply(error.say)
    throw error
  }
}
