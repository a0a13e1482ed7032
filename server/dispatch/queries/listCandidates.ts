import { fromLocal } from '@yimin/shared/language/localTime'
import { stationOf } from '../../organisations/index.ts'
import { isFreeAt, isPausedAt, listHelpers } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { bandOf } from '../choose/chance.ts'
import { mapOf } from '../choose/communityMap.ts'
import { errandOf, wayTo } from '../choose/suitable.ts'
import type { Acquaintance, Candidate } from '../choose/suitable.ts'
import { standingAt, takenToday } from '../standing.ts'
import { readStandings } from '../standing.model.ts'

/** An errand without a wished time, and the way there and back, takes about this long. */
const USUAL_MS = 60 * 60_000
/** So many of a requester's latest errands tell who knows her. */
const LATELY = 20

type InHand = Pick<RequestDoc, '_id' | 'assignee' | 'when' | 'place'>

/**
 * Every helper of the station with what the choice needs to know: free at the time of the errand, hands full, way, standing,
 * acquaintance. Four reads, however many helpers there are.
 */
export async function listCandidates(platform: Platform, request: RequestDoc): Promise<Candidate[]> {
  const { stationId } = request
  const now = platform.clock.now()
  const [station, helpers, standings, inHand, knows] = await Promise.all([
    stationOf(platform, stationId),
    listHelpers(platform, stationId),
    readStandings(platform, stationId),
    listInHand(platform, stationId),
    whoKnows(platform, request),
  ])
  const errand = errandOf(request)
  const map = mapOf(station.zones)
  const standingOf = new Map(standings.map((doc) => [doc._id, doc]))
  const wished = request.when?.from ?? request.when?.to
  const at = wished && fromLocal(wished) > now ? fromLocal(wished) : now
  const band = bandOf(now)
  return helpers.map((person) => {
    const doc = standingOf.get(person.id)
    const own = inHand.get(person.id) ?? []
    const acquaintance = knows.get(person.id)
    return {
      person,
      free: !isPausedAt(person, now) && isFreeAt(person, at),
      inHand: own.length,
      today: takenToday(doc, now),
      clashes: own.some((task) => clashes(request, task, person, now)),
      standing: standingAt(doc, now),
      way: wayTo(errand, { person }, map),
      band,
      ...(acquaintance && { knows: acquaintance }),
    }
  })
}

async function listInHand(platform: Platform, stationId: string): Promise<Map<string, InHand[]>> {
  const tasks: InHand[] = await requestsOf(platform)
    .find({ stationId, status: 'accepted' }, { projection: { assignee: 1, when: 1, place: 1 } })
    .toArray()
  const inHand = new Map<string, InHand[]>()
  for (const task of tasks) {
    const id = task.assignee?.personId ?? ''
    inHand.set(id, [...(inHand.get(id) ?? []), task])
  }
  return inHand
}

/** Who helped this requester lately. */
async function whoKnows(platform: Platform, { requesterId }: RequestDoc): Promise<Map<string, Acquaintance>> {
  const latest = await requestsOf(platform)
    .find(
      { requesterId, status: { $in: ['delivered', 'done'] }, 'assignee.personId': { $exists: true } },
      { projection: { assignee: 1 } },
    )
    .sort({ createdAt: -1 })
    .limit(LATELY)
    .toArray()
  const helpers = latest.map(({ assignee }) => assignee?.personId ?? '')
  const others = helpers.findIndex((id) => id !== helpers[0])
  const inARow = others < 0 ? helpers.length : others
  return new Map(
    [...new Set(helpers)].map((id) => [
      id,
      { times: helpers.filter((other) => other === id).length, inARow: id === helpers[0] ? inARow : 0 },
    ]),
  )
}

/** Two places at the same hour. A shop sends several people, and one building is one way. */
function clashes(request: RequestDoc, task: InHand, { role }: Person, now: Date): boolean {
  if (role === 'enterprise' || task._id === request._id) return false
  const { zone, building } = request.place
  if (building !== undefined && task.place.building === building && task.place.zone === zone) return false
  const promised = task.assignee?.promisedAt ?? now
  const [from, to] = windowOf(request.when, now)
  const [begins] = windowOf(task.when, new Date(Math.max(now.getTime(), promised.getTime() - USUAL_MS)))
  return begins < to && from < Math.max(promised.getTime(), now.getTime())
}

/** When it has to be done, in ms. */
function windowOf(when: RequestDoc['when'], earliest: Date): [from: number, to: number] {
  const to = when?.to === undefined ? undefined : fromLocal(when.to).getTime()
  const wished =
    when?.from === undefined ? (to ?? earliest.getTime() + USUAL_MS) - USUAL_MS : fromLocal(when.from).getTime()
  const from = Math.max(wished, earliest.getTime())
  return [from, Math.max(to ?? 0, from + USUAL_MS)]
}
