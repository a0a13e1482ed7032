import { HELP_WORDS, sayNeed, sayWhen } from '@yimin/shared/requests/words'
import { dispatchWords } from '@yimin/shared/dispatch/words'
import { toLocal } from '@yimin/shared/language/localTime'
import { buildingWord, zoneWord } from '@yimin/shared/organisations/words'
import { sayInRoom, sayPrivately } from '../../messaging/index.ts'
import type { Station } from '../../organisations/index.ts'
import { findPeople } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../../requests/index.ts'
import type { Choice } from '../choose/chooseHelpers.ts'
import type { SearchDoc } from '../search.model.ts'

/** Everybody who is being asked and has not answered hears of it once; on a rung of the mini program alone it only stands there. */
export async function sayOffers(
  platform: Platform,
  request: RequestDoc,
  search: SearchDoc,
  station: Station,
): Promise<void> {
  const silent = search.ladder.filter(({ channel }) => channel === 'app').map(({ id }) => id)
  const waiting = search.asked.filter((one) => one.state === 'asked' && !silent.includes(one.rung))
  const people = await findPeople(
    platform,
    waiting.map((one) => one.personId),
  )
  for (const { personId, reason } of waiting) {
    const person = people.find((one) => one.id === personId)
    if (person) await offer(platform, request, search, { person, reason })
  }
  if (search.groupAsked) await offerInGroup(platform, request, search, station)
}

/** Area and kind of help, never door, name or reason: those open with the acceptance. */
async function offer(
  platform: Platform,
  request: RequestDoc,
  search: SearchDoc,
  { person, reason }: Pick<Choice, 'person' | 'reason'>,
): Promise<void> {
  const now = toLocal(platform.clock.now())
  await sayPrivately(platform, person, {
    key: `offer.${request._id}.${search.round}.${person.id}`,
    stationId: request.stationId,
    template: 'dispatch.offer',
    about: request._id,
    code: request.code,
    urgent: request.urgent,
    text: `${search.round > 1 ? dispatchWords.again : ''}${dispatchWords.offer({
      place: buildingWord(request.place),
      need: `${HELP_WORDS[request.category]}${request.items.length > 0 ? `：${sayNeed(request, 'private')}` : ''}`,
      when: sayWhen(request.when, now),
      reason,
      code: request.code,
    })}`,
  })
}

async function offerInGroup(
  platform: Platform,
  request: RequestDoc,
  search: SearchDoc,
  station: Station,
): Promise<void> {
  const room = request.origin.channel === 'room' ? request.origin.chatId : station.rooms[0]?.chatId
  if (!room) return
  await sayInRoom(platform, room, [], {
    key: `offer.${request._id}.${search.round}.group`,
    stationId: request.stationId,
    template: 'dispatch.offerInGroup',
    about: request._id,
    text: dispatchWords.offerInGroup({
      area: request.place.zone ? zoneWord(request.place.zone) : '',
      help: HELP_WORDS[request.category],
      code: request.code,
    }),
  })
}
