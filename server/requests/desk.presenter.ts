import type { ReadFrame, When } from '@yimin/shared/language/frame'
import { readingView, deskView } from '@yimin/shared/requests/deskContract'
import type { DeskView, ReadingView } from '@yimin/shared/requests/deskContract'
import { REFUSALS, STAFF_REASONS } from '@yimin/shared/moderation/words'
import { buildingWord, zoneWord } from '@yimin/shared/organisations/words'
import { addressOf } from '@yimin/shared/people/addressing'
import type { Told } from '@yimin/shared/people/callerWords'
import { ROLE_WORDS } from '@yimin/shared/people/words'
import { STATUSES } from '@yimin/shared/requests/states'
import { deskWords, sayWhen } from '@yimin/shared/requests/words'
import type { Judgement } from '../moderation/index.ts'
import type { Station } from '../organisations/index.ts'
import type { Person } from '../people/index.ts'
import type { BoardCounts } from './queries/countBoard.ts'

function someone(person: Person) {
  return { id: person.id, name: addressOf(person) }
}

/** The heads of the desk. */
export function presentDesk(parts: {
  station: Station
  me: Person
  onDuty: Person | undefined
  staff: readonly Person[]
  counts: BoardCounts
}): DeskView {
  const { station, counts } = parts
  const openIn = (zone: string, building?: string) =>
    counts.places
      .filter((place) => place.zone === zone && (building === undefined || place.building === building))
      .reduce((sum, { n }) => sum + n, 0)
  return deskView.parse({
    me: someone(parts.me),
    ...(parts.onDuty ? { onDuty: someone(parts.onDuty) } : {}),
    staff: parts.staff.map(someone),
    counts: {
      byStatus: Object.fromEntries(STATUSES.map((status) => [status, counts.byStatus[status] ?? 0])),
      late: counts.late,
      urgent: counts.urgent,
      mine: counts.mine,
    },
    zones: station.zones.map((zone) => ({
      name: zone.name,
      word: zoneWord(zone.name),
      open: openIn(zone.name),
      late: counts.lateIn.get(zone.name) ?? 0,
      buildings: zone.buildings.map(({ name, units, floors }) => ({
        name,
        word: buildingWord({ building: name }),
        open: openIn(zone.name, name),
        ...(units === undefined ? {} : { units }),
        ...(floors === undefined ? {} : { floors }),
      })),
    })),
  })
}

/** Somebody who may be standing at the desk: enough to tell two of the same name apart. */
export function presentAsker(person: Person) {
  return {
    id: person.id,
    name: person.name,
    spokenTo: addressOf(person),
    roleWord: ROLE_WORDS[person.role],
    place: person.area ? buildingWord(person.area) : '',
    known: { phone: person.known.phone, door: person.known.door },
  }
}

/** A sentence as fields. `now` is local; `passed` is a time that was named and is over. */
export function presentReading(read: {
  frame: ReadFrame
  judged: Judgement
  now: string
  passed: When | undefined
  told: Told | undefined
}): ReadingView {
  const { frame, judged, now, passed, told } = read
  const refused = judged.verdict === 'refuse' ? judged.reasons[0]?.code : undefined
  return readingView.parse({
    ...(told ? { asker: { name: told.name, ...(told.channel ? { channel: told.channel } : {}) } } : {}),
    ...(frame.category ? { category: frame.category } : {}),
    items: frame.items ?? [],
    ...(frame.budget === undefined ? {} : { budgetFen: Math.round(frame.budget * 100) }),
    ...(frame.when ? { when: frame.when } : {}),
    whenWord: sayWhen(frame.when, now),
    ...(frame.address ? { address: frame.address } : {}),
    groups: frame.groups ?? [],
    ...(frame.phone ? { phone: frame.phone } : {}),
    urgent: frame.urgent === true,
    doubts: [
      ...judged.reasons.map(({ code }) => STAFF_REASONS[code]),
      ...(passed ? [deskWords.timeIsOver(sayWhen(passed, now))] : []),
    ],
    ...(refused ? { refusal: REFUSALS[refused] ?? REFUSALS.station_rule } : {}),
  })
}
