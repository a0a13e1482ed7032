import { playFirstOrder, type Moment } from '../factories/firstOrder.ts'
import { PARTS, Stack } from '../factories/stack.ts'
import { inTurn, residentFor, seeded, shortWhile } from './chance.ts'
import { expectWellDone } from './expected.ts'
import { settleAndCheck } from './invariants.ts'

jest.setTimeout(150_000)

const POINTS: Moment[] = ['asked', 'confirmed', 'offered', 'accepted', 'delivered']
const chance = seeded()
let stack: Stack

beforeAll(async () => {
  stack = await Stack.start({ ownServices: true })
  // one shop answers for many neighbours here, and is not to be told that it writes too fast
  await stack.db.collection('stations').updateMany({}, { $set: { 'settings.limits.messagesPerMinute': 10_000 } })
})
afterAll(() => stack?.stop())

/** Five neighbours order at the same time; in each order the fault comes at another moment. */
async function playUnder(fault: () => Promise<void>, firstResident: number): Promise<void> {
  const turn = inTurn()
  const orders = await Promise.all(
    POINTS.map((point, i) =>
      playFirstOrder(stack, {
        resident: residentFor(firstResident + i),
        at: async (moment) => {
          if (moment !== point) return
          await shortWhile(chance)
          await turn(fault)
        },
      }),
    ),
  )
  expect(await settleAndCheck(stack)).toEqual([])
  for (const order of orders) await expectWellDone(stack, order)
}

test('without a fault the first order goes from the sentence to the stars', async () => {
  const order = await playFirstOrder(stack, { resident: residentFor(0) })
  expect(await settleAndCheck(stack)).toEqual([])
  await expectWellDone(stack, order)
})

test.each(PARTS.map((part, i) => ({ part, i })))(
  'kill -9 of $part at every moment of an order',
  async ({ part, i }) => {
    await playUnder(() => stack.restart(part), 1 + i * 5)
  },
)

test.each([
  { service: 'redis' as const, i: 3 },
  { service: 'mongo' as const, i: 4 },
])('kill -9 of $service at every moment of an order', async ({ service, i }) => {
  await playUnder(() => stack.killService(service), 1 + i * 5)
})
