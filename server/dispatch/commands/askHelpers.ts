import { HELP_WORDS, sayNeed, sayWhen } from '@yimin/shared/requests/words'
import { dispatchWords } from '@yimin/shared/dispatch/words'
import { toLocal } from '@yimin/shared/language/localTime'
import { buildingWord, zoneWord } from '@yimin/shared/organisations/words'
import { sayInRoom, sayPrivately } from '../../messaging/index.ts'
import { stationOf } from '../../organisations/index.ts'
import type { Station } from '../../organisations/index.ts'
import { findPeople } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { findRequest } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { askHelpersJob } from '../jobs/askHelpers.job.ts'
import { listCandidates } from '../queries/listCandidates.ts'
import { askedAs, searchesOf } from '../search.model.ts'
import type { SearchDoc } from '../search.model.ts'
import { chooseHelpers } from '../choose/chooseHelpers.ts'
import type { Choice } from '../choose/chooseHelpers.ts'
import { enoughOf } from '../choose/enoughOf.ts'
import { errandOf, kindOf } from '../choose/suitable.ts'
import type { Candidate } from '../choose/suitable.ts'
import { hintOffers } from './hintOffers.ts'
import { spendAsks } from './spendAsks.ts'

/**
 * Climbs the next rung of the ladder if it is due: chooses helpers and writes them down; then everybody who stands there is asked.
 * Two processes may try; one compare-and-set wins. A process may die after writing: the words have fixed keys, so whoever
 * takes the search up again says what was not said, and nothing twice.
 */
export async function askHelpers(platform: Platform, requestId: string): Promise<void> {
  const search = await searchesOf(platform).findOne({ _id: requestId })
  const request = search?.state === 'running' ? await findRequest(platform, requestId) : null
  if (!search || request?.status !== 'open') return
  const station = await stationOf(platform, request.stationId)
  const climbed = (await climbIfDue(platform, request, search, station)) ?? search
  if (!climbed.unsaid) return
  await hintOffers(platform, request)
  await sayOffers(platform, request, climbed, station)
  await searchesOf(platform).updateOne({ _id: requestId, v: climbed.v }, { $unset: { unsaid: '' } })
}

async function climbIfDue(
  platform: Platform,
  request: RequestDoc,
  search: SearchDoc,
  station: Station,
): Promise<SearchDoc | null> {
  const now = platform.clock.now()
  if (!search.nextAt || search.nextAt > now) return null
  const { waves } = station.settings.dispatch
  const { rung, chosen: wanted } = climb(request, search, station, await listCandidates(platform, request), now)
  const asking = { requestId: request._id, stationId: request.stationId, round: search.round }
  const chosen = await spendAsks(platform, asking, wanted)
  const askGroup = mayAskGroup(request, search, station, chosen, rung >= waves.length)
  const next = waves[rung]
  const nextAt =
    next && new Date(Math.max(search.startedAt.getTime() + next.afterMinutes * 60_000, now.getTime() + 1_000))
  const asked = chosen.map((one) => ({ ...askedAs(one), at: now, wave: rung, round: search.round }))
  const climbed = await searchesOf(platform).findOneAndUpdate(
    { _id: request._id, v: search.v },
    {
      $set: {
        wave: rung,
        unsaid: true,
        updatedAt: now,
        ...(nextAt ? { nextAt } : {}),
        ...(askGroup ? { groupAsked: true } : {}),
      },
      ...(nextAt ? {} : { $unset: { nextAt: '' as const } }),
      $push: { asked: { $each: asked } },
      $inc: { v: 1 },
    },
    { returnDocument: 'after' },
  )
  if (climbed && nextAt) {
    const hint = { id: `ask.${request._id}.${climbed.v}`, delayMs: nextAt.getTime() - now.getTime() }
    await platform.queues.add(askHelpersJob, { requestId: request._id }, hint)
  }
  return climbed
}

/** Everybody who is being asked and has not answered hears of it once. */
async function sayOffers(platform: Platform, request: RequestDoc, search: SearchDoc, station: Station): Promise<void> {
  const waiting = search.asked.filter((one) => one.state === 'asked')
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

/** The rung that is reached now, and whom it asks: those who have not been asked yet. */
function climb(
  request: RequestDoc,
  search: SearchDoc,
  { settings }: Station,
  candidates: Candidate[],
  now: Date,
): { rung: number; chosen: Choice[] } {
  const passed = search.asked.map((one) => one.personId)
  const { waves } = settings.dispatch
  let rung = search.wave
  for (let wave = waves[rung]; wave; wave = waves[rung]) {
    const fresh = chooseHelpers(errandOf(request), candidates, wave, settings).filter(
      ({ person }) => !passed.includes(person.id),
    )
    const chosen = enoughOf(fresh, wave.ask, settings)
    if (chosen.length === 0 && !isDue(search, wave.afterMinutes, now) && rung > search.wave) return { rung, chosen }
    rung += 1
    if (chosen.length > 0) return { rung, chosen }
  }
  return { rung, chosen: [] }
}

function isDue(search: SearchDoc, afterMinutes: number, now: Date): boolean {
  return search.startedAt.getTime() + afterMinutes * 60_000 <= now.getTime()
}

/** The whole group hears of it only where a private word reaches nobody, or on the last rung; never of what touches health or family. */
function mayAskGroup(
  request: RequestDoc,
  search: SearchDoc,
  station: Station,
  chosen: Choice[],
  last: boolean,
): boolean {
  if (search.groupAsked || kindOf(request.category, station.settings) === 'sensitive') return false
  return last || !chosen.some(({ person }) => person.canBeWrittenTo)
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
