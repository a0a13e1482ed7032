import { fromLocal, toLocal } from '@yimin/shared/language/localTime'
import { PERIODS } from '@yimin/shared/privacy/periods'
import { forgetOldMessages, forgetOldThreads } from '../../../chat/index.ts'
import { clearSearches, forgetOldSearches } from '../../../dispatch/index.ts'
import { clearAlarms, forgetOldAlarms, listRungAbout } from '../../../duty/index.ts'
import { forgetOldWords } from '../../../messaging/index.ts'
import { listStations } from '../../../organisations/index.ts'
import type { Station } from '../../../organisations/index.ts'
import { forgetOldReads } from '../../../people/index.ts'
import { eraseOldPhotos } from '../../../photos/index.ts'
import { isDuplicateKey } from '../../../platform/mongo.ts'
import type { Platform } from '../../../platform/platform.ts'
import { forgetMediaChecks } from '../../../platform/wechat/index.ts'
import { clearRequests, listHeld } from '../../../requests/index.ts'
import { forgetErasures } from '../../commands/forgetErasures.ts'
import { roundsOf } from '../round.model.ts'

const DAY_MS = 86_400_000
/** Rows of one kind in one round: others want the record, too. */
const BATCH = 500
const SOON_MS = 60_000
/** Whoever takes a round has it this long before it counts as dead; what failed is tried again after it. */
const LEASE_MS = 10 * 60_000
const HOUSE = 'house'
/** No period of what hangs on a request is shorter. */
const SHORTEST_MS = 30 * DAY_MS

type Part = [name: string, run: () => Promise<number | void>]

/**
 * Takes away what is past its time (shared/privacy/periods.ts), once a night, or when the house wakes up after it. Each act is
 * whole by itself and harmless the second time; whatever dies on the way, the next round goes on. Gives how many rows it took.
 */
export async function sweepRetention(platform: Platform): Promise<number> {
  const now = platform.clock.now()
  if (!(await takeRound(platform, now))) return 0
  const results: (number | undefined)[] = []
  for (const part of await partsOf(platform, now)) results.push(await runOrLeave(platform, part))
  await roundsOf(platform).updateOne({ _id: HOUSE }, { $set: { nextAt: nextRound(results, now) } })
  return results.reduce<number>((sum, taken = 0) => sum + taken, 0)
}

/** One process has the round. */
async function takeRound(platform: Platform, now: Date): Promise<boolean> {
  const rounds = roundsOf(platform)
  const nextAt = new Date(now.getTime() + LEASE_MS)
  const known = await rounds.findOne({ _id: HOUSE })
  if (known && known.nextAt > now) return false
  if (known) return (await rounds.updateOne({ _id: HOUSE, nextAt: known.nextAt }, { $set: { nextAt } })).modifiedCount === 1
  try {
    await rounds.insertOne({ _id: HOUSE, nextAt })
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
} // prettier-ignore

/** What failed is tried again, what is not at its end goes on in a minute; else the next night. */
function nextRound(results: readonly (number | undefined)[], now: Date): Date {
  if (results.some((taken) => taken === undefined)) return new Date(now.getTime() + LEASE_MS)
  if (results.some((taken) => taken === BATCH)) return new Date(now.getTime() + SOON_MS)
  const three = fromLocal(`${toLocal(now).slice(0, 10)}T03:00`)
  return three > now ? three : new Date(three.getTime() + DAY_MS)
}

async function runOrLeave(platform: Platform, [part, run]: Part): Promise<number | undefined> {
  try {
    return (await run()) ?? 0
  } catch (error) {
    platform.log.warn({ part, err: error }, 'retention left for a later round')
    return undefined
  }
}

async function partsOf(platform: Platform, now: Date): Promise<Part[]> {
  const stations = await listStations(platform)
  const held = new Map<string, string[]>()
  for (const { id } of stations) held.set(id, await listNeeded(platform, id, now))
  const all = [...held.values()].flat()
  const ofStations = stations.flatMap((station) => partsOfStation(platform, station, held.get(station.id) ?? [], now))
  return [...ofStations, ...partsOfHouse(platform, stations, all, now)]
}

/** What is under way, or an open alarm is about. */
async function listNeeded(platform: Platform, stationId: string, now: Date): Promise<string[]> {
  const ringing = await listRungAbout(platform, stationId)
  const held = await listHeld(platform, stationId, new Date(now.getTime() - SHORTEST_MS + 2 * DAY_MS), ringing)
  return [...new Set([...held, ...ringing.ids])]
}

function partsOfStation(platform: Platform, { id, settings }: Station, held: string[], now: Date): Part[] {
  const { retention } = settings
  const past = (days: number) => ({ stationId: id, before: daysBefore(now, days), held, limit: BATCH })
  return [
    ['requestPerson', () => clearRequests(platform, 'person', past(PERIODS.requestPerson.days))],
    ['requestWords', () => clearRequests(platform, 'words', past(retention.requestWords))],
    ['requestSealed', () => clearRequests(platform, 'sealed', past(retention.requestSealed))],
    ['searches', () => forgetOldSearches(platform, past(PERIODS.searches.days))],
    ['searchReasons', () => clearSearches(platform, past(PERIODS.searchReasons.days))],
    ['told', () => forgetOldWords(platform, past(retention.told))],
    ['alarms', () => forgetOldAlarms(platform, past(PERIODS.alarms.days))],
    ['alarmWords', () => clearAlarms(platform, past(retention.alarmWords))],
  ]
}

/** Rows that name no station: of several stations the one that keeps them least is heard. */
function partsOfHouse(platform: Platform, stations: readonly Station[], held: string[], now: Date): Part[] {
  const messages = Math.min(PERIODS.messages.days, ...stations.map(({ settings }) => settings.retention.messages))
  const past = (days: number) => ({ before: daysBefore(now, days), limit: BATCH })
  return [
    ['photos', () => eraseOldPhotos(platform, { ...past(PERIODS.photos.days), held })],
    ['messages', () => forgetOldMessages(platform, past(messages))],
    ['threads', () => forgetOldThreads(platform, daysBefore(now, PERIODS.threads.days))],
    ['reads', () => forgetOldReads(platform, past(PERIODS.reads.days))],
    ['mediaChecks', () => forgetMediaChecks(platform, past(PERIODS.mediaChecks.days))],
    ['erasures', () => forgetErasures(platform, daysBefore(now, PERIODS.erasures.days))],
  ]
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS)
}
