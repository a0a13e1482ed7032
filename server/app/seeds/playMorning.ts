import type { MemoryRecord } from '../../platform/memoryRecord/index.ts'
import { sweep } from '../sweep.ts'
import { ChatGroup } from './chatGroup.ts'
import { findViolations } from './findViolations.ts'
import { BEGIN } from './ground.ts'
import type { Ground } from './ground.ts'
import { beginStory } from './story.ts'
import { World } from './world.ts'

/** What came of one seed. */
export interface Played {
  violations: string[]
  /** Acts on the record. */
  acts: number
  trace: string[]
}

const MINUTE = 60_000
/** How long after the last fault everything has to be quiet (trust rule I-10). */
const QUIET_AFTER_MS = 60_000
const ACTS_AT_MOST = 20_000

/**
 * One morning of the community in which chance decides who acts when, in which order acts on the record are done, and
 * which of them fail or lose their answer. Then the line is good again, and within a minute all has to be in order.
 */
export async function playMorning(seed: number, base: MemoryRecord, ground: Ground): Promise<Played> {
  const record = base.copy()
  const world = new World(seed, { record, now: BEGIN, jobs: [] }, ground)
  const trace: string[] = []
  world.turns.trace = trace
  const group = new ChatGroup(world)
  // Some seeds have a good line: what then goes wrong is the order alone.
  const rough = world.chance() < 0.7
  if (rough) {
    world.turns.weather = { failing: world.chance() * 0.06, cut: world.chance() * 0.06, dying: world.chance() * 0.02 }
    world.queue.weather = { loses: world.chance() * 0.3, doubles: world.chance() * 0.1 }
  }
  const { story, ended } = beginStory(world)
  let over = false
  void ended.then(() => (over = true))
  const rounds = goOn(world, () => over || trace.length > ACTS_AT_MOST)
  void rounds.sweeping(() => world.attempt('worker', (platform) => sweep(platform, false)))
  void rounds.speaking(() => group.speak())
  while (!over && trace.length < ACTS_AT_MOST) await world.runUntil(world.now + MINUTE)
  world.calmDown()
  await settleDown(world, group)
  const { faults, jobsWaiting } = world
  const now = new Date(world.now)
  const violations = [
    ...(await findViolations({ db: record.open(), now, story, said: group.said, jobsWaiting })),
    ...faults.map((fault) => `fault: ${fault}`),
  ]
  if (trace.length >= ACTS_AT_MOST) violations.push('I-10 it never ends')
  return { violations, acts: trace.length, trace }
}

/** The worker's sweep and the gateway's voice, at moments that chance chooses, as long as people act. */
function goOn(world: World, isOver: () => boolean) {
  const every = async (least: number, most: number, act: () => Promise<void>): Promise<void> => {
    while (!isOver()) {
      await world.sleep(world.between(least, most) * 1_000)
      await act()
    }
  }
  return {
    sweeping: (act: () => Promise<void>) => every(120, 400, act),
    speaking: (act: () => Promise<void>) => every(30, 200, act),
  }
}

/** What the processes do by themselves within a minute: sweep, work, speak. */
async function settleDown(world: World, group: ChatGroup): Promise<void> {
  const rounds = 3
  for (let round = 0; round < rounds; round += 1) {
    await world.runUntil(world.now + QUIET_AFTER_MS / rounds)
    void world.attempt('worker', (platform) => sweep(platform, false))
    await world.runUntil(world.now)
    void group.speak()
    await world.turns.settle()
  }
}
