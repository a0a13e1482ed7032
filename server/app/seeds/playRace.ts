import { DomainError } from '@yimin/shared/errors/domainError'
import { askHelpersJob, whyNotAccepted } from '../../dispatch/index.ts'
import { findPerson } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { cancelRequest, findRequest, passDeadlineJob } from '../../requests/index.ts'
import { ChatGroup } from './chatGroup.ts'
import { accept, assign } from './deeds.ts'
import { volunteerId } from './ground.ts'
import type { Ground } from './ground.ts'
import { endingOf, settle } from './playMoment.ts'
import type { Played } from './playMorning.ts'
import type { Scene } from './scenes.ts'
import type { Story } from './story.ts'
import { World } from './world.ts'

/** Volunteers from whom a race draws. */
export const VOLUNTEERS = 60
const ACCEPTERS = [3, 50] as const
const WAIT_MS = 20_000

/** What a race came to. */
export interface Race extends Played {
  accepters: number
  winners: number
  /** Refused, each with a reason in words. */
  told: number
}

/**
 * Three to fifty helpers accept one request in the same moment; often it is withdrawn, given away by the worker, or its
 * timers go off in that moment too. One at most has it, and everybody else is told so.
 */
export async function playRace(seed: number, scene: Scene, ground: Ground, traced = false): Promise<Race> {
  const record = scene.record.copy()
  const world = new World(seed, { ...scene, record }, ground)
  if (traced) world.turns.trace = []
  const group = new ChatGroup(world, scene.said)
  const story: Story = { acknowledged: [...scene.acknowledged], won: [], refused: [] }
  const volunteers = world.turns.mixed(Array.from({ length: VOLUNTEERS }, (_, i) => volunteerId(i + 1)))
  const accepters = volunteers.slice(0, world.between(...ACCEPTERS))
  if (world.chance() < 0.3) world.turns.weather = { failing: 0.02, cut: 0.04, dying: 0.01 }
  for (const helperId of accepters) void say(world, story, scene.requestId, helperId)
  meddle(world, scene, volunteers.at(-1) as string)
  await world.runUntil(world.now + WAIT_MS)
  world.calmDown()
  // Whoever has no answer yet asks once more, and gets one.
  await world.runUntil(world.now + WAIT_MS)
  const db = record.open()
  const violations = await settle(world, group, endingOf(world, { record, story, group }))
  const told = await countTold({ ...world.host('web').platform, db }, story)
  const winners = new Set(story.won.map(({ helperId }) => helperId)).size
  if (winners > 1) violations.push(`I-02 ${winners} were told that they have it`)
  if (winners + told !== accepters.length)
    violations.push(`I-02 ${accepters.length - winners - told} were told nothing`)
  violations.push(...world.faults.map((fault) => `fault: ${fault}`))
  const { acts, trace = [] } = world.turns
  return { violations, acts, trace, accepters: accepters.length, winners, told }
}

async function say(world: World, story: Story, requestId: string, helperId: string): Promise<void> {
  const cause = `accept.${helperId}`
  await world.sleep(0)
  const answer = await world.insist((platform) => accept(platform, requestId, helperId, cause))
  if (answer instanceof DomainError) story.refused.push({ requestId, helperId, told: answer.code })
  else story.won.push({ requestId, helperId, cause })
}

/** Whatever else may happen to a request in the moment in which it is accepted. */
function meddle(world: World, { requestId, requesterId, dues }: Scene, another: string): void {
  const now = async (act: (platform: Platform) => Promise<unknown>) => {
    await world.sleep(0)
    await world.insist(act)
  }
  if (world.chance() < 0.5) world.turnTo(world.oneOf(dues))
  if (world.chance() < 0.3)
    void now((platform) => cancelRequest(platform, requestId, { id: requesterId, part: 'requester' }, 'cancel'))
  if (world.chance() < 0.1) void now((platform) => assign(platform, requestId, another, 'assign'))
  if (world.chance() < 0.3) void now(({ queues }) => queues.add(passDeadlineJob, { requestId }, { id: 'deadline' }))
  if (world.chance() < 0.3) void now(({ queues }) => queues.add(askHelpersJob, { requestId }, { id: 'rung' }))
}

/** Those who were refused and for whom the product has words why. */
async function countTold(platform: Platform, { refused }: Story): Promise<number> {
  let told = 0
  for (const { requestId, helperId, told: code } of refused) {
    const [helper, request] = await Promise.all([findPerson(platform, helperId), findRequest(platform, requestId)])
    const why = helper && request && (await whyNotAccepted(platform, helper, request, new DomainError(code)))
    if (why) told += 1
  }
  return told
}
