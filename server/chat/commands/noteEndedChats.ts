import { workerWords } from '@yimin/shared/chat/words'
import { closeAlarmsAbout, listRinging, raiseAlarm } from '../../duty/index.ts'
import { forgetBoundChats, waysTo } from '../../messaging/index.ts'
import { findPersonByChat } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'

export interface EndedChat {
  /** `ilink:…` */
  chatId: string
  at: Date
}

/** Nobody is called for it, now or later: it stands at the desk until she is back. */
const NEVER = new Date('9999-12-31T00:00:00Z')
/** What her ways are asked about: news of her own request, the most that is told her. */
const NEWS = 'request.accepted'

/**
 * Private chats that ended by themselves, all that their gateway still misses. Each end is one quiet line at the desk; it goes
 * when the gateway misses the person no more. `isAll` is false where there may be more than were told.
 */
export async function noteEndedChats(
  platform: Platform,
  ended: readonly EndedChat[],
  { isAll }: { isAll: boolean },
): Promise<void> {
  const missed: string[] = []
  for (const chat of ended) {
    const person = await findPersonByChat(platform, chat.chatId)
    if (!person) continue
    missed.push(person.id)
    await note(platform, person, chat)
  }
  if (!isAll) return
  const back = (await listRinging(platform, 'chat_ended')).filter((personId) => !missed.includes(personId))
  for (const personId of back) await closeAlarmsAbout(platform, personId, ['chat_ended'])
}

async function note(platform: Platform, person: Person, { chatId, at }: EndedChat): Promise<void> {
  const others = (await waysTo(platform, person, NEWS)).filter(({ channel }) => channel !== 'ilink')
  const { isNew } = await raiseAlarm(platform, {
    stationId: person.stationId,
    kind: 'chat_ended',
    subjectId: person.id,
    personId: person.id,
    key: `chat_ended/${chatId}/${at.getTime()}`,
    dueAt: NEVER,
    text: others.length > 0 ? workerWords.chatEnded : workerWords.lastChatEnded,
  })
  // Words for her need not be tried there first.
  if (isNew) await forgetBoundChats(platform, [chatId])
}
