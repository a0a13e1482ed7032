import { ANSWERS, BESIDE_YES } from '@yimin/shared/chat/answers'
import { talkWords } from '@yimin/shared/chat/words'
import type { ReadFrame } from '@yimin/shared/language/frame'
import { isHelper } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { listInHandOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { acceptNamed, decline, firstOffer } from './accept.ts'
import { amendThis, changedAmount, swappedGoods } from './amendThis.ts'
import { awaitsWord, isUnanswered } from './awaitsWord.ts'
import { cancel, CANCELLABLE } from './cancel.ts'
import { arrives, complete } from './complete.ts'
import { confirm } from './confirm.ts'
import { exchange } from './exchange.ts'
import { judgeService, rate } from './judgeService.ts'
import { onlyOnce } from './onlyOnce.ts'
import { passPrescription } from './passToWorker.ts'
import { mineOf } from './pickRequest.ts'
import { release } from './release.ts'
import { reopen } from './reopen.ts'
import { fills, readAnswer, saysAnyTime } from './readAnswer.ts'
import { swap } from './swap.ts'
import { sayAgain } from './takeUpAgain.ts'
import { tellStatus } from './tellStatus.ts'
import { comeLater, setOff } from './underway.ts'
import { bare } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

const is = (words: readonly string[], text: string) => words.includes(text)
const CODE = /[a-z]{1,2}\d{3,4}/
const DECLINE = /^(不接了?|不方便接?|接不了)$/
/** Said by whoever has something in hand; the words stand in the assignment itself. */
const GIVE_BACK = /^(不接了?|接不了|退单?|放弃|(我|实在)*(去|送|来|办)不了了?)$/
const NOT_DONE = /没办好|没有办好|没送到|没有送到|没收到|没有收到|没人来|没送来|没看(到|见)|没见(到|着)/u
/** However long it goes on: it begins with what it is. */
const NOT_DONE_FIRST = /^(还是?)?没(有)?办好/u
/** Of what was served just now, in the mouth of whoever waited for it. */
const FAULT = /少了|不新鲜|坏了|烂|臭|馊|送错|弄错|拿错|破了|碎了|凉透|凉了/u
/** 我妈说收到了, 菜到家了. */
const ARRIVED = /^[^没未不吗么?]{0,8}(收到|拿到|送到|到家|到手)(了|啦|咯|喽)$/u
const PRESCRIPTION = /^我?有(医生的?|医院的?)?处方(的|了|啊|单)?$/u
const SHORT = 12
const DAY_MS = 86_400_000
const THREAD_MS = 30 * 60_000

/** One short sentence, taken apart: the code and the word beside it. */
interface Short {
  word: string
  code: string | undefined
  about(request: RequestDoc): boolean
}

type ShortAct = (
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame,
  short: Short,
) => Promise<Reply[] | undefined>

/** In this order: what one has in hand goes before what one is asked for, and both before one's own requests. */
const SHORT_ACTS: readonly ShortAct[] = [
  exchanges,
  handsOn,
  giveBack,
  onTheWay,
  turnDown,
  notDone,
  wantedOnce,
  yesOrNo,
  blames,
  withdraw,
  received,
  rated,
  hasPrescription,
  volunteers,
]

/**
 * Short words live from what was said before: 对, 不接, 收到, 没办好, 5. Undefined where the words say it all themselves,
 * or where the assistant has asked nothing.
 */
export async function answerShortly(
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame | undefined,
): Promise<Reply[] | undefined> {
  const text = withoutCourtesy(withoutName(bare(utterance.text)))
  const code = CODE.exec(text)?.[0].toUpperCase()
  const word = code ? text.replace(code.toLowerCase(), '') : text
  if (text !== '' && (text.length <= SHORT || NOT_DONE_FIRST.test(word))) {
    const short = { word, code, about: (request: RequestDoc) => !code || request.code === code }
    const read = { ...(frame ?? { intent: 'other' as const, confidence: 1 }), ...(code ? { code } : {}) }
    for (const act of SHORT_ACTS) {
      const said = await act(platform, utterance, read, short)
      if (said) return said
    }
  }
  return answerToQuestion(platform, utterance, frame)
}

/** 对 @益民助手, 益民助手对: the name is no part of the answer. */
function withoutName(text: string): string {
  return text.replace(/@\S*?助手/gu, '').replace(/^益民助手/u, '')
}

const COURTESY =
  /(太|非常|多)?(谢谢|感谢|多谢|谢)(你们|您们|你|您|大家|啦|了|师傅|老师|小[\p{Script=Han}])*|辛苦(你|您|啦|了)*|麻烦(你|您|啦|了)*/gu

/** 收到了，谢谢 is 收到了. Thanks alone are no answer to anything. */
function withoutCourtesy(text: string): string {
  return text.replace(COURTESY, '')
}

async function exchanges(...[platform, utterance, frame, { word, code }]: Parameters<ShortAct>) {
  return exchange(platform, utterance, frame, word, code)
}

async function handsOn(...[platform, utterance, frame, { word, about }]: Parameters<ShortAct>) {
  return swap(platform, utterance, frame, word, about)
}

async function giveBack(...[platform, utterance, frame, { word, about }]: Parameters<ShortAct>) {
  if (!GIVE_BACK.test(word) || !isHelper(utterance.speaker.role)) return undefined
  const inHand = await listInHandOf(platform, utterance.speaker.id)
  return inHand.some(about) ? release(platform, utterance, frame) : undefined
}

async function onTheWay(...[platform, utterance, , { word, about }]: Parameters<ShortAct>) {
  return (await setOff(platform, utterance, word, about)) ?? comeLater(platform, utterance, word, about)
}

async function turnDown(...[platform, utterance, , { word, code }]: Parameters<ShortAct>) {
  if (!DECLINE.test(word) && !is(ANSWERS.decline, word)) return undefined
  return decline(platform, utterance, code)
}

async function notDone(...[platform, utterance, frame, { word }]: Parameters<ShortAct>) {
  return NOT_DONE.test(word) ? reopen(platform, utterance, frame) : undefined
}

async function wantedOnce(...[platform, utterance, , { word, about }]: Parameters<ShortAct>) {
  return onlyOnce(platform, utterance, word, about)
}

async function yesOrNo(...[platform, utterance, frame, { word, code, about }]: Parameters<ShortAct>) {
  const yes = isYes(word) && !ASKS_BACK.test(utterance.text)
  if (!yes && !is(ANSWERS.no, word)) return undefined
  const mine = await mineOf(platform, utterance)
  const asked = mine.find((request) => about(request) && awaitsWord(request))
  if (asked && yes) return confirm(platform, utterance, asked)
  if (asked) return [{ text: talkWords.whatIsWrong(asked.code), template: 'request.whatIsWrong', about: asked._id }]
  const open = mine.find((request) => about(request) && request.status === 'draft' && isFresh(utterance, request))
  if (yes && open && open.missing.length > 0) return amendThis(platform, utterance, SAYS_NOTHING, open)
  const settled = yes && code ? mine.find(about) : undefined
  // 1 is a yes, and one star of what was served.
  const rates = settled && isServed(settled) && ratingOf(word) !== undefined
  if (settled && !rates) return yesAgain(platform, utterance, frame, settled)
  if (!yes || utterance.where.channel !== 'private' || !isHelper(utterance.speaker.role)) return undefined
  // 好的 may be a courtesy: who takes an errand says so.
  const offered = await firstOffer(platform, utterance)
  return offered && [{ text: talkWords.sayAccept(offered.code), template: 'dispatch.sayAccept', about: offered._id }]
}

/** 对A102 once more. Of the very message that said it first the same words, and they are heard once; of another one, where it stands. */
async function yesAgain(platform: Platform, utterance: Utterance, frame: ReadFrame, settled: RequestDoc) {
  return (await sayAgain(platform, utterance, settled)) ?? tellStatus(platform, utterance, frame)
}

const ANY_YES = new RegExp(
  `^(?:${longestFirst(ANSWERS.yes)})(?:${longestFirst([...ANSWERS.yes, ...BESIDE_YES])})*$`,
  'u',
)

/** 嗯？ is no 嗯. */
const ASKS_BACK = /[?？]\s*$/u

function longestFirst(words: readonly string[]): string {
  return [...words].sort((a, b) => b.length - a.length).join('|')
}

/** 对, and 对的就这些快点啊. */
function isYes(word: string): boolean {
  return is(ANSWERS.yes, word) || ANY_YES.test(word)
}

function isFresh(utterance: Utterance, request: RequestDoc): boolean {
  return utterance.at.getTime() - request.updatedAt.getTime() < THREAD_MS
}

const SAYS_NOTHING: ReadFrame = { intent: 'amend', confidence: 1 }

function isServed({ status }: RequestDoc): boolean {
  return status === 'delivered' || status === 'done'
}

async function blames(...[platform, utterance, frame, { word, about }]: Parameters<ShortAct>) {
  if (!FAULT.test(word)) return undefined
  const served = (await mineOf(platform, utterance)).find((one) => isServed(one) && about(one))
  const isRecent = served && utterance.at.getTime() - served.updatedAt.getTime() < DAY_MS
  return isRecent ? judgeService(platform, utterance, { ...frame, code: served.code }) : undefined
}

async function withdraw(...[platform, utterance, frame, { word, about }]: Parameters<ShortAct>) {
  if (!is(ANSWERS.cancel, word.replace(/[吧啊哈哦]+$/u, ''))) return undefined
  const mine = await mineOf(platform, utterance)
  const fits = mine.some((request) => about(request) && CANCELLABLE.includes(request.status))
  return fits ? cancel(platform, utterance, { ...frame, intent: 'cancel' }) : undefined
}

/** 收到 of somebody who waits for something; in the mouth of everybody else it is a courtesy. */
async function received(...[platform, utterance, frame, { word, about }]: Parameters<ShortAct>) {
  const plain = word.replace(/^(好的|好|嗯嗯|嗯|哦|行)/u, '')
  const said = is(ANSWERS.received, plain)
  if (!said && !ARRIVED.test(plain)) return undefined
  const [mine, inHand] = await Promise.all([mineOf(platform, utterance), listInHandOf(platform, utterance.speaker.id)])
  const brings = inHand.length > 0 && is(ANSWERS.brought, plain)
  if (!brings && !mine.some((request) => about(request) && arrives(request))) return undefined
  const code = mine.find((request) => request.status === 'delivered' && about(request))?.code
  return complete(platform, utterance, {
    ...frame,
    intent: 'complete',
    ...(!brings && code ? { code } : {}),
  })
}

async function rated(...[platform, utterance, , { word, about }]: Parameters<ShortAct>) {
  const rating = ratingOf(word)
  if (rating === undefined) return undefined
  const served = (await mineOf(platform, utterance)).find((one) => isServed(one) && about(one))
  return served && rate(platform, utterance, rating, served)
}

function ratingOf(word: string): number | undefined {
  const digit = /^([1-5])(分|星|颗星)?$/.exec(word)?.[1]
  if (digit) return Number(digit)
  const spoken = /^([一二两三四五])(分|星|颗星)$/u.exec(word)?.[1]
  return spoken ? { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5 }[spoken] : undefined
}

/** 快递我来取: who helps names the thing instead of the code. */
const VOLUNTEERS = /(^|[^给帮])我(来|去|可以|能|顺路)?(送|取|拿|接|带|买|捎|修|跑|陪|办)|我来|我去/u

async function volunteers(...[platform, utterance, , { word, code }]: Parameters<ShortAct>) {
  if (code || !isHelper(utterance.speaker.role) || !VOLUNTEERS.test(word)) return undefined
  return acceptNamed(platform, utterance)
}

/** 有处方, as the refusal itself invited to say. */
async function hasPrescription(...[platform, utterance, , { word, about }]: Parameters<ShortAct>) {
  if (!PRESCRIPTION.test(word)) return undefined
  const refused = (await mineOf(platform, utterance)).find(
    (one) =>
      about(one) &&
      one.rejection === 'prescription_missing' &&
      utterance.at.getTime() - one.createdAt.getTime() < DAY_MS,
  )
  return refused && passPrescription(platform, utterance, refused)
}

/** 送家里, 老地方: an answer to where, if the assistant knew the place. */
const HOME = /^(就)?(送|来)?(到)?(我|俺|咱)?(们)?(家|家里|老地方|老样子|楼下|门口)(里|啊|呀|吧|就行|来)*$/u

/** A bare slot after the assistant's own question belongs to the request it asked about, whatever it looks like alone. */
async function answerToQuestion(
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame | undefined,
): Promise<Reply[] | undefined> {
  if (!frame || !['other', 'amend', 'request', 'status', 'consult'].includes(frame.intent)) return undefined
  const mine = await mineOf(platform, utterance)
  const asked = mine.find(
    (request) => request.missing.length > 0 && (request.status === 'draft' || isUnanswered(request)),
  )
  if (asked) {
    const answer = readAnswer(utterance, frame, asked)
    if (fills(answer, asked)) return amendThis(platform, utterance, answer, asked)
    if (asked.status === 'draft' && asked.missing.includes('address') && HOME.test(bare(utterance.text)))
      return amendThis(platform, utterance, SAYS_NOTHING, asked)
    if (asked.status === 'draft' && asked.missing.includes('time') && saysAnyTime(utterance.text))
      return amendThis(platform, utterance, SAYS_NOTHING, asked)
  }
  return correct(platform, utterance, frame, mine)
}

/** 是三斤, 不是西红柿是黄瓜: after the read-back this is a correction. */
async function correct(
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame,
  mine: RequestDoc[],
): Promise<Reply[] | undefined> {
  const shown = mine.find((request) => awaitsWord(request) && isFresh(utterance, request))
  if (!shown || bare(utterance.text).length > 2 * SHORT) return undefined
  const swapped = swappedGoods(utterance, shown)
  if (swapped) return amendThis(platform, utterance, { ...SAYS_NOTHING, items: swapped }, shown, 'set')
  if (frame.items?.length || bare(utterance.text).length > SHORT) return undefined
  const items = changedAmount(utterance, shown)
  return items && amendThis(platform, utterance, { ...frame, intent: 'amend', items }, shown)
}
