import { talkWords, workerWords } from '@yimin/shared/chat/words'
import { addressOf, findPersonByChat, speakableName } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { stationFor } from '../queries/stationFor.ts'
import { textAt } from '../inbound.model.ts'
import type { InboundDoc } from '../inbound.model.ts'
import { callWorker } from './callWorker.ts'

/** A message that could not be handled goes to a person, with its words: nothing is lost. */
export async function giveUpMessage(platform: Platform, message: InboundDoc): Promise<void> {
  const station = await stationFor(platform, message.roomChatId)
  if (!station) return
  const speaker = await findPersonByChat(platform, message.fromChatId)
  await callWorker(platform, {
    station,
    kind: 'needs_person',
    subjectId: message._id,
    ...(speaker ? { personId: speaker.id } : {}),
    key: `gaveUp/${message._id}`,
    text: workerWords.unclear({
      who: speaker ? addressOf(speaker) : speakableName(message.fromName) || talkWords.someone,
      said: wordsOf(platform, message),
    }),
  })
}

/** What does not open any more is the very reason for some failures: the worker hears that much. */
function wordsOf(platform: Platform, message: InboundDoc): string {
  try {
    return platform.vault.open(message.text, textAt(message._id)).slice(0, 500)
  } catch {
    return workerWords.unreadable
  }
}
