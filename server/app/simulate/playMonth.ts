import { saveShifts } from '../../duty/index.ts'
import { OUTGOING } from '../../messaging/index.ts'
import { saveEnterprise, saveStation, stationOf, wordsOfStation } from '../../organisations/index.ts'
import { addPerson } from '../../people/index.ts'
import type { PersonDraft } from '../../people/index.ts'
import type { HandsOut } from '../../platform/memoryRecord/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { joinsAt } from './cast.ts'
import type { Cast } from './cast.ts'
import { DAY_MS, DIRECTOR, populate, ROOMS, STATION, WORKERS } from './community.ts'
import type { Community, Helper, Resident, Size } from './community.ts'
import { planMonth } from './demand.ts'
import { contactOf, Gateway, roomOf } from './gateway.ts'
import type { Word } from './gateway.ts'
import { Helpers } from './helpers.ts'
import { Ledger } from './ledger.ts'
import { Lots } from './lots.ts'
import { SETTINGS_OF } from './policies.ts'
import type { Policy } from './policies.ts'
import { sentenceAt } from './readAhead.ts'
import type { ReadAhead } from './readAhead.ts'
import { hearAsResident, speakUp } from './residents.ts'
import { Sweeper } from './sweeper.ts'
import { Town } from './town.ts'
import { Workers } from './workers.ts'

export interface Play extends Size {
  seed: number
  policy: Policy
  requestsPerDay: number
}

/** A Monday. */
export const BEGIN = Date.parse('2026-11-02T00:00:00+08:00')
/** After the last day what is under way comes to its end, or to somebody's hands. */
const REST_MS = 2 * DAY_MS
/** What was said days ago serves nobody in a simulation. */
const KEEPS_WORDS_MS = 3 * DAY_MS

export interface Playing {
  /** Told of each day that is over. */
  progress?: (day: number) => void
  /** Reads on another core what is going to be said. */
  ahead?: ReadAhead | undefined
  /** Without it documents are frozen. */
  handsOut?: HandsOut
}

/** Plays one month under one policy. */
export async function playMonth(play: Play, playing: Playing = {}): Promise<Cast> {
  const { progress = () => undefined, ahead, handsOut = 'frozen' } = playing
  const cast = castOf(play, handsOut)
  const { town } = cast
  await town.open((platform) => settle(platform, cast.community, play))
  if (ahead) await readAhead(cast, ahead)
  schedule(cast, play)
  for (let day = 1; day <= play.days; day += 1) {
    await town.runUntil(BEGIN + day * DAY_MS)
    progress(day)
  }
  await town.runUntil(BEGIN + play.days * DAY_MS + REST_MS)
  ahead?.end()
  return cast
}

/** All that is said first is known from the beginning, and the words that follow are known some minutes before. */
async function readAhead({ town, month, gateway }: Cast, ahead: ReadAhead): Promise<void> {
  const { demands, chatter } = month
  const first = demands.map(({ at, text, inGroup, resident }) => ({
    at,
    text,
    room: inGroup ? resident.room : undefined,
  }))
  const said = [...first, ...chatter].sort((a, b) => a.at - b.at)
  const station = await stationOf(town.platform, STATION)
  ahead.begin(
    wordsOfStation(station),
    said.map(({ at, text, room }) => sentenceAt(town.secondOf(at), text, room)),
  )
  gateway.expect = (at, { text, room }) => ahead.expect(sentenceAt(town.secondOf(at), text, room))
}

function castOf(play: Play, handsOut: HandsOut): Cast {
  const lots = new Lots(play.seed)
  const community = populate(lots, play)
  const month = planMonth(lots, community, { begin: BEGIN, ...play })
  const town = new Town(play.seed, BEGIN, handsOut)
  const ledger = new Ledger()
  const known = {
    residents: new Map(community.residents.map((one) => [one.id, one])),
    helpers: new Map(community.helpers.map((one) => [one.id, one])),
    demands: new Map(month.demands.map((one) => [one.id, one])),
  }
  const hear = (word: Word) => town.at(town.now, () => deliver(word))
  const gateway = new Gateway(town, month.outages, hear)
  const cast: Cast = { town, lots, community, month, ledger, gateway, begin: BEGIN, ...known }
  const helpers = new Helpers(cast)
  const workers = new Workers(cast, helpers)
  const sweeper = new Sweeper(town)
  sweeper.begin()
  town.watch = ({ kind, collection, name }) => {
    if (kind !== 'write') return
    // Words wait when they are written down; what else is written of them the gateway itself writes.
    if (collection === OUTGOING && name === 'insertMany') gateway.wake()
    sweeper.noticed(collection)
  }
  const deliver = async (word: Word): Promise<void> => {
    if (word.room !== undefined) await helpers.hearInGroup(word)
    for (const id of word.to) {
      const helper = known.helpers.get(id)
      if (Workers.includes(id)) workers.hear(id, word)
      if (helper) await helpers.hear(helper, word)
      if (known.residents.has(id)) await hearAsResident(cast, id, word)
    }
  }
  return cast
}

function schedule(cast: Cast, { days }: Play): void {
  const { town, month, gateway, community } = cast
  for (const demand of month.demands) town.at(demand.at, () => speakUp(cast, demand))
  for (const { id, at, room, text } of month.chatter) {
    const from = { id: `n${id}`, name: '邻居' }
    town.at(at, () => Promise.resolve(gateway.say({ id, from, room, text })))
  }
  for (const helper of community.helpers) {
    if (helper.joinsOn > 0) town.at(joinsAt(helper, BEGIN), () => addPerson(town.platform, helperDraft(helper)))
  }
  const end = BEGIN + days * DAY_MS + REST_MS
  every(town, DAY_MS, end, () => forgetWords(town))
}

function every(town: Town, ms: number, end: number, act: () => Promise<unknown>): void {
  const again = (at: number) => {
    if (at > end) return
    town.at(at, async () => {
      again(at + ms)
      await act()
    })
  }
  again(BEGIN + ms)
}

async function forgetWords({ platform, now }: Town): Promise<void> {
  await platform.db
    .collection(OUTGOING)
    .deleteMany({ state: 'sent', queuedAt: { $lt: new Date(now - KEEPS_WORDS_MS) } })
}

async function settle(platform: Platform, community: Community, { policy }: Play): Promise<void> {
  for (const worker of WORKERS) await addPerson(platform, staffDraft(worker, 'station_worker'))
  await addPerson(platform, staffDraft(DIRECTOR, 'station_director'))
  for (const helper of community.helpers) {
    if (helper.role === 'station_worker' || helper.joinsOn > 0) continue
    await addPerson(platform, helperDraft(helper))
    if (helper.role === 'enterprise') await saveEnterprise(platform, shopOf(helper))
  }
  for (const resident of community.residents) await addPerson(platform, residentDraft(resident))
  const shifts = WORKERS.flatMap(({ id, shifts: mine }) =>
    mine.map((shift) => ({ ...shift, days: [...shift.days], personId: id })),
  )
  await saveShifts(platform, STATION, shifts)
  await saveStation(platform, {
    id: STATION,
    name: '模拟社工站',
    community: '模拟社区',
    phone: '0472-0000000',
    zones: community.zones,
    rooms: ROOMS.map((room, i) => ({ chatId: roomOf(room), topic: `模拟${i + 1}群` })),
    settings: SETTINGS_OF[policy],
    words: {
      estates: [],
      zones: community.zones.map(({ name }) => name),
      nicknames: [],
      shopGoods: [],
      extraGoods: [],
    },
  })
}

type Draft = PersonDraft & { id: string }

const reachable = (id: string) => ({
  stationId: STATION,
  chatIds: [contactOf(id)],
  canBeWrittenTo: true,
  verified: true,
})

function staffDraft({ id, name }: { id: string; name: string }, role: 'station_worker' | 'station_director'): Draft {
  return { id, name, role, ...reachable(id), rooms: ROOMS.map(roomOf) }
}

function helperDraft({ id, name, role, home, skills, zones, freeHours }: Helper): Draft {
  const shop = role === 'enterprise' && { enterpriseId: id }
  return {
    id,
    name,
    role,
    home,
    ...reachable(id),
    rooms: ROOMS.map(roomOf),
    ...shop,
    helper: { skills, zones, freeHours },
  }
}

function residentDraft({ id, name, home, groups, room }: Resident): Draft {
  return {
    id,
    name,
    role: 'resident',
    home,
    ...reachable(id),
    rooms: [roomOf(room)],
    ...(groups.length > 0 && { groups }),
  }
}

function shopOf({ id, name, skills, freeHours }: Helper) {
  return { id, stationId: STATION, name, categories: skills, hours: freeHours, deliveryZones: [] }
}
