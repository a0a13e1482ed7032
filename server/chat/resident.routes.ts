import type { ReadFrame } from '@yimin/shared/language/frame'
import { askForHelp as askRoute, listMyRequests, sayAboutRequest } from '@yimin/shared/requests/contract'
import { stationOf } from '../organisations/index.ts'
import { whoCalls } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { causeOf, serve } from '../platform/web/index.ts'
import type { MountedRoute, RouteInput } from '../platform/web/index.ts'
import {
  findMine,
  listPage,
  namesIn,
  picturesFor,
  picturesForAll,
  presentToRequester,
  requestsOf,
  unseal,
} from '../requests/index.ts'
import type { RequestDoc } from '../requests/index.ts'
import { talkWords } from '@yimin/shared/chat/words'
import { findRequestOf } from './queries/findRequestOf.ts'
import { findSpeaker } from './queries/findSpeaker.ts'
import { answer, readSentence } from './talk/answer.ts'
import { judgedFirst } from './talk/judgeWords.ts'
import { asksForPerson } from './talk/utterance.ts'
import type { Reply, Utterance } from './talk/utterance.ts'

const PAGE = 20

/** The same talk as in chat, for the mini program: one sentence in, the answer and the request out. */
export function residentRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(askRoute, [], async ({ body, caller, request }) => {
      const said = await talk(platform, caller, request, body.sentence)
      return reply(platform, said, await findRequestOf(platform, said.cause, said.replies))
    }),
    serve(sayAboutRequest, [], async ({ params, body, caller, request }) => {
      const mine = await findMine(platform, await findSpeaker(platform, caller), params.code)
      const said = await talk(platform, caller, request, withCode(body.sentence, mine.code), body.sentence, mine.code)
      return reply(platform, said, await requestsOf(platform).findOne({ _id: mine._id }))
    }),
    serve(listMyRequests, [], async ({ query, caller }) => {
      const { id } = await whoCalls(platform, { caller })
      const page = await listPage(
        platform,
        { requesterId: id, partOf: { $exists: false } },
        query.limit ?? PAGE,
        query.cursor,
      )
      const names = await namesIn(platform, page.items)
      const pictures = await picturesForAll(platform, page.items, 'requester')
      const now = platform.clock.now()
      const items = page.items.map((request) =>
        presentToRequester(request, names, now, unseal(platform, request).handoverCode, pictures.get(request._id)),
      )
      return { items, nextCursor: page.nextCursor }
    }),
  ]
}

/** She may write the code that she reads there, or not. */
function withCode(sentence: string, code: string): string {
  return sentence.toUpperCase().includes(code) ? sentence : `${code} ${sentence}`
}

interface Said {
  cause: string
  replies: Reply[]
  /** Of the sentence, in characters. */
  length: number
  /** The reader itself hardly believes what it read. */
  unsure: boolean
}

async function talk(
  platform: Platform,
  caller: RouteInput['caller'],
  call: RouteInput['request'],
  text: string,
  bareText = text,
  code?: string,
): Promise<Said> {
  const speaker = await findSpeaker(platform, caller)
  const cause = causeOf({ caller, request: call })
  const utterance: Utterance = {
    station: await stationOf(platform, speaker.stationId),
    speaker,
    where: { channel: 'app' },
    text,
    spokenTo: true,
    cause,
    at: platform.clock.now(),
  }
  const frames = readSentence({ ...utterance, text: bareText }).map((frame) => (code ? { ...frame, code } : frame))
  const { confidenceFloor } = utterance.station.settings.talk
  const unsure = frames.every(({ confidence }) => confidence < confidenceFloor)
  return { cause, replies: await answerJudged(platform, utterance, bareText, frames), length: bareText.length, unsure }
}

/** Whoever is in danger, or wants a person, is heard at once: those words go to a worker alone. */
function answerJudged(platform: Platform, utterance: Utterance, text: string, frames: ReadFrame[]): Promise<Reply[]> {
  const isUrgent = frames.some(({ intent }) => intent === 'emergency') || asksForPerson(text)
  if (isUrgent) return answer(platform, utterance, frames)
  return judgedFirst(platform, utterance, text, (judged) => answer(platform, judged, frames))
}

async function reply(platform: Platform, said: Said, request: RequestDoc | null) {
  const unclear = request === null && isUnclear(said)
  const text = said.replies.map((one) => one.text).join('\n') || (unclear ? talkWords.sayShorter : talkWords.hello)
  if (!request) return { reply: text, ...(unclear ? { unclear: true as const } : {}) }
  const names = await namesIn(platform, [request])
  const pictures = await picturesFor(platform, request, 'requester')
  const { handoverCode } = unseal(platform, request)
  return { reply: text, request: presentToRequester(request, names, platform.clock.now(), handoverCode, pictures) }
}

/** Longer words to which nothing is answered are no courtesy. */
const COURTESY = 20

function isUnclear({ replies, length, unsure }: Said): boolean {
  if (replies.some(({ template }) => template === 'talk.notUnderstood')) return true
  return length > COURTESY && (replies.length === 0 || unsure)
}
