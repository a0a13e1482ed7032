import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fit, prepare, type Taught } from '../../../../server/language/learned/learn.ts'
import { calibrated } from '../../../../server/language/learned/models.ts'
import { readModel } from '../../../../server/language/learned/readModel.ts'

const UTTERANCES = path.join(__dirname, '..', '..', '..', 'utterances')

function sentencesIn(folder: string): Taught[] {
  const files = readdirSync(path.join(UTTERANCES, folder)).sort()
  return files.flatMap((file) =>
    readFileSync(path.join(UTTERANCES, folder, file), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => ({ ...(JSON.parse(line) as Taught), fitted: file.startsWith('earlier.') })),
  )
}

test('the shipped model is what the sentences give, bit for bit', () => {
  const shipped = readModel()
  const again = fit(sentencesIn('learn').map(prepare))
  expect(again.sentences).toBe(shipped.sentences)
  expect(again.intents.weights === shipped.intents.weights).toBe(true)
  expect(again.intents.buckets === shipped.intents.buckets).toBe(true)
  expect(again.categories.weights === shipped.categories.weights).toBe(true)
  expect(again.intents.bias).toEqual(shipped.intents.bias)
}, 120_000)

test('no sentence of the held third is among those that were learned', () => {
  const learned = new Set(sentencesIn('learn').map(({ text }) => text))
  expect(sentencesIn('held').filter(({ text }) => learned.has(text))).toEqual([])
})

test('belief rises with the share of right answers and stays between 0 and 1', () => {
  const { calibration } = readModel()
  const rights = calibration.map(({ right }) => right)
  expect(rights).toEqual([...rights].sort((a, b) => a - b))
  expect(calibrated(calibration, 0)).toBeGreaterThanOrEqual(0)
  expect(calibrated(calibration, 1)).toBeLessThanOrEqual(1)
})
