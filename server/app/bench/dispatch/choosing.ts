import { CATEGORIES } from '@yimin/shared/language/frame'
import type { Category } from '@yimin/shared/language/frame'
import { BANDS, REACHES, cellOf } from '../../../dispatch/choose/chance.ts'
import { chooseHelpers } from '../../../dispatch/choose/chooseHelpers.ts'
import { errandOf } from '../../../dispatch/choose/suitable.ts'
import type { Candidate, Errand } from '../../../dispatch/choose/suitable.ts'
import { listCandidates } from '../../../dispatch/queries/listCandidates.ts'
import { blankStanding, standingsOf } from '../../../dispatch/standing.model.ts'
import { dayOf } from '../../../dispatch/standing.ts'
import { seeded } from '../../../language/learned/chance.ts'
import { settingsWith } from '../../../organisations/index.ts'
import { ensureIndexes } from '../../../platform/mongo.ts'
import { MemoryRecord } from '../../../platform/memoryRecord/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { RequestDoc } from '../../../requests/index.ts'
import { INDEXES } from '../../house.ts'

const HELPERS = 2_000
/** As many as the widest rung of the ladders that a station starts with asks. */
const ASKED = 15
const READINGS = 20
/** The first is for warming up. */
const ROUNDS = 21
const NOW = new Date('2026-11-22T10:00:00+08:00')
const STATION = 'bench'
const ZONES = Array.from({ length: 12 }, (_, i) => String(i + 1))

export interface ChoosingTimes {
  /** Of each choice alone, in ms. */
  choice: number[]
  /** Of reading the helpers with their standings before it, from a record in memory, in ms. */
  reading: number[]
}

/** How long it takes to choose among 2,000 helpers who have a past, and to read them. */
export async function measureChoosing(): Promise<ChoosingTimes> {
  const chance = seeded(7)
  const db = new MemoryRecord().open()
  const platform = { db, clock: { now: () => NOW } } as unknown as Platform
  await ensureIndexes(db, INDEXES)
  await settle(platform, chance)
  const times: ChoosingTimes = { choice: [], reading: [] }
  const settings = settingsWith({})
  const read: { errand: Errand; candidates: Candidate[] }[] = []
  for (let i = 0; i < READINGS; i += 1) {
    const request = aRequest(i, chance)
    const began = performance.now()
    const candidates = await listCandidates(platform, request)
    times.reading.push(performance.now() - began)
    read.push({ errand: errandOf(request), candidates })
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { errand, candidates } of read) {
      const began = performance.now()
      chooseHelpers(errand, candidates, { who: 'everyone' }, settings, ASKED)
      if (round > 0) times.choice.push(performance.now() - began)
    }
  }
  return times
}

const oneOf = <T>(list: readonly T[], chance: () => number): T => list[Math.floor(chance() * list.length)] as T

function placeOf(chance: () => number) {
  return { zone: oneOf(ZONES, chance), building: String(1 + Math.floor(chance() * 15)) }
}

function aRequest(i: number, chance: () => number): RequestDoc {
  const category = oneOf(CATEGORIES, chance)
  const request = {
    _id: `r${i}`,
    stationId: STATION,
    requesterId: 'wang',
    category,
    place: placeOf(chance),
    priority: 0,
  }
  return request as unknown as RequestDoc
}

/** A station of 2,000 helpers: a few shops and workers, volunteers with skills, zones, hours and some months behind them. */
async function settle({ db }: Platform, chance: () => number): Promise<void> {
  await db
    .collection('stations')
    .insertOne({ _id: STATION, v: 1, name: '', zones: [], rooms: [], settings: {} } as never)
  const ids = Array.from({ length: HELPERS }, (_, i) => `h${i}`)
  const people = ids.map((_id, i) => ({
    _id,
    v: 1,
    stationId: STATION,
    name: _id,
    role: i % 100 === 0 ? 'enterprise' : i % 100 === 1 ? 'station_worker' : 'volunteer',
    chatIds: [],
    canBeWrittenTo: true,
    home: placeOf(chance),
    household: [],
    helper: { skills: skillsOf(chance), zones: chance() < 0.3 ? [oneOf(ZONES, chance)] : [], freeHours: [] },
    rooms: [],
    verified: true,
    createdAt: NOW,
  }))
  await db.collection('people').insertMany(people as never[])
  await standingsOf({ db }).insertMany(ids.map((id) => aStanding(id, chance)))
}

function skillsOf(chance: () => number): Category[] {
  return chance() < 0.5 ? [] : CATEGORIES.filter(() => chance() < 0.4)
}

function aStanding(id: string, chance: () => number) {
  const standing = blankStanding(id, STATION, NOW)
  const asks = Math.floor(chance() * 60)
  for (let i = 0; i < asks; i += 1) {
    const kind = chance() < 0.5 ? 'goods' : 'errand'
    const cell = cellOf({ kind, band: oneOf(BANDS, chance), reach: oneOf(REACHES, chance) })
    const at = new Date(NOW.getTime() - chance() * 60 * 86_400_000)
    const { asked = 0, accepted = 0 } = standing.cells[cell] ?? {}
    const isTaken = chance() < 0.4
    standing.cells[cell] = { asked: asked + 1, accepted: accepted + (isTaken ? 1 : 0) }
    standing.askedAt.push(at)
    standing.asked += 1
    if (isTaken) standing.days[dayOf(at)] = { taken: (standing.days[dayOf(at)]?.taken ?? 0) + 1 }
    if (isTaken) standing.done += 1
  }
  standing.askedAt.sort((a, b) => a.getTime() - b.getTime())
  return standing
}
