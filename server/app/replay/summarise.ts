import type { AlarmKind, AlarmState } from '@yimin/shared/duty/contract'
import type { Category, Frame } from '@yimin/shared/language/frame'
import { toLocalIso } from '@yimin/shared/language/localTime'
import type { Status, Step } from '@yimin/shared/requests/states'
import { listAlarms, readAlarmText } from '../../duty/index.ts'
import { findPeople } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf, unseal } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { REPLAY_STATION } from './settleSetup.ts'

const SYSTEM = { id: 'system', role: 'system', reason: 'replay' } as const

/** One request as it stands at the end, with the field forms of the frame. */
export interface RequestLine extends Pick<
  Frame,
  'items' | 'budget' | 'address' | 'when' | 'groups' | 'phone' | 'urgent' | 'rating'
> {
  code: string
  status: Status
  category: Category
  requester: string
  assignee?: string
  owner: string
  dueAt?: string
  history: { at: string; step: Step; by: string }[]
}

export interface AlertLine {
  at: string
  kind: AlarmKind
  request?: string
  to: string[]
  state: AlarmState
  text?: string
}

export interface Summary {
  requests: RequestLine[]
  alerts: AlertLine[]
}

/** The last line of a replay: every request as it stands, and every alarm. People are named by the ids of the setup. */
export async function summarise(platform: Platform): Promise<Summary> {
  const requests = await requestsOf(platform).find().sort({ code: 1 }).toArray()
  const name = await namesOf(platform, requests)
  const { items: alarms } = await listAlarms(platform, REPLAY_STATION, { limit: 1_000 })
  const closed = await listAlarms(platform, REPLAY_STATION, { state: 'closed', limit: 1_000 })
  const codes = new Map(requests.map((request) => [request._id, request.code]))
  const all = [...alarms, ...closed.items].sort((a, b) => a.raisedAt.getTime() - b.raisedAt.getTime())
  return {
    requests: requests.map((request) => requestLine(platform, request, name)),
    alerts: await Promise.all(
      all.map(async (alarm) => ({
        at: toLocalIso(alarm.raisedAt),
        kind: alarm.kind,
        ...(codes.has(alarm.subjectId) ? { request: codes.get(alarm.subjectId) } : {}),
        to: [...new Set([...(alarm.ownerId ? [alarm.ownerId] : []), ...alarm.escalations.flatMap((one) => one.tell)])],
        state: alarm.state,
        text: await readAlarmText(platform, alarm.id, SYSTEM),
      })),
    ),
  }
}

/** Strangers have ids of the record's own; here they are called as the script calls them. */
async function namesOf(platform: Platform, requests: RequestDoc[]): Promise<(id: string) => string> {
  const ids = requests.flatMap((request) => [
    request.requesterId,
    request.ownerId,
    ...request.history.map((entry) => entry.by),
  ])
  const people = await findPeople(platform, [...new Set(ids)])
  const known = new Map(people.map((person) => [person.id, person.chatIds[0]?.slice('sandbox:'.length) ?? person.id]))
  return (id) => known.get(id) ?? id
}

function requestLine(platform: Platform, request: RequestDoc, name: (id: string) => string): RequestLine {
  const { address, groups, phone } = unseal(platform, request)
  return {
    code: request.code,
    status: request.status,
    category: request.category,
    ...(request.items.length > 0 ? { items: request.items } : {}),
    ...(request.budgetFen === undefined ? {} : { budget: request.budgetFen / 100 }),
    ...(Object.keys(address).length > 0 ? { address } : {}),
    ...(request.when ? { when: request.when } : {}),
    ...(groups.length > 0 ? { groups } : {}),
    ...(phone ? { phone } : {}),
    ...(request.urgent ? { urgent: true } : {}),
    ...(request.rating === undefined ? {} : { rating: request.rating }),
    requester: name(request.requesterId),
    ...(request.assignee ? { assignee: name(request.assignee.personId) } : {}),
    owner: name(request.ownerId),
    ...(request.dueAt ? { dueAt: toLocalIso(request.dueAt) } : {}),
    history: request.history.map((entry) => ({ at: toLocalIso(entry.at), step: entry.step, by: name(entry.by) })),
  }
}
