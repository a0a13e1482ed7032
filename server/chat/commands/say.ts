import { talkWords } from '@yimin/shared/chat/words'
import { sayInRoom, sayPrivately } from '../../messaging/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Reply, Utterance } from '../talk/utterance.ts'

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
      const text = reply.template === 'request.refused' ? talkWords.refusedElsewhere : reply.text
      await sayInRoom(platform, chatId, [utterance.speaker], { ...words, text })
    }
  }
}
