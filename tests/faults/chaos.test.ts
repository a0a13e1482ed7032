import { Arena } from './chaos/episodes.ts'

/** `npm run chaos -- --episodes 200` plays more of them. */
const EPISODES = Number(process.env.CHAOS_EPISODES ?? 20)

jest.setTimeout(EPISODES * 60_000)

let arena: Arena
beforeAll(async () => {
  arena = await Arena.open()
})
afterAll(() => arena?.close())

test('orders with a fault in the middle of each: nothing is lost, doubled or forgotten', async () => {
  const from = Number(process.env.FAULT_SEED) || 1
  const wrong: string[] = []
  for (let seed = from; seed < from + EPISODES; seed += 1) {
    const { fault, violations } = await arena.play(seed)
    wrong.push(...violations.map((violation) => `seed ${seed}, ${fault}: ${violation}`))
  }
  expect(wrong).toEqual([])
})
