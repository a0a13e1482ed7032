import { playFirstOrder, type Moment } from '../factories/firstOrder.ts'
import { PARTS, Stack } from '../factories/stack.ts'
import { expectWellDone } from './expected.ts'
import { settleAndCheck } from './invariants.ts'
import { residentFor, seeded, shortWhile } from './chance.ts'

jest.setTimeout(240_000)

const chance = seeded()
let stack: Stack

beforeAll(async () => {
  stack = await Stack.start({ ownServices: true })
})
afterAll(() => stack?.stop())

const POINTS: Moment[] = ['asked', 'confirmed', 'offered', 'accepted', 'delivered']

test('without a fault the first order goes from the sentence to the stars', async () => {
  const order = await playFirstOrder(stack, { resident: residentFor(0) })
  expect(await settleAndCheck(stack)).toEqual([])
  await expectWellDone(stack, order)
})

for (const [i, part] of PARTS.entries()) {
  test.each(POINTS)(`kill -9 of ${part}, just after: %s`, async (moment) => {
    const order = await playFirstOrder(stack, {
      resident: residentFor(1 + i * POINTS.length + POINTS.indexOf(moment)),
      at: async (now) => {
        if (now !== moment) return
        await shortWhile(chance)
        await stack.restart(part)
      },
    })
    expect(await settleAndCheck(stack)).toEqual([])
    await expectWellDone(stack, order)
  })
}

for (const [i, service] of (['redis', 'mongo'] as const).entries()) {
  test.each(POINTS)(`kill -9 of ${service}, just after: %s`, async (moment) => {
    const order = await playFirstOrder(stack, {
      resident: residentFor(16 + i * POINTS.length + POINTS.indexOf(moment)),
      at: async (now) => {
        if (now !== moment) return
        await shortWhile(chance)
        await stack.killService(service)
      },
    })
    expect(await settleAndCheck(stack)).toEqual([])
    await expectWellDone(stack, order)
  })
}
