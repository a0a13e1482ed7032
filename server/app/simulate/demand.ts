import type { ASSUMPTIONS } from './assumptions.ts'
import { assumed } from './assumptions.ts'
import { DAY_MS, MINUTE_MS, ROOMS } from './community.ts'
import type { Community, Resident } from './community.ts'
import type { Lots } from './lots.ts'
import { chatterFor, sentenceFor } from './sentences.ts'
import type { Wish } from './sentences.ts'

/** The kinds of help that people here ask for. */
export type Kind = keyof (typeof ASSUMPTIONS)['demandByKind']['value']

/** What a day is like. */
export interface Day {
  rain: boolean
  sick: boolean
}

/** One need of one resident, said at one moment. */
export interface Demand {
  /** `d12`, the same under every policy. */
  id: string
  at: number
  resident: Resident
  wish: Wish
  text: string
  inGroup: boolean
  /** Set where this is another's need said once more: by himself or by his family. */
  sameAs?: string
}

export interface Chatter {
  id: string
  at: number
  room: (typeof ROOMS)[number]
  text: string
}

/** A time in which the gateway is cut off. */
export interface Outage {
  from: number
  to: number
}

export interface Month {
  days: Day[]
  demands: Demand[]
  chatter: Chatter[]
  outages: Outage[]
}

interface Plan {
  begin: number
  days: number
  requestsPerDay: number
}

/** All that comes from outside in a month, the same for the same seed whatever the policy. */
export function planMonth(lots: Lots, community: Community, plan: Plan): Month {
  const days = daysOf(lots, plan.days)
  const askers = community.residents.filter(({ id }) => lots.happens(assumed('askersShare'), id, 'asks'))
  const speakers = askers.length > 0 ? askers : community.residents
  const demands = days.flatMap((day, d) => demandsOf(lots, day, d, speakers, community, plan))
  return {
    days,
    demands: demands.sort((a, b) => a.at - b.at),
    chatter: days.flatMap((_, d) => chatterOf(lots, d, plan)),
    outages: outagesOf(lots, plan),
  }
}

function daysOf(lots: Lots, count: number): Day[] {
  const { count: waves, days: length } = assumed('sickWaves')
  const starts = Array.from({ length: waves }, (_, i) => lots.between(3, Math.max(3, count - length), 'wave', i))
  return Array.from({ length: count }, (_, d) => ({
    rain: lots.happens(assumed('rainShare'), 'rain', d),
    sick: starts.some((start) => d >= start && d < start + length),
  }))
}

function demandsOf(
  lots: Lots,
  day: Day,
  d: number,
  speakers: readonly Resident[],
  community: Community,
  { begin, requestsPerDay }: Plan,
): Demand[] {
  const more = (day.rain ? assumed('rainDemand') : 1) * (day.sick ? assumed('sickWaves').demand : 1)
  // So that the average of a month is what was asked for.
  const usual = 1 + assumed('rainShare') * (assumed('rainDemand') - 1)
  const count = Math.round(requestsPerDay * (more / usual) * (0.9 + 0.2 * lots.share('busy', d)))
  return Array.from({ length: count }, (_, i) => `d${d}.${i}`).flatMap((id) => {
    const resident = lots.oneOf(speakers, id, 'who')
    const first = demandOf(lots, id, begin + d * DAY_MS + momentOf(lots, id), resident)
    return [first, ...saidAgain(lots, first, community)]
  })
}

function demandOf(lots: Lots, id: string, at: number, resident: Resident): Demand {
  const wish: Wish = {
    kind: lots.weighted(assumed('demandByKind'), id, 'kind'),
    urgent: lots.happens(assumed('urgentShare'), id, 'urgent'),
    vague: lots.happens(assumed('vagueShare'), id, 'vague'),
    ...(lots.happens(assumed('namesPlaceShare'), id, 'place') && { place: resident.home }),
  }
  return {
    id,
    at,
    resident,
    wish,
    text: sentenceFor(lots, wish, id),
    inGroup: lots.happens(assumed('inGroupShare'), id, 'group'),
  }
}

/** The same need once more: of the impatient himself within minutes, or of his family within the hour. */
function saidAgain(lots: Lots, first: Demand, { residents }: Community): Demand[] {
  const again = { ...first, sameAs: first.id }
  if (lots.happens(assumed('sameAgainShare'), first.id, 'again')) {
    return [{ ...again, id: `${first.id}.again`, at: first.at + lots.between(3, 8, first.id, 'gap') * MINUTE_MS }]
  }
  const family = residents.find(({ id }) => id === first.resident.familyId)
  if (!family || !lots.happens(assumed('familyAgainShare'), first.id, 'family')) return []
  const at = first.at + lots.between(10, 60, first.id, 'gap') * MINUTE_MS
  return [{ ...again, id: `${first.id}.family`, at, resident: family }]
}

function momentOf(lots: Lots, id: string): number {
  const hour = lots.weighted(Object.fromEntries(assumed('demandByHour').map((weight, h) => [h, weight])), id, 'hour')
  return (Number(hour) * 60 + lots.between(0, 59, id, 'minute')) * MINUTE_MS + lots.between(0, 59, id, 'second') * 1_000
}

function chatterOf(lots: Lots, d: number, { begin, requestsPerDay }: Plan): Chatter[] {
  // A small community chats less.
  const count = Math.min(assumed('chatterADay'), requestsPerDay)
  return Array.from({ length: count }, (_, i) => {
    const id = `c${d}.${i}`
    return {
      id,
      at: begin + d * DAY_MS + momentOf(lots, id),
      room: lots.oneOf(ROOMS, id, 'room'),
      text: chatterFor(lots, id),
    }
  })
}

function outagesOf(lots: Lots, { begin, days }: Plan): Outage[] {
  const { count, least, most } = assumed('botOutages')
  const times = Math.max(1, Math.round((count * days) / 30))
  return Array.from({ length: times }, (_, i) => {
    const from =
      begin +
      lots.between(0, days - 1, 'outage', i) * DAY_MS +
      lots.between(6 * 60, 21 * 60, 'outage at', i) * MINUTE_MS
    return { from, to: from + lots.between(least, most, 'outage for', i) * MINUTE_MS }
  })
}
