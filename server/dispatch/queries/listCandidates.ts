import { fromLocal } from '@yimin/shared/language/localTime'
import { stationOf } from '../../organisations/index.ts'
import { isFreeAt, isPausedAt, listHelpers } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { readTogether } from '../../platform/together.ts'
import { requestsOf, seatsIn } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { bandOf } from '../choose/chance.ts'
import { mapOf } from '../choose/communityMap.ts'
import { errandOf, waysTo } from '../choose/suitable.ts'
import type { Acquaintance, Candidate } from '../choose/suitable.ts'
import { tripInHand } from '../dispatch.policy.ts'
import { standingsAt } from '../standing.ts'
import { Slate } from '../choose/slate.ts'
import { readStandings } from '../standing.model.ts'
import type { StandingRead } from '../standing.model.ts'

/** An errand without a wished time, and the way there and back, takes about this long. */
const USUAL_MS = 60 * 60_000
/** So many of a requester's latest errands tell who knows her. */
const LATELY = 20

const NOTHING: readonly InHand[] = []

type InHand = Pick<RequestDoc, '_id' | 'assignee' | 'companions' | 'when' | 'place'>

/**
 * Every helper of the station with what the choice needs to know: free at the time of the errand, hands full, way, standing,
 * acquaintance. Four reads, however many helpers there are; what is the same for all errands of a station is read once for all
 * who ask in the same moment. `without`: requests that count as in nobody's hands.
 */
export async function listCandidates(
  platform: Platform,
  request: RequestDoc,
  without: readonly string[] = [],
): Promise<Candidate[]> {
  return (await lookForCandidates(platform, request, without)).candidates
}

/** Candidates, and a slate on which those who share the look note whom they are about to ask. */
export interface Look {
  candidates: Candidate[]
  slate: Slate
}

/** As `listCandidates`, for whoever is going to ask some of them. */
export async function lookForCandidates(
  platform: Platform,
  request: RequestDoc,
  without: readonly string[] = [],
): Promise<Look> {
  const { stationId } = request
  const now = platform.clock.now()
  const [station, { helpers, standingOf, inHand, slate }, knows] = await Promise.all([
    stationOf(platform, stationId),
    readHelpersNow(platform, stationId),
    whoKnows(platform, request),
  ])
  const errand = errandOf(request)
  const wayOf = waysTo(errand, mapOf(station.zones))
  const wished = request.when?.from ?? request.when?.to
  const at = wished && fromLocal(wished) > now ? fromLocal(wished) : now
  const band = bandOf(now)
  const read = standingsAt(now)
  const candidates = helpers.map((person) => {
    const { standing, today } = read(standingOf.get(person.id))
    const held = inHand.get(person.id) ?? NOTHING
    const own = without.length === 0 ? held : held.filter(({ _id }) => !without.includes(_id))
    const acquaintance = knows.get(person.id)
    return {
      person,
      free: !isPausedAt(person, now) && isFreeAt(person, at),
      inHand: own.length === 0 ? 0 : new Set(own.map(tripInHand)).size,
      today,
      clashes: own.some((task) => clashes(request, task, person, now)),
      standing,
      way: wayOf(person),
      band,
      ...(acquaintance && { knows: acquaintance }),
    }
  })
  return { candidates, slate }
}

/** Who may be asked at a station, what is remembered of each, and what each has in hand. Nobody changes what he is given. */
interface HelpersNow {
  helpers: readonly Person[]
  standingOf: ReadonlyMap<string, StandingRead>
  inHand: ReadonlyMap<string, InHand[]>
  slate: Slate
}

/**
 * Hundreds of requests may look for helpers in one moment, at the same station: they look together. Nothing is kept: a look
 * begins after the last of those who share it has asked, so whoever paused, was asked or took something before the question
 * is seen as he is. What happens after it is caught where it is written: the budget and the hands by compare-and-set.
 */
async function readHelpersNow(platform: Platform, stationId: string): Promise<HelpersNow> {
  const look = async () => {
    const [helpers, standings, inHand] = await Promise.all([
      listHelpers(platform, stationId),
      readStandings(platform, stationId),
      listInHand(platform, stationId),
    ])
    const standingOf = new Map(standings.map((doc) => [doc._id, doc]))
    return new Map([[stationId, { helpers, standingOf, inHand, slate: new Slate() }]])
  }
  // A station of its own: a large one keeps no other waiting.
  const now = await readTogether(platform.db, `dispatch.helpers.${stationId}`, stationId, look)
  return now as HelpersNow
}

async function listInHand(platform: Platform, stationId: string): Promise<Map<string, InHand[]>> {
  const tasks: InHand[] = await requestsOf(platform)
    .find(
      { stationId, $or: [{ status: 'accepted' }, { status: 'open', 'companions.0': { $exists: true } }] },
      { projection: { assignee: 1, companions: 1, when: 1, place: 1 } },
    )
    .toArray()
  const inHand = new Map<string, InHand[]>()
  for (const task of tasks)
    for (const { personId } of seatsIn(task)) inHand.set(personId, [...(inHand.get(personId) ?? []), task])
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
