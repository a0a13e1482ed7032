import { talkWords } from '@yimin/shared/chat/words'
import type { ReadFrame } from '@yimin/shared/language/frame'
import { hearEcho, openBoundChat } from '../../messaging/index.ts'
import type { Station } from '../../organisations/index.ts'
import { findPersonByChat, ILINK, registerStranger, rememberWritable, WECHAT } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../../requests/index.ts'
import { textAt } from '../inbound.model.ts'
import type { InboundDoc } from '../inbound.model.ts'
import { stationFor } from '../queries/stationFor.ts'
import { actOnAll, answer, isSmallTalk, readSentence } from '../talk/answer.ts'
import { isDoubtful } from '../talk/askAgain.ts'
import { asksForPerson, SILENCE } from '../talk/utterance.ts'
import { takeUpAgain } from '../talk/takeUpAgain.ts'
import type { Reply, Utterance } from '../talk/utterance.ts'
import { isTooMany } from './pace.ts'
import { say } from './say.ts'

const MINUTE = 60_000
const TEN_MINUTES = 10 * MINUTE

/** One event of the inbox: understood, acted upon, answered. Running it again changes nothing and says nothing twice. */
export async function handleMessage(platform: Platform, message: InboundDoc): Promise<void> {
  const text = platform.vault.open(message.text, textAt(message._id))
  if (message.self) {
    const chatId = message.roomChatId
      ? message.roomChatId.slice(message.adapter.length + 1)
      : message.lane.split('.p.')[1]
    if (chatId) await hearEcho(platform, chatId, text, message.at)
    return
  }
  if (message.adapter === ILINK) await openBoundChat(platform, message.fromChatId, message.at)
  const station = await stationFor(platform, message.roomChatId)
  if (!station) return
  const utterance = {
    station,
    where: message.roomChatId
      ? ({ channel: 'room', chatId: message.roomChatId } as const)
      : ({ channel: 'private', chatId: message.fromChatId } as const),
    text: withoutMention(text),
    spokenTo: message.mentionsMe || !message.roomChatId,
    cause: message._id,
    at: message.at,
  }
  if (message.kind === 'text') await handleText(platform, message, utterance)
  else await handleOther(platform, message, utterance)
}

/** The assistant's own name, with the thin space that WeChat puts behind it, is no part of the sentence. */
function withoutMention(text: string): string {
  return text.replace(/@[^\s\u2005]{1,30}[\u2005\u2006 ]/gu, ' ').trim()
}

async function handleText(platform: Platform, message: InboundDoc, heard: Omit<Utterance, 'speaker'>): Promise<void> {
  if (!/[\p{L}\p{N}✅√👌👍]/u.test(heard.text)) return
  const frames = readSentence(heard as Utterance)
  const isChatter = isSmallTalk(heard, frames)
  if (isChatter && !isDoubtful(platform, heard, frames)) return
  const known = await findPersonByChat(platform, message.fromChatId)
  const asksNothing = !heard.spokenTo && !frames.some(mayBeFirst)
  if (!known && asksNothing && !asksForPerson(heard.text)) return
  const isUrgent = frames.some(({ intent }) => intent === 'emergency')
  const tooMany = isTooMany(platform, message, heard.station.settings.limits.messagesPerMinute)
  if (tooMany && !isUrgent) return isChatter || !known ? undefined : sayTooFast(platform, { ...heard, speaker: known })
  const speaker =
    known ??
    (await registerStranger(platform, {
      stationId: heard.station.id,
      chatId: message.fromChatId,
      name: message.fromName,
    }))
  if (opensChat(message) && !speaker.canBeWrittenTo) await rememberWritable(platform, speaker.id)
  const utterance: Utterance = { ...heard, speaker }
  const begun = message.begun ? await takeUpAgain(platform, utterance, message.receivedAt) : undefined
  const act = isChatter ? actOnAll : answer
  const replies = begun ?? (message.truncated && heard.spokenTo ? tooLong() : await act(platform, utterance, frames))
  await say(platform, utterance, replies)
}

/** A private chat stays open; WeChat's customer-service talk closes by itself, and messaging keeps its hours. */
function opensChat({ roomChatId, adapter }: InboundDoc): boolean {
  return roomChatId === undefined && adapter !== WECHAT
}

/** With these somebody whom nobody knows may begin; the other intents speak of something that was before. */
const FIRST_INTENTS = ['request', 'emergency', 'report', 'consult', 'register']

function mayBeFirst({ intent, items }: ReadFrame): boolean {
  return FIRST_INTENTS.includes(intent) || (intent === 'amend' && items !== undefined)
}

/** Once a minute, to those who can be written to: what was too much was not read, and they shall know. */
async function sayTooFast(platform: Platform, utterance: Utterance): Promise<void> {
  const { speaker, at } = utterance
  if (!speaker.canBeWrittenTo) return
  const key = `tooFast.${speaker.id}.${Math.floor(at.getTime() / MINUTE)}`
  await say(platform, utterance, [{ text: talkWords.tooFast, template: 'talk.tooFast', key, privately: true }])
}

function tooLong(): Reply[] {
  return [{ text: talkWords.tooLong, template: 'talk.tooLong' }]
}

async function handleOther(platform: Platform, message: InboundDoc, heard: Omit<Utterance, 'speaker'>): Promise<void> {
  const speaker = await findPersonByChat(platform, message.fromChatId)
  if (message.kind === 'recalled') {
    if (speaker && message.recalledId)
      await say(platform, { ...heard, speaker }, await askAboutRecalled(platform, message.recalledId, speaker))
    return
  }
  const text = wordsFor(message.kind)
  if (!heard.spokenTo || !text) return
  const person = speaker ?? (await strangerOf(platform, heard.station, message))
  const span = Math.floor(message.at.getTime() / TEN_MINUTES)
  await say(platform, { ...heard, speaker: person }, [
    { text, template: 'talk.otherKind', key: `otherKind.${person.id}.${span}` },
  ])
}

function strangerOf(platform: Platform, station: Station, message: InboundDoc): Promise<Person> {
  return registerStranger(platform, { stationId: station.id, chatId: message.fromChatId, name: message.fromName })
}

function wordsFor(kind: InboundDoc['kind']): string | undefined {
  switch (kind) {
    case 'voice':
      return talkWords.voiceNotHeard
    case 'image':
    case 'video':
      return talkWords.pictureNotSeen
    case 'red_envelope':
    case 'transfer':
      return talkWords.moneyNotTaken
    case 'emoticon':
      return undefined
    default:
      return talkWords.otherKind
  }
}

/** A recalled message may have been a slip or a change of mind: the request that came of it is asked about, not dropped. */
async function askAboutRecalled(platform: Platform, recalledId: string, speaker: Person): Promise<Reply[]> {
  const request = await requestsOf(platform).findOne({ 'history.0.cause': recalledId, requesterId: speaker.id })
  if (!request || !['draft', 'reviewing', 'open'].includes(request.status)) return SILENCE
  return [{ text: talkWords.recalled(request.code), template: 'request.recalled', about: request._id }]
}
