import { confirmRequest, requestsOf } from '../../server/requests/index.ts'
import { outgoingOf } from '../../server/messaging/index.ts'
import { addPerson } from '../../server/people/index.ts'
import { sweep } from '../../server/app/sweep.ts'
import { DEMO_STATION } from '../../server/app/demo/community.ts'
import { askForHelp, NEEDS, WORKER } from '../../server/app/seeds/deeds.ts'
import { BEGIN, layGround } from '../../server/app/seeds/ground.ts'
import { World } from '../../server/app/seeds/world.ts'

const REQUESTS = 1_000
const RESIDENTS = 250
const MINUTE = 60_000

it('a thousand requests in a minute: each has an owner and a clock, and the staff know', async () => {
  const { record, ground } = await layGround()
  const world = new World(1, { record, now: BEGIN, jobs: [] }, ground)
  const platform = world.host('web').platform
  const lay = async (i: number) => {
    const id = `many${i}`
    await addPerson(platform, { id, stationId: DEMO_STATION, name: `居民${i}`, role: 'resident', chatIds: [`sandbox:${id}`], verified: true }) // prettier-ignore
  }
  const ask = async (i: number) => {
    await world.sleep(world.between(0, MINUTE))
    const requesterId = `many${i % RESIDENTS}`
    const need = {
      requesterId,
      inRoom: true,
      understood: true,
      frame: NEEDS[i % NEEDS.length] ?? {},
      cause: `many${i}`,
    }
    const drafted = await world.insist((on) => askForHelp(on, need))
    if ('_id' in drafted) await world.insist((on) => confirmRequest(on, drafted._id, requesterId, `yes${i}`))
  }
  for (let i = 0; i < RESIDENTS; i += 1) void lay(i)
  await world.runUntil(world.now + 1)
  for (let i = 0; i < REQUESTS; i += 1) void ask(i)
  await world.runUntil(world.now + 2 * MINUTE)
  void world.attempt('worker', (on) => sweep(on, false))
  await world.runUntil(world.now + MINUTE)

  const db = { ...platform, db: record.open() }
  const all = await requestsOf(db).find({ requesterId: { $in: Array.from({ length: RESIDENTS }, (_, i) => `many${i}`) } }).toArray() // prettier-ignore
  expect(all).toHaveLength(REQUESTS)
  expect(all.filter(({ ownerId, dueAt }) => !ownerId || ownerId === 'system' || !dueAt)).toEqual([])
  const words = await outgoingOf(db).find().toArray()
  expect(words.filter(({ template }) => template === 'dispatch.offerInGroup').length).toBeLessThan(50)
  const toStaff = words.filter(({ to }) => to[0]?.personId === WORKER)
  expect(toStaff.length).toBeGreaterThan(0)
  expect(toStaff.length).toBeLessThan(40)
}, 120_000)
