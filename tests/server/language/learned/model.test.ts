import { createHash } from 'node:crypto'
import { learn } from '../../../../server/language/learned/learn.ts'
import { calibrated } from '../../../../server/language/learned/models.ts'
import { packModel, unpackModel } from '../../../../server/language/learned/modelFile.ts'
import { readModel } from '../../../../server/language/learned/readModel.ts'
import { sentencesIn, severalIn } from './sentences.ts'

/** A difference in megabytes of weights is told in a line. */
const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

test('the shipped model is what the sentences give, bit for bit', () => {
  const shipped = readModel()
  const again = learn(sentencesIn('learn'), severalIn('learn'), () => undefined)
  expect(again.sentences).toBe(shipped.sentences)
  expect(again.calibration).toEqual(shipped.calibration)
  expect(digest(packModel(again))).toBe(digest(packModel(shipped)))
}, 400_000)

test('a file that is none of these, or was cut, is refused', () => {
  const packed = packModel(readModel())
  expect(() => unpackModel(packed.subarray(1))).toThrow('this is no model of the reader')
  expect(() => unpackModel(packed.subarray(0, packed.length - 1))).toThrow('a model file was cut')
})

test('no sentence of the held third is among those that were learned', () => {
  const learned = new Set(sentencesIn('learn').map(({ text }) => text))
  expect(sentencesIn('held').filter(({ text }) => learned.has(text))).toEqual([])
})

test('no message of several matters is both learned and held', () => {
  const learned = new Set(severalIn('learn').map(({ text }) => text))
  expect(severalIn('held').filter(({ text }) => learned.has(text))).toEqual([])
})

test('belief rises with the share of right answers and stays between 0 and 1', () => {
  const { calibration } = readModel()
  const rights = calibration.map(({ right }) => right)
  expect(rights).toEqual([...rights].sort((a, b) => a - b))
  expect(calibrated(calibration, 0)).toBeGreaterThanOrEqual(0)
  expect(calibrated(calibration, 1)).toBeLessThanOrEqual(1)
})
