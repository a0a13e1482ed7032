import { listTroubles } from '../../../server/platform/wechat/index.ts'
import { KNOWN_CODES } from '../../../server/platform/wechat/faults.ts'
import type { FaultKind } from '../../../server/platform/wechat/faults.ts'
import type { Knob } from '../../factories/wechat/state.ts'
import { ENDPOINTS } from '../../factories/wechat/endpoints.ts'
import { CALLS, DAY_QUOTA, FAULT_CASES, rowFor, triesOf } from './faultTable.ts'
import type { TriedCall } from './faultTable.ts'
import { faultIn, openWeChatGround } from './line.ts'
import type { WeChatGround } from './line.ts'

let here: WeChatGround
beforeAll(async () => {
  here = await openWeChatGround()
})
beforeEach(() => here.beginCalls())
afterAll(() => here.close())

const always = (knob: Knob): Knob[] => Array.from({ length: 14 }, () => knob)

/** What the caller gets: most throw; a text and a session have an answer for some faults. */
async function outcomeOf(call: TriedCall): Promise<unknown> {
  let answer: unknown
  const fault = await faultIn(call.run(here).then((value) => void (answer = value)))
  return fault ?? answer
}

function expectedOf({ api }: TriedCall, kind: FaultKind, details: object): unknown {
  if (api === 'textCheck') return kind === 'content' ? { verdict: 'risky' } : { verdict: 'review', unchecked: true }
  if (api === 'checkSession' && kind === 'session') return false
  return expect.objectContaining({ name: 'WeChatFault', api, kind, details: expect.objectContaining(details) })
}

/** Texts that nobody judges go to a person one by one, so the operator hears of that silence too. */
const isSilence = ({ api }: TriedCall, kind: FaultKind) =>
  api === 'textCheck' && ['transient', 'quota', 'concurrency'].includes(kind)

async function troubles(since: Date) {
  const all = await listTroubles(here.ground, here.standIn.settings.appId, since)
  return all.map(({ api, kind }) => ({ api, kind }))
}

it('the matrix has every code that the client knows, and every path that it calls', async () => {
  const listed = FAULT_CASES.map(({ code }) => code)
  expect(KNOWN_CODES.filter((code) => !listed.includes(code) && code !== DAY_QUOTA)).toEqual([])
  for (const call of CALLS) await call.run(here)
  const used = new Set(here.standIn.state.heard.map(({ path }) => path))
  expect([...used].sort()).toEqual(CALLS.map(({ path }) => path).sort())
  const others = Object.keys(ENDPOINTS).filter((path) => !used.has(path))
  // Nothing of ours calls these: the old token never, the others by an operator's hand.
  expect(others).toEqual([
    '/cgi-bin/token',
    '/wxa/resetusersessionkey',
    '/cgi-bin/openapi/rid/get',
    '/cgi-bin/openapi/quota/get',
  ])
})

describe.each(CALLS.map((call) => [call.api, call] as const))('%s', (_api, call) => {
  it.each(FAULT_CASES.map(({ kind, code }) => [kind, code] as const))('%s: %d', async (listed, errcode) => {
    const { kind, row } = rowFor(call, listed)
    const began = here.ground.clock.now()
    here.standIn.turnKnob(call.path, ...always({ errcode }))
    expect(await outcomeOf(call)).toEqual(expectedOf(call, kind, { code: errcode }))
    const asked = triesOf(call, listed)
    expect(here.standIn.count(call.path)).toBe(asked)
    const called = row.alarm || isSilence(call, kind)
    expect(await troubles(began)).toEqual(called ? [{ api: call.api, kind }] : [])
    here.standIn.state.knobs.clear()
    await here.restsFor(row.pauseMinutes, {
      rests: async () => {
        expect(await outcomeOf(call)).toEqual(expectedOf(call, kind, {}))
        expect(here.standIn.count(call.path)).toBe(asked)
      },
      goesOn: async () => {
        const before = here.standIn.count(call.path)
        await call.run(here)
        expect(here.standIn.count(call.path)).toBe(before + 1)
      },
    })
  })

  it.each(['http500', 'reset', 'malformed', 'truncate'] as const)(
    '%s: is passing; as many tries as the call has, no rest',
    async (knob) => {
      here.standIn.turnKnob(call.path, ...always(knob))
      expect(await outcomeOf(call)).toEqual(expectedOf(call, 'transient', {}))
      expect(here.standIn.count(call.path)).toBe(call.passing)
      here.standIn.state.knobs.clear()
      await call.run(here)
    },
  )

  it('an answer that says only that our call was wrong (HTTP 404) is our bug: asked once, and the operator hears of it', async () => {
    const began = here.ground.clock.now()
    here.standIn.turnKnob(call.path, ...always('http404'))
    expect(await outcomeOf(call)).toEqual(expectedOf(call, 'bug', {}))
    expect(here.standIn.count(call.path)).toBe(1)
    expect(await troubles(began)).toEqual([{ api: call.api, kind: 'bug' }])
  })

  it('a token that WeChat no longer takes is renewed once, and the call made once more', async () => {
    await CALLS.find(({ api }) => api === 'miniCode')?.run(here)
    const before = here.standIn.count(call.path)
    here.standIn.turnKnob(call.path, 'token_revoked_early')
    await call.run(here)
    if (!call.withToken) return
    expect(here.standIn.count(call.path) - before).toBe(2)
    expect(here.standIn.count('/cgi-bin/stable_token')).toBe(2)
    expect(await troubles(new Date(0))).toEqual([])
  })
})

it('silence is passing too: every call that has a second try uses it', async () => {
  for (const { path } of CALLS) here.standIn.turnKnob(path, 'timeout')
  // All at once, for the silence takes real time; the token's own is waited for by those that need one.
  const outcomes = await Promise.all(CALLS.map((call) => faultIn(call.run(here))))
  const failed = CALLS.filter((_, at) => outcomes[at] !== undefined).map(({ api }) => api)
  expect(failed).toEqual(CALLS.filter(({ passing }) => passing === 1).map(({ api }) => api))
})
