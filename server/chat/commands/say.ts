import { talkWords, workerWords } from '@yimin/shared/chat/words'
import { sayInRoom, sayPrivately } from '../../messaging/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { addressOf } from '../../people/index.ts'
import type { Reply, Utterance } from '../talk/utterance.ts'
import { callWorker } from './callWorker.ts'

/** Says the answers where the sentence was said; what is for the speaker alone goes to him alone, or is hinted at in the group. */
export async function say(platform: Platform, utterance: Utterance, replies: Reply[]): Promise<void> {
  for (const [i, reply] of replies.entries()) {
    const words = {
      key: reply.key ?? keyOf(utterance, reply, i),
      stationId: utterance.station.id,
      text: reply.text,
      template: reply.template,
      ...(reply.about ? { about: reply.about } : {}),
      urgent: reply.urgent === true,
    }
    const { channel, chatId } = utterance.where
    const alone = channel === 'private' || reply.privately === true
    const inChat = channel === 'private' ? chatId : undefined
    if (alone && (await sayPrivately(platform, utterance.speaker, { ...words, inChat }))) continue
    if (channel === 'room' && chatId) {
      const refused = reply.template === 'request.refused'
      const text = refused ? talkWords.refusedElsewhere : reply.text
      if (refused) await passReason(platform, utterance, reply.text)
      await sayInRoom(platform, chatId, [utterance.speaker], { ...words, text })
    }
  }
}

/** The group does not hear why; a worker tells whoever cannot be written to. */
function passReason(platform: Platform, utterance: Utterance, reason: string): Promise<void> {
  return callWorker(platform, {
    station: utterance.station,
    kind: 'needs_person',
    subjectId: utterance.cause,
    personId: utterance.speaker.id,
    key: `untoldReason/${utterance.cause}`,
    text: workerWords.untoldReason({ who: addressOf(utterance.speaker), reason }),
  })
}

/** Answers that do not change by being asked for again: once in ten minutes is enough. */
const SETTLED = new Set([
  'talk.hello', 'talk.human', 'talk.stationPhone', 'talk.nothingOpen', 'talk.noSuchCode', 'talk.tooLong', 'dispatch.nothingInHand',
  'dispatch.notInHand', 'dispatch.nothingToAccept', 'dispatch.notAHelper', 'dispatch.already_taken', 'talk.report', 'talk.consult', 'talk.register', 'request.whatIsWrong', 'request.whatToChange',
  'request.rated', 'request.refused', 'request.decidedAlready', 'request.alreadyKnown',
]) // prettier-ignore
const TEN_MINUTES = 600_000

function keyOf({ cause, speaker, where, at }: Utterance, { template, text, privately }: Reply, i: number): string {
  if (!SETTLED.has(template)) return `said.${cause}.${i}.${template}`
  const place = privately || where.channel !== 'room' ? 'private' : (where.chatId ?? '')
  return `said.${speaker.id}.${place}.${Math.floor(at.getTime() / TEN_MINUTES)}.${text}`
}
