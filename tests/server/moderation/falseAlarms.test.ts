import { guardGroupText } from '../../../server/moderation/index.ts'
import { everydaySentence } from './everydaySentences.ts'
import { seeded } from './privateValues.ts'

const RUNS = 10_000

it(`leaves at least 99 % of ${RUNS.toLocaleString('en')} everyday sentences as they are`, () => {
  const random = seeded(102)
  const alarms: string[] = []
  for (let run = 0; run < RUNS; run++) {
    const sentence = everydaySentence(random)
    const { text, leaks } = guardGroupText(sentence)
    if (text !== sentence || leaks.length > 0) alarms.push(`${sentence} → ${text}`)
  }
  expect(alarms.length <= RUNS / 100 ? [] : alarms.slice(0, 40)).toEqual([])
})
