import { MUTANTS } from './mutants.ts'
import { planted, Workshop } from './workshop.ts'

jest.setTimeout(240_000)

/** `npm run test:mutants` judges them all; these few show in every run that seeds and races find what they are for. */
const HERE = [
  'a step compares neither version nor state',
  'whoever is asked is not told',
  'a listener is struck off before it has listened',
]

test('each of the planted bugs has its place in the source, once', () => {
  expect(MUTANTS.length).toBeGreaterThanOrEqual(30)
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length)
  expect(() => MUTANTS.map(planted)).not.toThrow()
})

test('a few planted bugs are found', async () => {
  const workshop = new Workshop()
  try {
    await workshop.checkSound()
    for (const name of HERE) {
      const mutant = MUTANTS.find((one) => one.name === name)
      if (!mutant) throw new Error(name)
      expect(await workshop.judge(mutant)).toMatchObject({ found: true })
    }
  } finally {
    workshop.close()
  }
})
