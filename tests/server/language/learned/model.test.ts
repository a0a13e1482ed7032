import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { calibrated } from '../../../../server/language/learned/models.ts'
import { packModel, unpackModel } from '../../../../server/language/learned/modelFile.ts'
import { readModel } from '../../../../server/language/learned/readModel.ts'
import { readOwn, readSeveral } from '../../../../server/app/utterances.ts'

test('the shipped model is what the sentences give, bit for bit', async () => {
  // In a process of its own: a test's sandbox would take three times as long.
  const again = promisify(execFile)(process.execPath, [path.resolve('server/dist/app/learn.js'), '--check'])
  await expect(again).resolves.toMatchObject({ stdout: `${readModel().sentences} sentences learned\n` })
}, 400_000)

test('a file that is none of these, or was cut, is refused', () => {
  const packed = packModel(readModel())
  expect(() => unpackModel(packed.subarray(1))).toThrow('this is no model of the reader')
  expect(() => unpackModel(packed.subarray(0, packed.length - 1))).toThrow('a model file was cut')
})

test('no sentence of the held third is among those that were learned', () => {
  const learned = new Set(readOwn('learn').map(({ text }) => text))
  expect(readOwn('held').filter(({ text }) => learned.has(text))).toEqual([])
})

test('no message of several matters is both learned and held', () => {
  const learned = new Set(readSeveral('learn').map(({ text }) => text))
  expect(readSeveral('held').filter(({ text }) => learned.has(text))).toEqual([])
})

test('belief rises with the share of right answers and stays between 0 and 1', () => {
  const { calibration } = readModel()
  const rights = calibration.map(({ right }) => right)
  expect(rights).toEqual([...rights].sort((a, b) => a - b))
  expect(calibrated(calibration, 0)).toBeGreaterThanOrEqual(0)
  expect(calibrated(calibration, 1)).toBeLessThanOrEqual(1)
})
