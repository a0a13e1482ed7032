import { Restraint } from '../../../server/secondOpinion/restraint.ts'

const MINUTE = 60_000

function asked(restraint: Restraint, at: number, tookMs: number, how: 'answered' | 'failed' = 'answered'): boolean {
  const question = restraint.begin(at)
  if (question) restraint.end(question, at + tookMs, how)
  return question !== undefined
}

it('asks no more than sixty times in a minute, and again in the next', () => {
  const restraint = new Restraint()
  const results = Array.from({ length: 70 }, (_, i) => asked(restraint, i, 1))
  expect(results.filter(Boolean)).toHaveLength(60)
  expect(asked(restraint, MINUTE + 70, 1)).toBe(true)
})

it('waits no more than twenty seconds in a minute', () => {
  const restraint = new Restraint()
  const results = Array.from({ length: 12 }, (_, i) => asked(restraint, i * 3_000, 2_900))
  expect(results.filter(Boolean)).toHaveLength(7)
  expect(asked(restraint, MINUTE + 3_000, 1)).toBe(true)
})

it('rests for a minute after three faults one after another', () => {
  const restraint = new Restraint()
  for (const at of [0, 1, 2]) expect(asked(restraint, at, 1, 'failed')).toBe(true)
  expect(asked(restraint, 10_000, 1)).toBe(false)
  expect(asked(restraint, MINUTE + 10, 1)).toBe(true)
})

it('an answer between two faults sets the count back', () => {
  const restraint = new Restraint()
  for (const how of ['failed', 'failed', 'answered', 'failed', 'failed'] as const) asked(restraint, 0, 1, how)
  expect(asked(restraint, 5, 1)).toBe(true)
})
