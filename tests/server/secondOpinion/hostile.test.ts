import { INTENTS } from '@yimin/shared/language/frame'
import type { Intent, ReadFrame } from '@yimin/shared/language/frame'
import type { Doubt } from '@yimin/shared/language/secondOpinion'
import { findPersonalData, guardGroupText } from '../../../server/moderation/index.ts'
import { openSecondOpinion } from '../../../server/secondOpinion/index.ts'
import { HOSTILE_ANSWERS } from './hostileAnswers.ts'
import { HOSTILE_CASES } from './hostileCases.ts'
import { HOSTILE_MESSAGES, KNOWN_NAMES } from './hostileMessages.ts'
import { openStandIn, says } from './standIn.ts'
import type { StandIn } from './standIn.ts'

const FLOOR = 0.5
const WITHIN_MS = 120
const KEY = 'sk-secret-of-the-station'
const NOW = '2026-11-22T10:00'
const LOCAL: ReadFrame = { intent: 'request', category: 'produce', items: [{ name: '西红柿' }], confidence: 0.3 }

let standIn: StandIn
beforeAll(async () => {
  standIn = await openStandIn()
})
afterAll(() => standIn.close())

const lines: object[] = []
const open = () =>
  openSecondOpinion(
    { url: standIn.url, model: 'stand-in', key: KEY },
    { log: { warn: (...line: unknown[]) => void lines.push(line) }, withinMs: WITHIN_MS },
  )

const doubt = (text: string, frame = LOCAL): Doubt => ({ text, now: NOW, chat: 'private', frame, floor: FLOOR })
const close = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s\-－—]/gu, '')
    .toLowerCase()

it('has 200 cases, all different, and no answer or message is left out', () => {
  expect(new Set(HOSTILE_CASES.map(({ answer, message }) => `${answer.name}|${message.text}`)).size).toBe(200)
  expect(new Set(HOSTILE_CASES.map(({ answer }) => answer.name)).size).toBe(HOSTILE_ANSWERS.length)
  expect(new Set(HOSTILE_CASES.map(({ message }) => message.text)).size).toBe(HOSTILE_MESSAGES.length)
})

describe('whatever is answered', () => {
  it.each(HOSTILE_CASES)('$name', async ({ message, answer }) => {
    standIn.behave(answer.behave)
    const asked = standIn.heard.length
    const began = performance.now()
    const frame = await open().ask(doubt(message.text), KNOWN_NAMES)
    expect(performance.now() - began).toBeLessThan(WITHIN_MS + 1_000)
    expect(frame).toEqual(LOCAL)
    const heard = standIn.heard.slice(asked)
    for (const one of heard) {
      expect(findPersonalData(one.message)).toEqual([])
      expect(guardGroupText(one.message, { names: KNOWN_NAMES }).leaks).toEqual([])
      for (const secret of message.secrets) expect(close(one.message)).not.toContain(close(secret))
      expect(one.body).not.toContain(KEY)
    }
  })

  it('most of them were really asked, none twice, and at no other address', () => {
    expect(standIn.heard.length).toBeGreaterThan(150)
    expect(standIn.heard.length).toBeLessThanOrEqual(HOSTILE_CASES.length)
    expect(new Set(standIn.heard.map(({ path }) => path))).toEqual(new Set(['/v1/chat/completions']))
  })

  it('what arrived late, after its time was over, told no secret either', () => {
    const secrets = [...new Set(HOSTILE_CASES.flatMap(({ message }) => message.secrets))]
    const told = standIn.heard.flatMap(({ message }) =>
      secrets.filter((secret) => close(message).includes(close(secret))),
    )
    expect(told).toEqual([])
  })

  it('the log tells the kind of fault and nothing else', () => {
    expect(lines.length).toBeGreaterThan(50)
    for (const line of lines)
      expect(line).toEqual([{ outcome: expect.stringMatching(/^[a-z_]+$/) }, 'second opinion failed'])
  })
})

describe('intents', () => {
  const HARMFUL: Intent[] = ['accept', 'release', 'complete', 'cancel', 'amend', 'feedback', 'emergency']
  const pairs = INTENTS.flatMap((from) => INTENTS.map((to) => [from, to] as const))

  it.each(pairs)('%s answered with %s never becomes harmful, never less than it was', async (from, to) => {
    standIn.behave(says({ intent: to, category: 'daily_goods', items: [{ name: '米' }] }))
    const local: ReadFrame = { intent: from, confidence: 0.2 }
    const { intent, confidence } = await open().ask(doubt('明天下午三点家里的米，六区九栋', local), [])
    if (intent !== from) expect(HARMFUL).not.toContain(intent)
    if (HARMFUL.includes(from) || from === 'request') expect(intent).toBe(from)
    expect(intent === 'other').toBe(from === 'other' && (HARMFUL.includes(to) || to === 'other'))
    if (intent !== from) expect(confidence).toBeLessThan(FLOOR)
  })
})
