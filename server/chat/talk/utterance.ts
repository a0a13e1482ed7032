import type { ReadFrame } from '@yimin/shared/language/frame'
import { toLocal } from '@yimin/shared/language/localTime'
import type { ReasonCode } from '@yimin/shared/moderation/words'
import { ANSWERS } from '@yimin/shared/chat/answers'
import { talkWords } from '@yimin/shared/chat/words'
import { workerOnDuty } from '../../duty/index.ts'
import { safeGroupName } from '../../moderation/index.ts'
import type { Station } from '../../organisations/index.ts'
import { addressOf } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'

/** One sentence of one person, wherever it was said. */
export interface Utterance {
  station: Station
  speaker: Person
  /** Where it was said and where the answer goes. */
  where: { channel: 'room' | 'private' | 'app'; chatId?: string }
  text: string
  /** In private, in the app, or with @. */
  spokenTo: boolean
  /** Unique name of this message: whatever is done because of it is done once. */
  cause: string
  at: Date
  /** It answers which of several was meant: that one alone. */
  answersWhich?: true
  /** Nobody could tell whether others may see these words: a worker looks first. */
  doubts?: readonly ReasonCode[]
}

/** One answer. It is said where the sentence was said, or `privately` to the speaker. */
export interface Reply {
  text: string
  template: string
  about?: string
  /** Said at most once for this key; by default once for each cause and template. */
  key?: string
  privately?: boolean
  urgent?: boolean
}

/** What the assistant does about an utterance. */
export type Act = (platform: Platform, utterance: Utterance, frame: ReadFrame) => Promise<Reply[]>

const HUMAN = /转人工|人工服务|找(个)?真人|找人工|要人工/u

export const SILENCE: Reply[] = []

export function localNow(utterance: Utterance): string {
  return toLocal(utterance.at)
}

/** How the speaker is called where the sentence was said: before others a nick name must be fit for it. */
export function whoIs(utterance: Utterance): string {
  const name = addressOf(utterance.speaker)
  return utterance.where.channel === 'room' ? safeGroupName(name) : name
}

/** How the speaker is called before a worker, in private. */
export function nameOf(utterance: Utterance): string {
  return addressOf(utterance.speaker)
}

/** 人工, 找个真人 …: wherever it is said. */
export function asksForPerson(text: string): boolean {
  const plain = bare(text)
  return (ANSWERS.human as readonly string[]).includes(plain) || HUMAN.test(plain)
}

/** 社工赵老师, or the office where nobody is on duty. */
export async function workerName(platform: Platform, station: Station): Promise<string> {
  const worker = await workerOnDuty(platform, station.id, platform.clock.now())
  return worker ? addressOf(worker) : talkWords.noWorker
}

/** Inside brackets and at the end there may be anything; what counts is the bare word. */
export function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b-\u200f\u2060\ufeff。.!！?？,，~～、;；:：…]+/gu, '')
}

/** The speaker's own words for a worker, to stand inside a sentence. */
export function quoted(utterance: Utterance): string {
  return utterance.text.slice(0, 300).replace(/[\s。.!！~～，,]+$/u, '')
}
