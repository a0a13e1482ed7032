import type { OutgoingMessage } from '@yimin/shared/chat/contract'
import { WECHAT_LIMITS, type PacerLimits } from '../../bot/outbound/limits.ts'
import { afterQuiet, Pacer } from '../../bot/outbound/pacer.ts'
import { WaitingRoom } from '../../bot/outbound/waitingWords.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** 08:00 in Shanghai. */
const MORNING = Date.parse('2026-11-22T00:00:00Z')

/** Numbers that repeat from one seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

function words(n: number, room: number, urgent = false): OutgoingMessage {
  return {
    id: `m${n}`,
    ref: `m${n}`,
    channel: 'room',
    room: { id: `r${room}` },
    to: [],
    text: `第${n}条`,
    urgent,
    tries: 0,
    inDoubt: false,
    queuedAt: new Date(MORNING).toISOString(),
    leaseUntil: new Date(MORNING + 3_650 * DAY).toISOString(),
    fence: n,
  }
}

interface Spoken {
  n: number
  at: number
  room: string
  urgent: boolean
}

/** Plays a queue through the pacer with a clock that jumps over waiting; messages become known at their own time. */
function play(
  limits: PacerLimits,
  queue: { message: OutgoingMessage; at: number }[],
  firstLogin = MORNING - 90 * DAY,
): Spoken[] {
  const pacer = new Pacer(limits, seeded(1))
  pacer.bornAt(firstLogin)
  const room = new WaitingRoom(pacer)
  const spoken: Spoken[] = []
  let now = MORNING
  let next = 0
  while (spoken.length < queue.length) {
    for (; next < queue.length && (queue[next]?.at ?? 0) <= now; next += 1)
      room.take(queue[next]?.message as OutgoingMessage)
    const found = room.next(now)
    if ('words' in found) {
      const { words: said } = found
      pacer.note({ ...said, at: now })
      room.finish(said)
      spoken.push({ n: said.message.fence, at: now, room: said.conversation, urgent: said.urgent })
      continue
    }
    const known = next < queue.length ? (queue[next]?.at ?? Infinity) : Infinity
    now = Math.max(now + 1, Math.min(found.at, known))
  }
  return spoken
}

/** Most messages in any window of `ms` that ends with one of them. */
function mostWithin(times: number[], ms: number): number {
  let from = 0
  let most = 0
  times.forEach((at, to) => {
    while ((times[from] ?? 0) <= at - ms) from += 1
    most = Math.max(most, to - from + 1)
  })
  return most
}

function heavyDay(): { message: OutgoingMessage; at: number }[] {
  const random = seeded(7)
  return Array.from({ length: 1_000 }, (_, n) => ({
    at: MORNING + Math.floor(random() * 14 * HOUR),
    message: words(n, Math.floor(random() * 40), random() < 0.01),
  })).sort((a, b) => a.at - b.at)
}

test('the heaviest day, 1,000 requests in 40 rooms: no limit is broken, nothing is lost, emergencies come first', () => {
  const queue = heavyDay()
  const spoken = play(WECHAT_LIMITS, queue)
  expect(new Set(spoken.map(({ n }) => n)).size).toBe(1_000)
  expect(
    mostWithin(
      spoken.map(({ at }) => at),
      MINUTE,
    ),
  ).toBeLessThanOrEqual(6)
  expect(
    mostWithin(
      spoken.map(({ at }) => at),
      DAY,
    ),
  ).toBeLessThanOrEqual(300)
  const ordinary = spoken.filter(({ urgent }) => !urgent)
  for (let room = 0; room < 40; room += 1) {
    const times = ordinary.filter((one) => one.room === `room:r${room}`).map(({ at }) => at)
    expect(mostWithin(times, MINUTE)).toBeLessThanOrEqual(2)
    times.slice(1).forEach((at, index) => expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(8_000 + 2_000))
  }
  for (const { at } of ordinary) expect(afterQuiet(at, WECHAT_LIMITS.quiet)).toBe(at)
  const known = new Map(queue.map(({ message, at }) => [message.fence, at]))
  for (const { n, at, urgent } of spoken) {
    if (urgent) expect(at - (known.get(n) ?? 0)).toBeLessThanOrEqual(MINUTE)
  }
})

test('in each room the order stays', () => {
  const spoken = play(
    { ...WECHAT_LIMITS, perDay: 5_000 },
    heavyDay().filter(({ message }) => !message.urgent),
  )
  const queue = new Map(heavyDay().map(({ message }, index) => [message.fence, index]))
  for (let room = 0; room < 40; room += 1) {
    const order = spoken.filter((one) => one.room === `room:r${room}`).map(({ n }) => queue.get(n) ?? 0)
    expect(order).toEqual([...order].sort((a, b) => a - b))
  }
})

test.each([
  ['2026-11-22T13:59:59Z', '2026-11-22T13:59:59Z'],
  ['2026-11-22T14:00:00Z', '2026-11-22T23:00:00Z'],
  ['2026-11-22T18:30:00Z', '2026-11-22T23:00:00Z'],
  ['2026-11-22T22:59:59Z', '2026-11-22T23:00:00Z'],
  ['2026-11-22T23:00:00Z', '2026-11-22T23:00:00Z'],
])('quiet from 22:00 to 07:00 in Shanghai: %s waits until %s', (at, until) => {
  expect(afterQuiet(Date.parse(at), WECHAT_LIMITS.quiet)).toBe(Date.parse(until))
})

test('an emergency passes the quiet hours and stands before what waits in its room', () => {
  const night = MORNING + 15 * HOUR
  const pacer = new Pacer(WECHAT_LIMITS, seeded(1))
  const room = new WaitingRoom(pacer)
  room.take(words(1, 1))
  room.take(words(2, 1, true))
  const found = room.next(night)
  expect('words' in found && found.words.id).toBe('m2')
})

test('a young account is silent for eight hours and then says little', () => {
  const queue = Array.from({ length: 120 }, (_, n) => ({ at: MORNING, message: words(n, n % 40) }))
  const spoken = play({ ...WECHAT_LIMITS, quiet: null }, queue, MORNING)
  expect(spoken[0]?.at).toBeGreaterThanOrEqual(MORNING + 8 * HOUR)
  expect(spoken.filter(({ at }) => at < MORNING + DAY).length).toBeLessThanOrEqual(30)
  expect(
    mostWithin(
      spoken.map(({ at }) => at),
      DAY,
    ),
  ).toBeLessThanOrEqual(60)
})

test('the same words in a fourth room are refused, emergencies are not', () => {
  const pacer = new Pacer(WECHAT_LIMITS)
  for (const room of [1, 2, 3]) pacer.note({ at: MORNING, conversation: `room:r${room}`, textHash: 'h' })
  const fourth = { id: 'x', urgent: false, conversation: 'room:r4', textHash: 'h' }
  expect(pacer.isSpam(fourth, MORNING + MINUTE)).toBe(true)
  expect(pacer.isSpam({ ...fourth, urgent: true }, MORNING + MINUTE)).toBe(false)
  expect(pacer.isSpam({ ...fourth, conversation: 'room:r1' }, MORNING + MINUTE)).toBe(false)
  expect(pacer.isSpam(fourth, MORNING + 2 * HOUR)).toBe(false)
})

test('what was said before a restart still counts', () => {
  const pacer = new Pacer(WECHAT_LIMITS)
  pacer.load(Array.from({ length: 6 }, (_, n) => ({ at: MORNING + n, conversation: `room:r${n}`, textHash: `h${n}` })))
  const message = { id: 'x', urgent: true, conversation: 'room:r9', textHash: 'h' }
  expect(pacer.earliest(message, MORNING + 10)).toBe(MORNING + MINUTE)
})
