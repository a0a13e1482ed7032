import { exchangeWords } from '@yimin/shared/dispatch/exchangeWords'
import { toLocal } from '@yimin/shared/language/localTime'
import { zoneWord } from '@yimin/shared/organisations/words'
import { HELP_WORDS, sayWhen } from '@yimin/shared/requests/words'
import { stationOf } from '../../organisations/index.ts'
import { findPeople } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { hasRefused, mayAgree, mayPropose, requestsOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { suitsPart } from '../choose/forPart.ts'
import { errandOf, suitableFor } from '../choose/suitable.ts'
import { goesAlone, tripInHand } from '../dispatch.policy.ts'
import { searchesOf } from '../search.model.ts'
import { membersOf } from './findTrip.ts'
import { listCandidates } from './listCandidates.ts'

/** A fellow volunteer, and the one errand that she has in hand. */
export interface Partner {
  person: Person
  request: RequestDoc
}

/** So many are offered at most. */
const SHOWN = 8

/**
 * Fellow volunteers with whom this errand may be exchanged: each would suit the other's by the rules that nothing outweighs. Those
 * of the same zone first. Empty where it is none to exchange.
 */
export async function findPartners(platform: Platform, request: RequestDoc, helper: Person): Promise<Partner[]> {
  if (!goesAlone(helper) || !mayPropose(request, helper.id)) return []
  const others = (await listOthers(platform, request)).filter(({ person }) => !hasRefused(request, person.id))
  const sameZone = ({ request: theirs }: Partner) => (theirs.place.zone === request.place.zone ? 0 : 1)
  const partners: Partner[] = []
  for (const other of others.sort((a, b) => sameZone(a) - sameZone(b))) {
    if (partners.length === SHOWN) break
    if (await fitEachOther(platform, { person: helper, request }, other)) partners.push(other)
  }
  return partners
}

/** Everybody of the station who has just one errand, which may change hands. */
async function listOthers(platform: Platform, { _id, stationId }: RequestDoc): Promise<Partner[]> {
  const held = await requestsOf(platform).find({ stationId, status: 'accepted' }).sort({ createdAt: 1 }).toArray()
  const holders = held.map(({ assignee }) => assignee?.personId ?? '')
  const people = await findPeople(platform, [...new Set(holders)])
  return held.flatMap((request) => {
    const id = request.assignee?.personId ?? ''
    const person = people.find((one) => one.id === id)
    const isOnly = holders.filter((one) => one === id).length === 1
    return person && isOnly && request._id !== _id && goesAlone(person) && mayAgree(request, id)
      ? [{ person, request }]
      : []
  })
}

/**
 * Both suit, and neither goes in a trip with what is still sought: skill, zone, hands, other promises, wishes of who comes, one whom the station knows, and not one's own request.
 * `bothAgree`: free hours and pauses are theirs to judge. A fellow's question costs no ask of the week.
 */
export async function fitEachOther(
  platform: Platform,
  one: Partner,
  other: Partner,
  { bothAgree = false }: { bothAgree?: boolean } = {},
): Promise<boolean> {
  const apart = [one.request._id, other.request._id]
  if (await isPartOfTrip(platform, one.request)) return false
  if (await isPartOfTrip(platform, other.request)) return false
  const [first, second] = await Promise.all([
    suits(platform, one.person, other.request, apart, bothAgree),
    suits(platform, other.person, one.request, apart, bothAgree),
  ])
  return first && second
}

/** Another one of the same trip still looks for somebody: whoever has this one may take that one too, at any moment. */
async function isPartOfTrip(platform: Platform, request: RequestDoc): Promise<boolean> {
  const others = { ...membersOf(tripInHand(request)), _id: { $ne: request._id }, state: 'running' as const }
  return (await searchesOf(platform).findOne(others, { projection: { _id: 1 } })) !== null
}

async function suits(
  platform: Platform,
  { id }: Person,
  request: RequestDoc,
  apart: readonly string[],
  agrees: boolean,
): Promise<boolean> {
  const { settings } = await stationOf(platform, request.stationId)
  const found = (await listCandidates(platform, request, apart)).find(({ person }) => person.id === id)
  if (!found || !found.person.verified || !goesAlone(found.person) || !suitsPart(request, found.person)) return false
  const asked = { ...found, inTrip: true as const, free: agrees || found.free }
  return suitableFor(errandOf(request), [asked], { who: 'everyone' }, settings).suitable.length === 1
}

/** Area, kind and time: never building, name or goods. */
export function sayErrand({ place, category, when }: RequestDoc, now: Date): string {
  const area = place.zone ? zoneWord(place.zone) : ''
  return exchangeWords.errand({ area, help: HELP_WORDS[category], when: sayWhen(when, toLocal(now)) })
}
