import type { StationSettings } from '@yimin/shared/organisations/contract'
import { kindOf } from '@yimin/shared/organisations/serviceKind'
import { fromLocal } from '@yimin/shared/language/localTime'
import { promiseFor } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { wayBetween } from '../choose/communityMap.ts'
import type { CommunityMap } from '../choose/communityMap.ts'
import { joinErrands } from './joinErrands.ts'
import type { JoinTerms, Load } from './joinErrands.ts'
import { courseFrom, readyAt } from './trip.ts'
import type { Errand, Ground } from './trip.ts'

/** What tells whether a request may go with others, as a projection: nothing of it is sealed. */
export const FELLOW = {
  category: 1,
  place: 1,
  urgent: 1,
  priority: 1,
  when: 1,
  createdAt: 1,
  confirmedAt: 1,
  helpersNeeded: 1,
  parts: 1,
  partOf: 1,
} as const

export type Fellow = Pick<RequestDoc, '_id' | keyof typeof FELLOW>

type Area = RequestDoc['place']

const MINUTE_MS = 60_000
/** Assumed: a walk with bags, and what it takes to buy and to hand over. */
const METRES_A_MINUTE = 60
const PICKUP_MINUTES = 10
const HANDOVER_MINUTES = 5
/** More doors in one trip, and the last of them waits too long. */
export const TRIP_AT_MOST = 3

/**
 * What goes in one trip has this in common: goods of one zone are bought and brought together, other errands have one building.
 * `undefined` for what goes alone: what is urgent or comes first, what touches health or family, what
 * needs several people or is done in parts, and what has no place.
 */
export function tripGround(request: Fellow, settings: StationSettings): string | undefined {
  const { place, urgent, priority, category, helpersNeeded, parts, partOf } = request
  if (helpersNeeded || parts || partOf !== undefined) return undefined
  const kind = kindOf(category, settings)
  if (urgent || priority > 0 || kind === 'sensitive' || place.zone === undefined) return undefined
  if (kind === 'goods') return `goods/${place.zone}`
  return place.building === undefined ? undefined : `errand/${place.zone}/${place.building}`
}

/**
 * Whether one helper had better bring all of these at once: it saves him more than it costs those who wait, and no promise that
 * each would be given alone breaks. Pure.
 */
export function goTogether(
  fellows: readonly Fellow[],
  map: CommunityMap,
  settings: StationSettings,
  now: Date,
): boolean {
  const errands = fellows.map((fellow) => errandAt(fellow, now))
  const [load, ...others] = joinErrands(groundOf(map), errands, 0, termsOf(settings))
  if (!load || others.length > 0) return false
  return keepsPromises(load, fellows, map, settings, now)
}

function termsOf({ progress }: StationSettings): JoinTerms {
  return { most: TRIP_AT_MOST, promiseMinutes: progress.lateAfterMinutes, minutePrice: 1.5, approachMinutes: 10 }
}

/** Nobody says where the goods are bought: the way there is the same for all. */
function groundOf(map: CommunityMap): Ground<Area | undefined> {
  return {
    minutes: (from, to) => {
      const ends = from ?? to
      return ends ? wayBetween(map, from, to ?? {}).metres / METRES_A_MINUTE : 0
    },
    pickupMinutes: PICKUP_MINUTES,
    handoverMinutes: HANDOVER_MINUTES,
  }
}

/** Minutes from now. */
function errandAt({ _id, place, when, confirmedAt, createdAt }: Fellow, now: Date): Errand<Area | undefined> {
  const minutesTo = (at: Date) => (at.getTime() - now.getTime()) / MINUTE_MS
  const wished = when?.from ? minutesTo(fromLocal(when.from)) : 0
  return {
    id: _id,
    shop: 'one',
    from: undefined,
    to: place,
    askedAt: minutesTo(confirmedAt ?? createdAt),
    readyAt: Math.max(0, wished),
  }
}

/** Door by door in the order of the load; each is there before its own promise. */
function keepsPromises(
  load: Load<Area | undefined>,
  fellows: readonly Fellow[],
  map: CommunityMap,
  settings: StationSettings,
  now: Date,
): boolean {
  return load.every(({ id }, i) => {
    const upTo = load.slice(0, i + 1) as unknown as Load<Area | undefined>
    const { endsAt } = courseFrom(groundOf(map), readyAt(load), upTo, settings.progress.lateAfterMinutes)
    const fellow = fellows.find(({ _id }) => _id === id)
    return fellow !== undefined && now.getTime() + endsAt * MINUTE_MS <= promiseFor(fellow, settings, now).getTime()
  })
}
