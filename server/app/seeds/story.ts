import { DomainError } from '@yimin/shared/errors/domainError'
import { declineOffer } from '../../dispatch/index.ts'
import type { Platform } from '../../platform/platform.ts'
import {
  amendRequest,
  approveRequest,
  cancelRequest,
  confirmRequest,
  deliverRequest,
  finishRequest,
  rejectRequest,
  releaseRequest,
  reopenRequest,
} from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { accept, askForHelp, assign, HELPERS, NEEDS, SALT_TOO, WORKER } from './deeds.ts'
import type { World } from './world.ts'

/** What people did and were told, as they remember it. */
export interface Story {
  /** Requests that somebody was told are written down. */
  acknowledged: string[]
  /** Who was told that he has it, and by which act. */
  won: { requestId: string; helperId: string; cause: string }[]
  /** Who tried in vain: told so by the code of the refusal. */
  refused: { requestId: string; helperId: string; told: DomainError['code'] }[]
}

const RESIDENTS = ['wang', 'sun'] as const
const SECOND = 1_000
const MINUTE = 60 * SECOND

/** Begins what residents, helpers and staff do in one seed; each goes on by itself as the world's time passes. */
export function beginStory(world: World): { story: Story; ended: Promise<unknown> } {
  const story: Story = { acknowledged: [], won: [], refused: [] }
  const orders = Array.from({ length: world.between(1, 2) }, (_, i) => ({ i, resident: RESIDENTS[i] as string }))
  const ended = Promise.all(orders.map(({ i, resident }) => resident && order(world, story, resident, i)))
  return { story, ended }
}

async function order(world: World, story: Story, residentId: string, i: number): Promise<void> {
  await world.sleep(world.between(0, 30) * SECOND)
  const opened = await world.insist(open(world, residentId, `open${i}`))
  if (opened instanceof DomainError) return
  story.acknowledged.push(opened._id)
  const helpers = world.turns.mixed([...HELPERS]).slice(0, world.between(2, 4))
  await Promise.all([
    resident(world, opened, residentId, i),
    worker(world, opened, i),
    ...helpers.map((helperId) => helper(world, story, opened, helperId)),
  ])
}

/** Decides now what is asked for, so that a second try asks for the same. */
function open(world: World, requesterId: string, cause: string): (platform: Platform) => Promise<RequestDoc> {
  const asked = {
    requesterId,
    inRoom: world.chance() < 0.5,
    understood: world.chance() < 0.8,
    frame: world.oneOf(NEEDS),
    cause,
  }
  return (platform) => askForHelp(platform, asked)
}

async function resident(world: World, { _id }: RequestDoc, id: string, i: number): Promise<void> {
  const by = { id, part: 'requester' as const }
  await world.sleep(world.between(1, 20) * SECOND)
  if (world.chance() < 0.9) await world.insist((platform) => confirmRequest(platform, _id, id, `confirm${i}`))
  if (world.chance() < 0.2) {
    await world.sleep(world.between(0, 3) * MINUTE)
    await world.insist((platform) => amendRequest(platform, _id, { by, ...SALT_TOO, cause: `amend${i}` }))
  }
  await world.sleep(world.between(1, 6) * MINUTE)
  if (world.chance() < 0.3) await world.insist((platform) => cancelRequest(platform, _id, by, `cancel${i}`))
  await world.sleep(world.between(1, 12) * MINUTE)
  if (world.chance() < 0.7) await world.insist((platform) => finishRequest(platform, _id, by, `finish${i}`))
  await world.sleep(world.between(1, 5) * MINUTE)
  if (world.chance() < 0.2) await world.insist((platform) => reopenRequest(platform, _id, by, `reopen${i}`))
}

/** The worker looks once: at what waits for her, or at what nobody took. */
async function worker(world: World, { _id }: RequestDoc, i: number): Promise<void> {
  await world.sleep(world.between(1, 10) * MINUTE)
  const fate = world.chance()
  if (fate < 0.3) await world.insist((platform) => approveRequest(platform, _id, WORKER, `approve${i}`))
  else if (fate < 0.4)
    await world.insist((platform) => rejectRequest(platform, _id, WORKER, `reject${i}`, '站里办不了'))
  else if (fate < 0.6) {
    const helperId = world.oneOf(HELPERS)
    await world.insist((platform) => assign(platform, _id, helperId, `assign${i}`))
  }
}

/** Tries to take it a few times, at moments that others choose too; whoever gets it brings it or gives it back. */
async function helper(world: World, story: Story, { _id }: RequestDoc, helperId: string): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await world.sleep(world.between(1, 4) * MINUTE)
    if (world.chance() < 0.2) {
      await world.insist((platform) => declineOffer(platform, _id, helperId))
      return
    }
    const cause = `accept.${helperId}.${_id}.${attempt}`
    const taken = await world.insist((platform) => accept(platform, _id, helperId, cause))
    if (taken instanceof DomainError) {
      story.refused.push({ requestId: _id, helperId, told: taken.code })
      continue
    }
    story.won.push({ requestId: _id, helperId, cause })
    await world.sleep(world.between(0, 4) * MINUTE)
    const act = world.chance() < 0.3 ? releaseRequest : deliverRequest
    await world.insist((platform) => act(platform, _id, helperId, `${act.name}.${cause}`))
  }
}
