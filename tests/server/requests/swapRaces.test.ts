import { MemoryRecord } from '../../../server/platform/memoryRecord/index.ts'
import type { Platform } from '../../../server/platform/platform.ts'
import {
  acceptRequest,
  askForSwap,
  assignRequest,
  cancelRequest,
  confirmRequest,
  deliverRequest,
  findRequest,
  giveUpSwap,
  keepRequest,
  relieveHelper,
  releaseRequest,
  reportProgress,
  seatsIn,
} from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { aRequest } from '../../factories/house.ts'
import { onMemory } from '../../factories/memoryGround.ts'
import { aPerson, aStation, aVolunteer, aWorker } from '../../factories/people.ts'

type Entry = RequestDoc['history'][number]
const NOON = new Date('2026-11-22T12:00:00+08:00')

type Act = (ground: Platform, request: RequestDoc) => Promise<unknown>

/** All that may meet a wish for a swap; each of the two others would go in the first one's place. */
const ACTS: { readonly [name: string]: Act } = {
  'he keeps it': (ground, { _id }) => keepRequest(ground, _id, 'li', 'keep'),
  'one says yes': (ground, request) => relieveHelper(ground, request, { personId: 'he', alone: true }, 'he'),
  'another says yes': (ground, request) => relieveHelper(ground, request, { personId: 'zhou', alone: true }, 'zhou'),
  'he sets off': (ground, request) => reportProgress(ground, request, 'li', 'start'),
  'he is at the door': (ground, request) => reportProgress(ground, request, 'li', 'arrive'),
  'he hands it over': (ground, { _id }) => deliverRequest(ground, _id, 'li', 'delivered', { how: 'word' }),
  'he gives it back': (ground, { _id }) => releaseRequest(ground, _id, 'li', 'back'),
  'the time is over': (ground, request) => giveUpSwap(ground, request),
  'she withdraws': (ground, { _id }) => cancelRequest(ground, _id, { id: 'wang', part: 'requester' }, 'cancel'),
  'a worker gives it away': (ground, request) => assignRequest(ground, request, 'shop', 'zhao', 'given'),
}

/** A request in one's hand who asks for a swap. */
async function aWish() {
  const ground = onMemory()(new MemoryRecord(), NOON)
  const { id: stationId } = await aStation(ground)
  await aWorker(ground, { id: 'zhao', stationId, onDuty: true })
  const wang = await aPerson(ground, { id: 'wang', stationId })
  for (const id of ['li', 'he', 'zhou', 'shop']) await aVolunteer(ground, { id, stationId })
  const draft = await aRequest(ground, wang)
  const open = await confirmRequest(ground, draft._id, 'wang', 'yes')
  await acceptRequest(ground, open, 'li', 'accept', { alone: true })
  return { ground, request: await askForSwap(ground, open, 'li', 'swap') }
}

/** So many turns later. */
async function after(turns: number, act: () => Promise<unknown>): Promise<unknown> {
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
  return act()
}

function faultsOf(request: RequestDoc): string[] {
  const { status, assignee, ownerId, swap, handsFull = [], history, dueAt } = request
  const seats = seatsIn(request).map(({ personId }) => personId)
  const relieved = history.filter(({ step }) => step === 'relieve')
  const wrong: [boolean, string][] = [
    [status === 'accepted' && seats.length !== 1, 'not one helper'],
    [status === 'accepted' && ownerId !== assignee?.personId, 'somebody else answers for it'],
    [status === 'open' && (seats.length > 0 || ownerId !== 'zhao'), 'open in somebody’s hands'],
    [handsFull.some((id) => !seats.includes(id)), 'hands are full of nothing'],
    [relieved.length > 1, 'two went in his place'],
    [swap !== undefined && (status !== 'accepted' || assignee?.personId !== 'li' || assignee.arrivedAt !== undefined), 'a wish without its helper'], // prettier-ignore
    [history.some(endsNoWish), 'the end of a wish that was over'],
    [!dueAt, 'no deadline'],
    [history.some(({ seq }, i) => seq !== i + 1), 'a hole in the history'],
  ]
  return wrong.flatMap(([is, word]) => (is ? [word] : []))
}

/** Somebody went in his place, or it was taken from him, though he had not wished it any more. */
function endsNoWish({ step, by }: Entry, at: number, history: Entry[]): boolean {
  return (step === 'relieve' || (step === 'release' && by === 'system')) && history[at - 1]?.step !== 'swap'
}

const names = Object.keys(ACTS)
const pairs = names.flatMap((one, i) => names.slice(i + 1).map((other) => [one, other] as const))

test.each(pairs)('%s, and %s in the same moment: one honest outcome', async (...both) => {
  for (const [first, second] of [both, [...both].reverse()] as [string, string][])
    for (const turns of [0, 3, 8, 20]) {
      const { ground, request } = await aWish()
      const run = (name: string) => ACTS[name]?.(ground, request) ?? Promise.reject(new Error(name))
      const ends = await Promise.allSettled([run(first), after(turns, () => run(second))])
      const now = (await findRequest(ground, request._id)) as RequestDoc
      expect([first, turns, ...faultsOf(now)]).toEqual([first, turns])
      // Whoever was told that he goes stands in the history, and nobody else does.
      const yes = [first, second].filter((name, i) => name.endsWith('says yes') && ends[i]?.status === 'fulfilled')
      expect(now.history.filter(({ step }) => step === 'relieve')).toHaveLength(yes.length)
      expect(ends.some(({ status }) => status === 'fulfilled')).toBe(true)
      for (const end of ends)
        if (end.status === 'rejected')
          expect(['conflict', 'already_taken']).toContain((end.reason as { code: string }).code)
    }
})
