import type { ReadFrame } from '@yimin/shared/language/frame'
import type { Doubt } from '@yimin/shared/language/secondOpinion'
import { listHelpers, listPeopleInRoom, listStaff } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { asksForPerson, localNow } from './utterance.ts'
import type { Utterance } from './utterance.ts'

const ROOMS_AT_MOST = 5

/** Whether a second opinion may be asked for. False at once where the station has none; asks nobody. */
export function isDoubtful(platform: Platform, heard: Omit<Utterance, 'speaker'>, frames: ReadFrame[]): boolean {
  const { secondOpinion } = platform
  const [only] = frames
  if (!secondOpinion || !only || frames.length > 1 || asksForPerson(heard.text)) return false
  return secondOpinion.isWorthAsking(doubtAbout(heard, only))
}

/** The frames with the second opinion laid under the first; as they were where it brings nothing. */
export async function askAgain(platform: Platform, utterance: Utterance, frames: ReadFrame[]): Promise<ReadFrame[]> {
  const { secondOpinion } = platform
  const [only] = frames
  if (!secondOpinion || !only) return frames
  return [await secondOpinion.ask(doubtAbout(utterance, only), await namesAround(platform, utterance))]
}

function doubtAbout(heard: Omit<Utterance, 'speaker'>, frame: ReadFrame): Doubt {
  return {
    text: heard.text,
    now: localNow(heard as Utterance),
    chat: heard.where.channel === 'room' ? 'group' : 'private',
    frame,
    floor: heard.station.settings.talk.confidenceFloor,
  }
}

/** Whoever may be spoken of by name: the speaker's household, the rooms' people, helpers and staff. */
async function namesAround(platform: Platform, { speaker, station, where }: Utterance): Promise<string[]> {
  const here = where.channel === 'room' && where.chatId ? [where.chatId] : []
  const rooms = [...new Set([...here, ...speaker.rooms])].slice(0, ROOMS_AT_MOST)
  const known = await Promise.all([
    listHelpers(platform, station.id),
    listStaff(platform, station.id),
    ...rooms.map((room) => listPeopleInRoom(platform, room)),
  ])
  const people = [speaker, ...known.flat()]
  return [...new Set(people.flatMap(({ name, household }) => [name, ...household.map((member) => member.name)]))]
}
