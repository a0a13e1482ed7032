import type { Intent, ReadFrame } from '@yimin/shared/language/frame'
import { ANSWERS } from '@yimin/shared/chat/answers'
import { talkWords } from '@yimin/shared/chat/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import { accept } from './accept.ts'
import { amend } from './amend.ts'
import { answerShortly } from './answerShortly.ts'
import { askForHelp } from './askForHelp.ts'
import { callEmergency, callPerson } from './callEmergency.ts'
import { cancel } from './cancel.ts'
import { complete } from './complete.ts'
import { giveCode } from './giveCode.ts'
import { directAsWorker } from './directAsWorker.ts'
import { judgeService } from './judgeService.ts'
import { consult, passToWorker, register, report } from './passToWorker.ts'
import { askAgain, isDoubtful } from './askAgain.ts'
import { takeCode } from './takeCode.ts'
import { takeUpThread } from './pickRequest.ts'
import { release } from './release.ts'
import { tellStatus } from './tellStatus.ts'
import { understandAllIn } from './understandIn.ts'
import { asksForPerson, bare, localNow, SILENCE } from './utterance.ts'
import type { Act, Reply, Utterance } from './utterance.ts'

const ACTS: { readonly [intent in Exclude<Intent, 'other'>]: Act } = {
  request: askForHelp,
  amend,
  cancel,
  status: tellStatus,
  accept,
  release,
  complete,
  feedback: judgeService,
  report,
  consult,
  register,
  emergency: callEmergency,
}

const PARSED_AT_MOST = 2_000
const CODE_ALONE = /^[a-z]{1,2}\d{3,4}$/

/** Reads a sentence: what is in it, in order. Longer ones are read from their beginning. */
export function readSentence(utterance: Utterance): ReadFrame[] {
  const chat = utterance.where.channel === 'room' ? 'group' : 'private'
  return understandAllIn(utterance.station, utterance.text.slice(0, PARSED_AT_MOST), localNow(utterance), chat)
}

/** True where nothing needs to be said, whoever spoke: small talk in the group. Most of what is written there is this. */
export function isSmallTalk(utterance: Omit<Utterance, 'speaker'>, frames: ReadFrame[]): boolean {
  if (utterance.spokenTo || asksForPerson(utterance.text)) return false
  return !mayBeAnswer(utterance.text) && frames.every((frame) => frame.intent === 'other')
}

const AMOUNT = /[\d零一二两三四五六七八九十半俩仨]/u

/** Short words, and those with a number in them, may answer a question of the assistant. */
function mayBeAnswer(text: string): boolean {
  const words = bare(text)
  return words.length <= 12 || (words.length <= 60 && AMOUNT.test(words))
}

/** What the assistant says to one sentence; it acts first and speaks then. Danger goes before everything, a wish for a person next. */
export async function answer(platform: Platform, utterance: Utterance, frames: ReadFrame[]): Promise<Reply[]> {
  const danger = frames.find((frame) => frame.intent === 'emergency')
  if (danger) return callEmergency(platform, utterance, danger)
  if (asksForPerson(utterance.text)) return callPerson(platform, utterance)
  const code = (await giveCode(platform, utterance)) ?? (await takeCode(platform, utterance))
  if (code) return code
  const asWorker = await directAsWorker(platform, utterance, frames[0])
  if (asWorker) return asWorker
  const shortly = await answerShortly(platform, utterance, frames[0])
  if (shortly) return shortly
  const resumed = await takeUpThread(platform, utterance)
  if (resumed) return resume(platform, utterance, resumed)
  return actOnAll(platform, utterance, frames)
}

/** The kept words once more, now with the code that was missing. */
function resume(
  platform: Platform,
  utterance: Utterance,
  { act, code }: { act: string; code: string },
): Promise<Reply[]> {
  const frames = readSentence({ ...utterance, text: act }).map((frame) => ({ ...frame, code }))
  return answer(platform, { ...utterance, text: `${act} ${code}`, answersWhich: true }, frames)
}

/** What a sentence asks for by itself, whatever was said before. Where the reader doubts and somebody else may be asked, both are heard. */
export async function actOnAll(platform: Platform, utterance: Utterance, read: ReadFrame[]): Promise<Reply[]> {
  const frames = isDoubtful(platform, utterance, read) ? await askAgain(platform, utterance, read) : read
  const meant = frames.filter((frame) => frame.intent !== 'other')
  if (meant.length === 0) return answerOther(platform, utterance, frames[0])
  const replies: Reply[] = []
  for (const [i, frame] of meant.entries()) {
    const part = i === 0 ? utterance : { ...utterance, cause: `${utterance.cause}.${i}` }
    replies.push(...(await act(platform, part, frame)))
  }
  return replies
}

async function act(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Reply[]> {
  if (frame.intent === 'other') return SILENCE
  if (isDoubtfulOutsideTalk(utterance, frame)) return SILENCE
  try {
    return await ACTS[frame.intent](platform, utterance, frame)
  } catch (error) {
    // The request moved while the sentence was on its way: say where it stands now.
    if (error instanceof DomainError && error.code === 'conflict')
      return tellStatus(platform, { ...utterance, spokenTo: true }, frame)
    throw error
  }
}

/** In the group the assistant speaks to nobody's half sentence: only what is plainly a request goes to staff with its doubt. */
function isDoubtfulOutsideTalk(utterance: Utterance, frame: ReadFrame): boolean {
  const unsure = frame.confidence < utterance.station.settings.talk.confidenceFloor
  return unsure && !utterance.spokenTo && frame.intent !== 'request' && !frame.code
}

async function answerOther(platform: Platform, utterance: Utterance, frame: ReadFrame | undefined): Promise<Reply[]> {
  if (!utterance.spokenTo) return SILENCE
  const text = bare(utterance.text)
  const code = CODE_ALONE.exec(text)?.[0].toUpperCase()
  if (code) return tellStatus(platform, utterance, { intent: 'status', confidence: 1, code })
  if (text === '') return SILENCE
  if ((ANSWERS.hello as readonly string[]).some((word) => text === word || text === `${word}啊`)) {
    return [{ text: talkWords.hello, template: 'talk.hello' }]
  }
  const plainlyChatter = frame !== undefined && frame.confidence >= utterance.station.settings.talk.confidenceFloor
  if (plainlyChatter) return SILENCE
  return passToWorker(platform, utterance, 'unclear')
}
