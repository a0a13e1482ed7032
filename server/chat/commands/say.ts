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
      key: reply.key ?? `said.${utterance.cause}.${i}.${reply.template}`,
      stationId: utterance.station.id,
      text: reply.text,
      template: reply.template,
      ...(reply.about ? { about: reply.about } : {}),
      urgent: reply.urgent === true,
    }
    const { channel, chatId } = utterance.where
    const alone = channel === 'private' || reply.privately === true
    if (alone && (await sayPrivately(platform, utterance.speaker, words))) continue
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
