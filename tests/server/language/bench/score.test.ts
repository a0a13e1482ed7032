import type { Frame } from '../../../../shared/language/frame.ts'
import { binsOf, calibrationError } from '../../../../server/app/bench/language/calibration.ts'
import { f1, isDecidedRight, score, shareOf } from '../../../../server/app/bench/language/score.ts'

/** Each a meant frame and an answer. */
const CASES: readonly (readonly [Frame, Frame])[] = [
  [
    { intent: 'request', category: 'produce', items: [{ name: '西红柿', quantity: 2, unit: '斤' }, { name: '青椒' }] },
    { intent: 'request', category: 'produce', items: [{ name: '西红柿', quantity: 3, unit: '斤' }, { name: '青椒' }] },
  ],
  [
    { intent: 'request', category: 'daily_goods', address: { zone: '6', building: 'b', room: '402' }, budget: 15 },
    { intent: 'amend', category: 'produce', address: { zone: '6', building: 'B', unit: '4' }, budget: 15 },
  ],
  [
    { intent: 'request', category: 'repair', when: { asap: true }, urgent: true },
    { intent: 'emergency', when: { asap: true }, urgent: true },
  ],
  [{ intent: 'other' }, { intent: 'request', category: 'meal', groups: ['elderly'] }],
  [{ intent: 'other' }, { intent: 'other' }],
  [
    { intent: 'emergency', urgent: true },
    { intent: 'report', category: 'governance' },
  ],
  [
    { intent: 'request', category: 'produce', items: [{ name: '葱' }, { name: '葱' }], phone: '19900001234' },
    { intent: 'request', category: 'produce', items: [{ name: '葱' }], phone: '19900001234' },
  ],
  [
    { intent: 'accept', code: 'a102', when: { from: '2026-11-22T10:00', to: '2026-11-22T10:00' } },
    { intent: 'accept', code: 'A102', when: { from: '2026-11-22T10:00' } },
  ],
  [
    { intent: 'feedback', rating: 5 },
    { intent: 'feedback', category: 'produce', rating: 5 },
  ],
]

describe('the score of answers', () => {
  const reached = score(
    CASES.map(([meant], i) => ({ ...meant, id: String(i), text: '' })),
    CASES.map(([, answer]) => answer),
  )

  it('counts intents, categories and whole frames as the contract does', () => {
    expect(reached.messages).toBe(9)
    expect(reached.intent).toEqual({ right: 5, of: 9 })
    expect(reached.category).toEqual({ right: 2, of: 4 })
    expect(reached.whole).toEqual({ right: 2, of: 9 })
  })

  it('counts what hurts: talk answered, requests and emergencies missed', () => {
    expect(reached.falseAlarms).toEqual({ right: 1, of: 2 })
    expect(reached.missedRequests).toEqual({ right: 1, of: 4 })
    expect(reached.missedEmergencies).toEqual({ right: 1, of: 1 })
  })

  it('counts slots by their parts: goods three times, each part of an address and of a time alone', () => {
    expect(reached.slots).toEqual({ right: 13, wrong: 3, missed: 5 })
    expect(f1(reached.slots)).toBeCloseTo(0.7647, 4)
    expect(f1(reached.doors)).toBeCloseTo(0.75, 4)
    expect(
      Object.fromEntries([...reached.byField].map(([field, found]) => [field, Number(f1(found).toFixed(3))])),
    ).toEqual({
      item: 0.727,
      budget: 1,
      'address.zone': 1,
      'address.building': 1,
      'address.room': 0,
      'address.unit': 0,
      'when.asap': 1,
      'when.from': 1,
      'when.to': 0,
      group: 0,
      urgent: 0.667,
      phone: 1,
      code: 1,
      rating: 1,
    })
  })

  it('tells what was misread', () => {
    expect(reached.errors.map(({ id }) => id)).toEqual(['0', '1', '2', '3', '5', '6', '7'])
    expect(reached.errors[1]).toEqual({
      id: '1',
      text: '',
      intent: 'request read as amend',
      category: 'daily_goods read as produce',
      missed: ['address.room 402'],
      wrong: ['address.unit 4'],
    })
  })

  it('knows no share of nothing', () => {
    expect(shareOf({ right: 0, of: 0 })).toBeUndefined()
    expect(f1({ right: 0, wrong: 0, missed: 0 })).toBe(1)
  })
})

describe('belief beside truth', () => {
  it('holds a message for right by intent and category', () => {
    expect(isDecidedRight({ intent: 'request', category: 'meal' }, { intent: 'request', category: 'meal' })).toBe(true)
    expect(isDecidedRight({ intent: 'request', category: 'meal' }, { intent: 'request' })).toBe(false)
    expect(isDecidedRight({ intent: 'feedback' }, { intent: 'feedback', category: 'meal' })).toBe(true)
    expect(isDecidedRight({ intent: 'other' }, { intent: 'consult' })).toBe(false)
  })

  it('is without error where nine of ten are right at 0.9', () => {
    const tenth = Array.from({ length: 10 }, (_, i) => ({ confidence: 0.9, right: i > 0 }))
    expect(calibrationError(tenth)).toBeCloseTo(0, 10)
  })

  it('weighs the gap of each tenth by its messages', () => {
    const believed = [
      { confidence: 1, right: true },
      { confidence: 1, right: false },
      { confidence: 0.31, right: true },
      { confidence: 0.39, right: true },
    ]
    expect(binsOf(believed).map(({ from, count }) => [from, count])).toEqual([
      [0.3, 2],
      [0.9, 2],
    ])
    expect(calibrationError(believed)).toBeCloseTo(0.5 * 0.65 + 0.5 * 0.5, 10)
  })
})
