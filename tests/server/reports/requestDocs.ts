import { randomUUID } from 'node:crypto'
import { requestsOf } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import type { Ground } from '../../factories/people.ts'

const MINUTE = 60_000
type Way = Pick<RequestDoc, 'status'> & { acceptedAfter?: number; deliveredAfter?: number; promisedAfter?: number }

let counter = 0

function historyOf(at: Date, { acceptedAfter, deliveredAfter, status }: Way): RequestDoc['history'] {
  const entry = (seq: number, minutes: number, step: RequestDoc['history'][number]['step'], from: RequestDoc['status'] | undefined, to: RequestDoc['status']) => ({
    seq, at: new Date(at.getTime() + minutes * MINUTE), step, from, to, by: 'system', cause: randomUUID(),
  }) // prettier-ignore
  return [
    entry(1, 0, 'write', undefined, 'draft'),
    entry(2, 0, 'confirm', 'draft', 'open'),
    ...(acceptedAfter === undefined ? [] : [entry(3, acceptedAfter, 'accept' as const, 'open', 'accepted')]),
    ...(deliveredAfter === undefined ? [] : [entry(4, deliveredAfter, 'finish' as const, 'accepted', 'done')]),
    ...(status === 'cancelled' ? [entry(5, 1, 'cancel' as const, 'open', 'cancelled')] : []),
  ]
}

/** A request as the record has it, without the talk that leads there: figures ask for many. Minutes count from `createdAt`. */
export async function aRequestDoc(
  ground: Ground,
  stationId: string,
  parts: Partial<RequestDoc> & {
    helperId?: string
    acceptedAfter?: number
    deliveredAfter?: number
    promisedAfter?: number
  } = {},
): Promise<void> {
  counter += 1
  const { helperId, acceptedAfter, deliveredAfter, promisedAfter = 120, ...rest } = parts
  const createdAt = parts.createdAt ?? ground.clock.now()
  const way: Way = { status: parts.status ?? 'open', acceptedAfter, deliveredAfter, promisedAfter }
  const after = (minutes: number) => new Date(createdAt.getTime() + minutes * MINUTE)
  await requestsOf(ground).insertOne({
    _id: randomUUID(),
    v: 1,
    code: `Z${100 + counter}`,
    stationId,
    status: way.status,
    requesterId: 'resident',
    origin: { channel: 'app' },
    category: 'produce',
    items: [],
    urgent: false,
    place: { zone: '6', building: '9' },
    priority: 0,
    words: [],
    missing: [],
    asked: 0,
    reviewReasons: [],
    ownerId: 'system',
    reopened: 0,
    history: historyOf(createdAt, way),
    outbox: [],
    causeIds: [],
    createdAt,
    updatedAt: createdAt,
    ...(helperId && {
      assignee: { personId: helperId, acceptedAt: after(acceptedAfter ?? 0), promisedAt: after(promisedAfter) },
    }),
    ...rest,
  })
}
