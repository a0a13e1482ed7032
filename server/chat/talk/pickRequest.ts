import { talkWords } from '@yimin/shared/chat/words'
import type { ReadFrame } from '@yimin/shared/language/frame'
import { sayNeed } from '@yimin/shared/requests/words'
import type { Platform } from '../../platform/platform.ts'
import { findRequestByCode, listInHandOf, listRecentOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { threadsOf } from '../inbound.model.ts'
import type { Reply, Utterance } from './utterance.ts'
import { SILENCE } from './utterance.ts'

/** Either the request that was meant, or what to say because it is not clear. */
export type Picked = { request: RequestDoc } | { replies: Reply[] }

const REOPEN_MS = 7 * 86_400_000
/** An answer within this belongs to what the assistant last asked. */
const THREAD_MS = 30 * 60_000

/** The speaker's own requests: alive, or ended within the time for reopening; newest first. */
export function mineOf(platform: Platform, utterance: Utterance): Promise<RequestDoc[]> {
  return listRecentOf(platform, utterance.speaker.id, new Date(utterance.at.getTime() - REOPEN_MS))
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
    return named ? { request: named } : { replies: noSuchCode(frame.code) }
  }
  const fitting = mine.filter(fits)
  const [only] = fitting
  if (!only) return { replies: nothing }
  if (fitting.length === 1) return { request: only }
  const about = fitting.filter((request) => isAbout(request, frame))
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
    return named ? { request: named } : { replies: noSuchCode(frame.code) }
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
        act: platform.vault.seal(utterance.text, { collection: 'threads', id: _id, field: 'act', class: 'S2' }),
        candidates: few.map((request) => request.code),
        at: utterance.at,
      },
    },
    { upsert: true },
  )
  const audience = utterance.where.channel === 'room' ? 'group' : 'private'
  const choices = few.map((request) =>
    talkWords.choice(request.code, sayNeed({ ...request, budgetFen: undefined }, audience)),
  )
  return [{ text: words(choices), template: 'talk.which' }]
}

const ORDINALS = ['第一', '第二', '第三', '第四']

/** A bare code (or 第一个) after such a question: the kept words, with the code beside them. */
export async function takeUpThread(platform: Platform, utterance: Utterance): Promise<string | undefined> {
  const answer = utterance.text.normalize('NFKC').trim()
  if (answer.length > 8) return undefined
  const code = /^[A-Za-z]{1,2}\d{3,4}$/.exec(answer)?.[0].toUpperCase()
  const ordinal = ORDINALS.findIndex((word) => answer.startsWith(word))
  if (!code && ordinal < 0) return undefined
  const _id = utterance.speaker.id
  const thread = await threadsOf(platform).findOne({ _id, at: { $gt: new Date(utterance.at.getTime() - THREAD_MS) } })
  const meant = code ?? thread?.candidates[ordinal]
  if (!thread || !meant || !thread.candidates.includes(meant)) return undefined
  await threadsOf(platform).deleteOne({ _id })
  return `${meant} ${platform.vault.open(thread.act, { collection: 'threads', id: _id, field: 'act', class: 'S2' })}`
}

function isAbout(request: RequestDoc, frame: ReadFrame): boolean {
  if (frame.items?.length) {
    return frame.items.some((item) =>
      request.items.some((known) => known.name.includes(item.name) || item.name.includes(known.name)),
    )
  }
  return frame.category !== undefined && frame.category === request.category
}
