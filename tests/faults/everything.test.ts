import { playFirstOrder, type Moment } from '../factories/firstOrder.ts'
import { PARTS, Stack } from '../factories/stack.ts'
import { residentFor, seeded, shortWhile, shuffled } from './chance.ts'
import { expectWellDone } from './expected.ts'
import { settleAndCheck } from './invariants.ts'

jest.setTimeout(150_000)

const chance = seeded()
let stack: Stack

beforeAll(async () => {
  stack = await Stack.start({ ownServices: true })
})
afterAll(() => stack?.stop())

test('Redis emptied at every moment: everything goes on within 60 s', async () => {
  const order = await playFirstOrder(stack, {
    resident: residentFor(0),
    at: async () => {
      await shortWhile(chance)
      await stack.flushRedis()
    },
  })
  expect(await settleAndCheck(stack)).toEqual([])
  await expectWellDone(stack, order)
})

test.each<Moment>(['confirmed', 'accepted'])(
  'all killed at once just after: %s, and started again in any order',
  async (point) => {
    const order = await playFirstOrder(stack, {
      resident: residentFor(point === 'confirmed' ? 1 : 2),
      at: async (moment) => {
        if (moment !== point) return
        await shortWhile(chance)
        await Promise.all([stack.kill(...PARTS), stack.killService('redis'), stack.killService('mongo')])
        await Promise.all(shuffled(PARTS, chance).map((part) => beginPatiently(part)))
      },
    })
    expect(await settleAndCheck(stack)).toEqual([])
    await expectWellDone(stack, order)
  },
)

/** As the product's keeper does it: whatever does not come up because another part is not there yet is started again. */
async function beginPatiently(part: (typeof PARTS)[number]): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await stack.begin(part)
    } catch (error) {
      if (tries === 10) throw error
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
}

test('a worker that stood still for longer than its locks goes on, and nothing happens twice', async () => {
  const order = await playFirstOrder(stack, {
    resident: residentFor(3),
    at: async (moment) => {
      if (moment !== 'accepted') return
      stack.signal('worker', 'SIGSTOP')
      await new Promise((resolve) => setTimeout(resolve, 12_000))
      stack.signal('worker', 'SIGCONT')
    },
  })
  expect(await settleAndCheck(stack)).toEqual([])
  await expectWellDone(stack, order)
})
