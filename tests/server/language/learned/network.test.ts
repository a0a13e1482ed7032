import { Network } from '../../../../server/language/learned/network/network.ts'
import { meanOf } from '../../../../server/language/learned/network/pair.ts'
import { trainNetwork } from '../../../../server/language/learned/network/trainNetwork.ts'
import type { Example } from '../../../../server/language/learned/train.ts'

const LABELS = ['same', 'different']
const TRAINING = { units: 16, rounds: 60, rate: 0.05 }
const EITHER = [101, 202]
const OTHER = [303, 404]

/** Two signs of two: neither tells anything alone. */
function pairOf(one: number, other: number, bags: number): Example {
  return {
    features: { buckets: [EITHER[one] as number, OTHER[other] as number], values: [1, 1] },
    label: one === other ? 'same' : 'different',
    weight: 1,
    bags,
  }
}

const examples = Array.from({ length: 200 }, (_, i) => pairOf(i % 2, Math.floor(i / 2) % 2, i % 5 === 0 ? 0 : 1))
const trained = trainNetwork(LABELS, examples, TRAINING)

test('a network tells that two things together mean what neither means alone', () => {
  const network = new Network(trained.file)
  for (const { features, label } of examples.slice(0, 4))
    expect(network.chances(features)[LABELS.indexOf(label ?? '')]).toBeGreaterThan(0.8)
})

test('the same examples give the same network, bit for bit', () => {
  expect(trainNetwork(LABELS, examples, TRAINING).file).toEqual(trained.file)
})

test('what is said of an example as unseen is said by a network that has not learned from it', () => {
  expect(trained.unseen.map((chances) => chances === undefined)).toEqual(examples.map(({ bags }) => bags === 1))
})

test('an example without a label teaches nothing', () => {
  const asked = { ...pairOf(0, 1, 0), label: undefined }
  const withAsked = trainNetwork(LABELS, [...examples, asked], TRAINING)
  expect(withAsked.file).toEqual(trained.file)
  expect(withAsked.unseen.at(-1)).toBeDefined()
})

test('a network that was cut is refused', () => {
  const { file } = trained
  expect(() => new Network({ ...file, rows: file.rows.subarray(1) })).toThrow('a model file was cut')
})

test('the mean of two that say how likely something is adds up to one too', () => {
  const mean = meanOf(Float64Array.of(0.9, 0.1), Float64Array.of(0.5, 0.5))
  expect([...mean]).toEqual([0.7, 0.3])
})
