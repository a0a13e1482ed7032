import { DomainError } from '@yimin/shared/errors/domainError'
import type { Frame } from '@yimin/shared/language/frame'
import { acceptOffer, declineOffer } from '../../dispatch/index.ts'
import { findPerson } from '../../people/index.ts'
import {
  amendRequest,
  approveRequest,
  assignRequest,
  cancelRequest,
  confirmRequest,
  deliverRequest,
  finishRequest,
  openRequest,
  rejectRequest,
  releaseRequest,
  reopenRequest,
  requestsOf,
} from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { DEMO_STATION, ROOM_ONE } from '../demo/community.ts'
import type { World } from './world.ts'

/** What people did and were told, as they remember it. */
export interface Story {
  /** Requests that somebody was told are written down. */
  acknowledged: string[]
  /** Who was told that he has it, and by which act. */
  won: { requestId: string; helperId: string; cause: string }[]
  /** Who tried in vain: told so by the code of the refusal. */
  refused: { requestId: string; helperId: string; told: string }[]
}

const RESIDENTS = ['wang', 'sun'] as const
const HELPERS = ['li', 'he', 'luo', 'qin'] as const
const WORKER = 'lin'
const SECOND = 1_000
const MINUTE = 60 * SECOND

const NEEDS: readonly Partial<Frame>[] = [
  { category: 'produce', items: [{ name: '西红柿', quantity: 2, unit: '斤' }] },
  { category: 'daily_goods', items: [{ name: '米', quantity: 1, unit: '袋' }], urgent: true },
  { category: 'errand', items: [] },
]

/** Begins what residents, helpers and staff do in one seed; each goes on by itself as the world's time passes. */
export function beginStory(world: World): { story: Story; ended: Promise<unknown> } {
  const story: Story = { acknowledged: [], won: [], refused: [] }
  const orders = Array.from({ length: world.between(1, 2) }, (_, i) => ({ i, resident: RESIDENTS[i] as string }))
  const ended = Promise.all(orders.map(({ i, resident }) => resident && order(world, story, resident, i)))
  return { story, ended }
}

async function order(world: World, story: Story, residentId: string, i: number): Promise<void> {
  await world.sleep(world.between(0, 30) * SECOND)
  const opened = await world.insist(() => open(world, residentId, `open${i}`))
  if (opened instanceof DomainError) return
  story.acknowledged.push(opened._id)
  const helpers = world.turns.mixed([...HELPERS]).slice(0, world.between(2, 4))
  await Promise.all([
    resident(world, opened, residentId, i),
    worker(world, opened, i),
    ...helpers.map((helperId) => helper(world, story, opened, helperId)),
  ])
}

function open(world: World, requesterId: string, cause: string): Promise<RequestDoc> {
  return openRequest(world.platform, {
    stationId: DEMO_STATION,
    requesterId,
    origin: world.chance() < 0.5 ? { channel: 'room', chatId: ROOM_ONE } : { channel: 'app' },
    text: '帮我送点东西',
    frame: { intent: 'request', confidence: world.chance() < 0.8 ? 0.9 : 0.1, ...world.oneOf(NEEDS) },
    address: { zone: '6', building: '9', unit: '2', floor: '4' },
    cause,
  })
}

async function resident(world: World, { _id }: RequestDoc, id: string, i: number): Promise<void> {
  const { platform } = world
  const by = { id, part: 'requester' as const }
  await world.sleep(world.between(1, 20) * SECOND)
  if (world.chance() < 0.9) await world.insist(() => confirmRequest(platform, _id, id, `confirm${i}`))
  if (world.chance() < 0.2) {
    await world.sleep(world.between(0, 3) * MINUTE)
    const amendment = { by, text: '再加一袋盐', frame: { intent: 'amend' as const, items: [{ name: '盐' }] }, items: 'add' as const, cause: `amend${i}` } // prettier-ignore
    await world.insist(() => amendRequest(platform, _id, amendment))
  }
  await world.sleep(world.between(1, 6) * MINUTE)
  if (world.chance() < 0.3) await world.insist(() => cancelRequest(platform, _id, by, `cancel${i}`))
  await world.sleep(world.between(1, 12) * MINUTE)
  if (world.chance() < 0.7) await world.insist(() => finishRequest(platform, _id, by, `finish${i}`))
  await world.sleep(world.between(1, 5) * MINUTE)
  if (world.chance() < 0.2) await world.insist(() => reopenRequest(platform, _id, by, `reopen${i}`))
}

/** The worker looks once: at what waits for her, or at what nobody took. */
async function worker(world: World, { _id }: RequestDoc, i: number): Promise<void> {
  const { platform } = world
  await world.sleep(world.between(1, 10) * MINUTE)
  const fate = world.chance()
  if (fate < 0.3) await world.insist(() => approveRequest(platform, _id, WORKER, `approve${i}`))
  else if (fate < 0.4) await world.insist(() => rejectRequest(platform, _id, WORKER, `reject${i}`, '站里办不了'))
  else if (fate < 0.6) {
    await world.insist(async () => {
      const request = await requestsOf(platform).findOne({ _id })
      if (!request) throw new DomainError('not_found')
      return assignRequest(platform, request, world.oneOf(HELPERS), WORKER, `assign${i}`)
    })
  }
}

/** Tries to take it a few times, at moments that others choose too; whoever gets it brings it or gives it back. */
async function helper(world: World, story: Story, { _id }: RequestDoc, helperId: string): Promise<void> {
  const { platform } = world
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await world.sleep(world.between(1, 4) * MINUTE)
    if (world.chance() < 0.2) {
      await world.insist(() => declineOffer(platform, _id, helperId))
      return
    }
    const cause = `accept.${helperId}.${_id}.${attempt}`
    const taken = await world.insist(() => accept(world, _id, helperId, cause))
    if (taken instanceof DomainError) {
      story.refused.push({ requestId: _id, helperId, told: taken.code })
      continue
    }
    story.won.push({ requestId: _id, helperId, cause })
    await world.sleep(world.between(0, 4) * MINUTE)
    const act = world.chance() < 0.3 ? releaseRequest : deliverRequest
    await world.insist(() => act(platform, _id, helperId, `${act.name}.${cause}`))
  }
}

async function accept(world: World, requestId: string, helperId: string, cause: string): Promise<RequestDoc> {
  const { platform } = world
  const [request, person] = await Promise.all([
    requestsOf(platform).findOne({ _id: requestId }),
    findPerson(platform, helperId),
  ])
  if (!request || !person) throw new DomainError('not_found')
  return acceptOffer(platform, request, person, cause)
}
