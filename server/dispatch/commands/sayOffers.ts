import { asCarried, hasGoodsPart } from '@yimin/shared/requests/parts'
import { partWords } from '@yimin/shared/requests/partWords'
import { HELP_WORDS, sayNeed, sayWhen } from '@yimin/shared/requests/words'
import { sayHelp, sayTogether, tripWords } from '@yimin/shared/dispatch/tripWords'
import { dispatchWords } from '@yimin/shared/dispatch/words'
import { isStaff } from '@yimin/shared/people/roles'
import { toLocal } from '@yimin/shared/language/localTime'
import { buildingWord, zoneWord } from '@yimin/shared/organisations/words'
import { sayInRoom, sayPrivately, sayToStaff } from '../../messaging/index.ts'
import type { Station } from '../../organisations/index.ts'
import { findPeople } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf, seatsFree } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import type { AskedHelper, SearchDoc } from '../search.model.ts'

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
  const mates = await matesOf(platform, waiting)
  // To each his own word: they go out in one trip.
  await Promise.all(
    waiting.map(async (asked) => {
      const person = people.find((one) => one.id === asked.personId)
      const together = mates.filter(({ _id }) => asked.with?.includes(_id))
      if (person) await offer(platform, request, search, { person, reason: asked.reason, together })
    }),
  )
  if (search.groupAsked) await offerInGroup(platform, request, search, station)
}

/** What somebody of these is being asked for together with this, as far as it is still open. */
async function matesOf(platform: Platform, asked: readonly AskedHelper[]): Promise<RequestDoc[]> {
  const ids = [...new Set(asked.flatMap((one) => one.with ?? []))]
  if (ids.length === 0) return []
  return requestsOf(platform)
    .find({ _id: { $in: ids }, status: 'open' })
    .sort({ confirmedAt: 1, _id: 1 })
    .toArray()
}

interface Asking {
  person: Person
  reason: string
  together: RequestDoc[]
}

/** Area and kind of help, never door, name or reason: those open with the acceptance. */
async function offer(
  platform: Platform,
  request: RequestDoc,
  search: SearchDoc,
  { person, reason, together }: Asking,
): Promise<void> {
  const now = toLocal(platform.clock.now())
  const [mate] = together
  const text = mate
    ? tripWords.offer({
        together: sayTogether([...together, request]),
        stops: [...together, request].map((one) => tripWords.stop({ ...needOf(one, now), code: one.code })),
        reason,
        code: request.code,
        other: mate.code,
      })
    : dispatchWords.offer({ ...needOf(request, now), reason, code: request.code })
  const say = isStaff(person.role) ? sayToStaff : sayPrivately
  await say(platform, person, {
    key: `offer.${request._id}.${search.round}.${person.id}`,
    stationId: request.stationId,
    template: 'dispatch.offer',
    about: request._id,
    code: request.code,
    urgent: request.urgent,
    text: `${before(search)}${text}`,
  })
}

/** Why it comes once more. */
function before({ state, round }: SearchDoc): string {
  if (state === 'swapping') return dispatchWords.swap
  return round > 1 ? dispatchWords.again : ''
}

function needOf(request: RequestDoc, now: string) {
  return {
    place: buildingWord(request.place),
    need: [
      `${sayHelp(request)}${request.items.length > 0 ? `：${sayNeed(asCarried(request), 'private')}` : ''}`,
      ...(hasGoodsPart(request) ? [partWords.carry] : []),
      ...(request.helpersNeeded ? [dispatchWords.team(request.helpersNeeded, seatsFree(request))] : []),
    ].join('，'),
    when: sayWhen(request.when, now),
  }
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
