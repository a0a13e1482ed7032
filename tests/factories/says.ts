import { answer, readSentence } from '../../server/chat/talk/answer.ts'
import { stationOf } from '../../server/organisations/index.ts'
import type { Person } from '../../server/people/index.ts'
import type { TestHouse } from './house.ts'

let said = 0

/** Somebody says a sentence, in the group or to the assistant alone, and the house does what follows. Gives what is answered. */
export async function says(
  { house, stationId }: { house: TestHouse; stationId: string },
  speaker: Person,
  text: string,
  channel: 'private' | 'room' = 'private',
): Promise<string> {
  said += 1
  const station = await stationOf(house, stationId)
  const where = channel === 'room' ? { channel, chatId: 'sandbox:g1' } : { channel }
  const at = house.clock.now()
  const utterance = { station, speaker, where, text, spokenTo: channel === 'private', cause: `said${said}`, at }
  const replies = await answer(house, utterance, readSentence(utterance))
  await house.work()
  return replies.map((reply) => reply.text).join('')
}
