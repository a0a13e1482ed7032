import { countMessagesOf, listMessagesOf } from '../../chat/index.ts'
import type { SaidBy } from '../../chat/index.ts'
import { countAlarmsAbout, listAlarmsAbout } from '../../duty/index.ts'
import type { CallAbout } from '../../duty/index.ts'
import { countWordsTo, listWordsTo } from '../../messaging/index.ts'
import type { SaidTo } from '../../messaging/index.ts'
import { stationOf } from '../../organisations/index.ts'
import { listSessionsOf, readOwnHousehold, readPersonal } from '../../people/index.ts'
import type { Person, PersonalData } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { listRecurringOf, openPattern } from '../../recurring/index.ts'
import type { RecurringTaskDoc } from '../../recurring/index.ts'
import { listAllOf, listHelpedBy, unseal } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'

/** A family's copy is a few kilobytes; whoever wrote more than this gets the newest, and how many are left out. */
const MOST = 2_000

type OwnRequest = { request: RequestDoc; opened: ReturnType<typeof unseal> }

/** Everything that the record holds about one person, opened for that person alone. */
export interface Gathered {
  person: Person
  station: string
  personal: PersonalData
  homes: ReadonlyMap<string, NonNullable<PersonalData['address']>>
  requests: OwnRequest[]
  helped: RequestDoc[]
  recurring: { task: RecurringTaskDoc; opened: ReturnType<typeof openPattern> }[]
  said: { items: SaidBy[]; all: number }
  heard: { items: SaidTo[]; all: number }
  calls: { items: CallAbout[]; all: number }
  devices: { createdAt: Date; lastSeenAt: Date }[]
}

export async function gatherData(platform: Platform, person: Person): Promise<Gathered> {
  const { id, role, chatIds } = person
  const reader = { id, role, reason: 'own data' }
  const [station, personal, homes, requests, helped, devices, recurring] = await Promise.all([
    stationOf(platform, person.stationId),
    readPersonal(platform, id, ['phone', 'door', 'groups'], reader),
    readOwnHousehold(platform, id),
    listAllOf(platform, id),
    listHelpedBy(platform, id),
    listSessionsOf(platform, id),
    listRecurringOf(platform, id),
  ])
  const [said, heard, calls] = await Promise.all([
    both(listMessagesOf(platform, chatIds, MOST), countMessagesOf(platform, chatIds)),
    both(listWordsTo(platform, id, MOST), countWordsTo(platform, id)),
    both(listAlarmsAbout(platform, id, MOST), countAlarmsAbout(platform, id)),
  ])
  return {
    person,
    station: station.name,
    personal: personal ?? {},
    homes,
    requests: requests.map((request) => ({ request, opened: unseal(platform, request) })),
    helped,
    recurring: recurring.map((task) => ({ task, opened: openPattern(platform, task) })),
    said,
    heard,
    calls,
    devices,
  }
}

async function both<T>(items: Promise<T[]>, all: Promise<number>): Promise<{ items: T[]; all: number }> {
  return { items: await items, all: await all }
}
