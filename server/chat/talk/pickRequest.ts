import { talkWords } from '@yimin/shared/chat/words'
import type { ReadFrame } from '@yimin/shared/language/frame'
import { HELP_WORDS, sayNeed } from '@yimin/shared/requests/words'
import { isHelper } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { findRequestByCode, listInHandOf, listRecentOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { actAt, threadsOf } from '../inbound.model.ts'
import type { Reply, Utterance } from './utterance.ts'
import { SILENCE } from './utterance.ts'

/** Either the request that was meant, or what to say because it is not clear. */
export type Picked = { request: RequestDoc } | { replies: Reply[] }

const REOPEN_MS = 7 * 86_400_000
/** An answer within this belongs to what the assistant last asked. */
const THREAD_MS = 30 * 60_000

const read = new WeakMap<Utterance, Promise<RequestDoc[]>>()

/** The speaker's own requests as they were when the sentence was taken up: alive, or ended within the time for reopening; newest first. */
export function mineOf(platform: Platform, utterance: Utterance): Promise<RequestDoc[]> {
  const known = read.get(utterance)
  if (known) return known
  const mine = listRecentOf(platform, utterance.speaker.id, new Date(utterance.at.getTime() - REOPEN_MS))
  read.set(utterance, mine)
  return mine
}

/** Which of the speaker's own requests is meant: by code, by the thread of the talk, by what it is about; when two fit, it asks. */
export async function pickMine(
  platform: Platform,
  utterance: Utterance,
  frame: ReadFrame,
  fits: (request: RequestDoc) => boolean,
  nothing: Reply[],
): Promise<Picked> {
  const mine = await mineOf(platform, utterance)
  if (frame.code) {
    const named = mine.find((request) => request.code === frame.code?.toUpperCase())
    return named ? { request: named } : { replies: notMine(utterance, frame.code) }
  }
  const fitting = mine.filter(fits)
  const [only] = fitting
  if (!only) return { replies: nothing }
  if (fitting.length === 1) return { request: only }
  const about = fitting.filter((request) => isAbout(request, frame, utterance.text))
  if (about.length === 1 && about[0]) return { request: about[0] }
  const waiting = fitting.filter(
    (request) => request.status === 'draft' && utterance.at.getTime() - request.updatedAt.getTime() < THREAD_MS,
  )
  if (frame.intent === 'amend' && waiting.length === 1 && waiting[0]) return { request: waiting[0] }
  return { replies: await askWhich(platform, utterance, fitting, talkWords.which) }
}

/** Which of the requests that the helper has in hand is meant. */
export async function pickInHand(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Picked> {
  const inHand = await listInHandOf(platform, utterance.speaker.id)
  if (frame.code) {
    const named = inHand.find((request) => request.code === frame.code?.toUpperCase())
    return named ? { request: named } : { replies: notMine(utterance, frame.code) }
  }
  const [only] = inHand
  if (!only) return { replies: SILENCE }
  if (inHand.length === 1) return { request: only }
  return { replies: await askWhich(platform, utterance, inHand, talkWords.whichForHelper) }
}

export async function pickByCode(platform: Platform, utterance: Utterance, code: string): Promise<Picked> {
  const request = await findRequestByCode(platform, utterance.station.id, code)
  return request ? { request } : { replies: noSuchCode(code) }
}

export function noSuchCode(code: string): Reply[] {
  return [{ text: talkWords.noSuchCode(code.toUpperCase()), template: 'talk.noSuchCode' }]
}

/** A code of somebody else's request and one that does not exist look the same; a helper hears that he does not have it. */
function notMine(utterance: Utterance, code: string): Reply[] {
  if (!isHelper(utterance.speaker.role)) return noSuchCode(code)
  return [{ text: talkWords.notInHand(code.toUpperCase()), template: 'dispatch.notInHand' }]
}

/** Keeps the act until the speaker names a code. */
export async function askWhich(
  platform: Platform,
  utterance: Utterance,
  requests: RequestDoc[],
  words: (choices: string[]) => string,
): Promise<Reply[]> {
  const _id = utterance.speaker.id
  const few = requests.slice(0, 4)
  await threadsOf(platform).updateOne(
    { _id },
    {
      $set: {
        act: platform.vault.seal(utterance.text, actAt(_id)),
        candidates: few.map((request) => request.code),
        at: utterance.at,
      },
    },
    { upsert: true },
  )
  const audience = utterance.where.channel === 'room' ? 'group' : 'private'
  const choose = (say: (request: RequestDoc) => string) =>
    words(few.map((request) => talkWords.choice(request.code, say(request))))
  const full = choose((request) => sayNeed({ ...request, budgetFen: undefined }, audience))
  if (audience === 'private' || full.length <= LINE) return [{ text: full, template: 'talk.which' }]
  const short = choose((request) => HELP_WORDS[request.category])
  const text = short.length <= LINE ? short : words(few.map(({ code }) => code))
  return [{ text, template: 'talk.which' }]
}

/** A line in the group has at most 60 characters. */
const LINE = 60
const ORDINALS = ['第一', '第二', '第三', '第四']

/** A bare code, 第一个, or the name of the thing (快递那个) after such a question: the kept words, and the code that was meant. */
export async function takeUpThread(
  platform: Platform,
  utterance: Utterance,
): Promise<{ act: string; code: string } | undefined> {
  const answer = utterance.text.normalize('NFKC').trim()
  if (answer.length > 12) return undefined
  const _id = utterance.speaker.id
  const thread = await threadsOf(platform).findOne({ _id, at: { $gt: new Date(utterance.at.getTime() - THREAD_MS) } })
  const code = thread && (await meantBy(platform, utterance.station.id, answer, thread.candidates))
  if (!thread || !code) return undefined
  await threadsOf(platform).deleteOne({ _id })
  const act = platform.vault.open(thread.act, actAt(_id))
  return { act, code }
}

async function meantBy(
  platform: Platform,
  stationId: string,
  answer: string,
  candidates: string[],
): Promise<string | undefined> {
  const said = /[A-Za-z]{1,2}\d{3,4}/.exec(answer)?.[0].toUpperCase()
  if (said) return candidates.find((code) => code === said)
  const ordinal = ORDINALS.findIndex((word) => answer.startsWith(word))
  if (ordinal >= 0) return candidates[ordinal]
  const requests = await Promise.all(candidates.map((code) => findRequestByCode(platform, stationId, code)))
  const named = requests.filter((request) => request && isNamedIn(request, answer))
  return named.length === 1 ? named[0]?.code : undefined
}

function isNamedIn(request: RequestDoc, answer: string): boolean {
  const names = request.items.map((item) => item.name)
  return [...names, HELP_WORDS[request.category]].some((name) => answer.includes(name))
}

function isAbout(request: RequestDoc, frame: ReadFrame, text: string): boolean {
  if (request.items.some((item) => text.includes(item.name))) return true
  if (frame.items?.length) {
    return frame.items.some((item) =>
      request.items.some((known) => known.name.includes(item.name) || item.name.includes(known.name)),
    )
  }
  return frame.category !== undefined && frame.category === request.category
}
