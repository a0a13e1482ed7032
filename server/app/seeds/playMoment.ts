import { DomainError } from '@yimin/shared/errors/domainError'
import type { TripTaken } from '../../dispatch/index.ts'
import type { MemoryRecord } from '../../platform/memoryRecord/index.ts'
import { sweep } from '../sweep.ts'
import { ChatGroup } from './chatGroup.ts'
import { findViolations, isAtRest } from './findViolations.ts'
import type { Ending } from './findViolations.ts'
import { leaveNightsWork } from './ground.ts'
import type { Ground } from './ground.ts'
import { DEEDS, LIKELY } from './momentDeeds.ts'
import type { DeedName, Doing } from './momentDeeds.ts'
import type { Played } from './playMorning.ts'
import type { Scene } from './scenes.ts'
import type { Story } from './story.ts'
import { World } from './world.ts'

const ALL = Object.keys(DEEDS) as DeedName[]
/** Looks after the faults have ended, in seconds between them: a minute in all (trust rule I-10). */
const LOOKS = [0, 6, 9, 15, 15, 15]

/**
 * One short seed: from a scene that stands ready, two to six people and timers act in the same moment, in an order that
 * chance decides act by act, with faults at every step. Then all is well again, and within a minute everything has to be in
 * order.
 */
export async function playMoment(
  seed: number,
  scenes: readonly Scene[],
  ground: Ground,
  traced = false,
): Promise<Played> {
  const scene = scenes[seed % scenes.length] as Scene
  const record = scene.record.copy()
  const world = new World(seed, { ...scene, record }, ground)
  if (world.chance() < 0.1) await leaveNightsWork(record)
  if (traced) world.turns.trace = [`scene: ${scene.name}`]
  const group = new ChatGroup(world, scene.said)
  const story: Story = { acknowledged: [...scene.acknowledged], won: [], refused: [] }
  // A timer and a person in the same moment: often enough that is where it goes wrong.
  if (world.chance() < 0.4 && scene.dues.length > 0) world.turnTo(world.oneOf(scene.dues))
  makeWeather(world)
  const deeds = Math.min(world.between(2, 6), world.between(2, 6))
  for (let i = 1; i <= deeds; i += 1) begin(world, scene, story, i)
  if (world.chance() < 0.25) void once(world, () => world.attempt('worker', (platform) => sweep(platform, false)))
  if (world.chance() < 0.3) void letSpeak(world, group)
  if (world.chance() < 0.1) void once(world, () => Promise.resolve(world.queue.flush()))
  await world.runUntil(world.now + LATEST_MS)
  world.calmDown()
  const violations = await settle(world, group, endingOf(world, { record, story, group }))
  violations.push(...world.faults.map((fault) => `fault: ${fault}`))
  const { acts, trace = [] } = world.turns
  return { violations: violations.map((violation) => `${scene.name}: ${violation}`), acts, trace }
}

/** With these a helper says that he goes. */
const TAKES: readonly DeedName[] = ['accept', 'takeTrip', 'takeOne']

/** Most begin at once, some a little later; whoever insists is answered after a while. */
const LATER_MS = 3_000
const LATEST_MS = 20_000

/** A third of the seeds have a good line: what then goes wrong is the order alone. */
function makeWeather(world: World): void {
  if (world.chance() < 0.3) return
  const share = (most: number): number => (world.chance() < 0.5 ? world.chance() * most : 0)
  world.turns.weather = { failing: share(0.1), cut: share(0.15), dying: share(0.1) }
  world.queue.weather = { loses: share(0.5), doubles: share(0.3) }
}

async function once(world: World, act: () => Promise<void>): Promise<void> {
  await world.sleep(world.chance() < 0.6 ? 0 : world.between(0, LATER_MS))
  await act()
}

/** Half the time two gateways speak in the same moment, as when one is started again before the other is gone. */
async function letSpeak(world: World, group: ChatGroup): Promise<void> {
  const gateways = world.chance() < 0.5 ? 2 : 1
  await world.sleep(world.chance() < 0.3 ? 0 : world.between(0, LATER_MS))
  await Promise.all(Array.from({ length: gateways }, () => group.speak()))
}

function begin(world: World, scene: Scene, story: Story, i: number): void {
  const likely = LIKELY[scene.name] ?? ALL
  const name = world.oneOf(world.chance() < 0.9 ? likely : ALL)
  const errand = world.oneOf(scene.errands)
  const helperId = world.oneOf(scene.helpers)
  const holderId = errand.holders.length > 0 ? world.oneOf(errand.holders) : helperId
  const doing = { scene, errand, helperId, holderId, cause: `${name}.${i}` }
  // A double tap: the same deed twice, with the same name.
  const times = world.chance() < 0.15 ? 2 : 1
  for (let time = 0; time < times; time += 1) void once(world, () => act(world, story, name, doing))
}

async function act(world: World, story: Story, name: DeedName, doing: Doing): Promise<void> {
  const { errand, helperId, holderId, cause } = doing
  world.turns.trace?.push(`${name} ${errand.code} by ${TAKES.includes(name) ? helperId : holderId}`)
  const answer = await world.insist<unknown>((platform) => DEEDS[name](platform, doing))
  if (!TAKES.includes(name)) return
  if (answer instanceof DomainError) {
    story.refused.push({ requestId: errand.id, helperId, told: answer.code })
    return
  }
  const taken = name === 'accept' ? [errand.id] : (answer as TripTaken).taken.map(({ _id }) => _id)
  for (const requestId of taken) story.won.push({ requestId, helperId, cause })
  // Some think again at once: what was under way for the acceptance meets the search that begins anew.
  if (world.chance() < 0.25) await act(world, story, 'release', { ...doing, holderId: helperId })
}

/** How it stands, whenever it is asked. */
export function endingOf(
  world: World,
  { record, story, group }: { record: MemoryRecord; story: Story; group: ChatGroup },
): () => Ending {
  const db = record.open()
  return () => ({ db, now: new Date(world.now), story, said: group.said, jobsWaiting: world.jobsWaiting })
}

/** What the processes do by themselves within a minute: work and speak, and sweep where something is left. */
export async function settle(world: World, group: ChatGroup, ending: () => Ending): Promise<string[]> {
  for (const seconds of LOOKS) {
    if (seconds > 0) {
      await world.runUntil(world.now + seconds * 1_000)
      void world.attempt('worker', (platform) => sweep(platform, false))
    }
    await world.runUntil(world.now)
    void group.speak()
    await world.turns.settle()
    if (!(await isAtRest(ending()))) continue
    if ((await findViolations(ending())).length === 0) return []
  }
  return findViolations(ending())
}
