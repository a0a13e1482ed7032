import fc from 'fast-check'
import { onEvent, openEventBoard } from '../../../server/platform/events/events.ts'
import { subscriptionPushed, talkPushed } from '../../../server/platform/wechat/push/push.events.ts'
import { pushesOf } from '../../../server/platform/wechat/push/push.model.ts'
import { readPush, signatureOf } from '../../../server/platform/wechat/push/readPush.ts'
import { ensureIndexes } from '../../../server/platform/mongo.ts'
import { pushDoor, weChatIndexes } from '../../../server/platform/wechat/index.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import { PushSender, encrypt, pushCall } from '../../factories/wechat/pushSender.ts'
import type { PushCall, PushSecrets } from '../../factories/wechat/pushSender.ts'
import { openWeChatGround } from './line.ts'
import type { WeChatGround } from './line.ts'

const keys = { token: 'AAAAA', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' }
const appId = 'wx0123456789abcdef'
const secrets: PushSecrets = { appId, ...keys }
const NOW = new Date('2026-11-22T12:00:00+08:00')
const event = {
  ToUserName: 'gh_0123456789ab',
  FromUserName: 'oNobody-0123456789abcdefgh',
  CreateTime: 1_700_000_000,
  MsgType: 'event',
  Event: 'subscribe_msg_popup_event',
  List: { TemplateId: 'P', SubscribeStatusString: 'accept', PopupScene: '0' },
}
const read = (call: PushCall, now = NOW) => readPush(keys, appId, call, now)

describe('reading a call of WeChat', () => {
  it('signs as the official example does', () => {
    expect(signatureOf('AAAAA', '1714036504', '1514711492')).toBe('f464b24fc39322e44b38aa78f5edd27bd1441696')
  })

  it('gives back what was sent, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(read(pushCall(secrets, { text }, NOW))).toBe(JSON.stringify({ text }))
      }),
      { numRuns: 150 },
    )
  })

  it('takes none of 10,000 calls that somebody changed', () => {
    const call = pushCall(secrets, event, NOW)
    const body = JSON.parse(call.body) as { Encrypt: string }
    const signed = { ...call.query, Encrypt: body.Encrypt } as Record<string, string>
    const part = fc.constantFrom('signature', 'timestamp', 'nonce', 'msg_signature', 'Encrypt')
    const change = fc.oneof(
      fc.record({
        kind: fc.constant('char' as const),
        at: fc.nat(),
        to: fc.constantFrom(...'0123456789abcdefABCDEFxyz+/=-'),
      }),
      fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }),
      fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), to: fc.string({ minLength: 1, maxLength: 4 }) }),
      fc.record({ kind: fc.constant('none' as const) }),
      fc.record({ kind: fc.constant('other' as const), to: fc.string({ maxLength: 60 }) }),
      fc.record({ kind: fc.constant('case' as const) }),
    )
    let accepted = 0
    fc.assert(
      fc.property(part, change, (name, what) => {
        const before = signed[name] ?? ''
        const at = 'at' in what ? what.at % (before.length + 1) : 0
        const after = {
          char: () => `${before.slice(0, at)}${'to' in what ? what.to : ''}${before.slice(at + 1)}`,
          cut: () => before.slice(0, at) + before.slice(at + 1 + (at % 40)),
          insert: () => before.slice(0, at) + ('to' in what ? what.to : '') + before.slice(at),
          none: () => '',
          other: () => ('to' in what ? what.to : ''),
          case: () => before.toUpperCase(),
        }[what.kind]()
        fc.pre(after !== before)
        const changed = { ...signed, [name]: after }
        const { Encrypt, ...query } = changed
        if (read({ query, body: JSON.stringify({ Encrypt }) }) !== undefined) accepted += 1
      }),
      { numRuns: 10_000 },
    )
    expect(read(call)).toBe(JSON.stringify(event))
    expect(accepted).toBe(0)
  })

  it('takes no digit that wandered from one signed part to the next', () => {
    const { query, body } = pushCall(secrets, event, NOW, '7abcdef')
    const { timestamp = '', nonce = '' } = query
    const moved = [
      { timestamp: `${timestamp}7`, nonce: nonce.slice(1) },
      { timestamp: timestamp.slice(0, -1), nonce: `${timestamp.slice(-1)}${nonce}` },
      { timestamp: nonce, nonce: timestamp },
    ]
    for (const parts of moved) expect(read({ query: { ...query, ...parts }, body })).toBeUndefined()
  })

  it.each([
    ['of another app', () => pushCall({ ...secrets, appId: 'wxffffffffffffffff' }, event, NOW)],
    ['with another token', () => pushCall({ ...secrets, token: 'BBBBB' }, event, NOW)],
    ['with another key', () => pushCall({ ...secrets, encodingAesKey: 'z'.repeat(43) }, event, NOW)],
    ['six minutes old', () => pushCall(secrets, event, new Date(NOW.getTime() - 360_000))],
    ['six minutes early', () => pushCall(secrets, event, new Date(NOW.getTime() + 360_000))],
    ['in plain mode', () => ({ ...pushCall(secrets, event, NOW), body: JSON.stringify(event) })],
    ['that is no JSON', () => ({ ...pushCall(secrets, event, NOW), body: '<xml></xml>' })],
    ['signed, but with a length that lies', () => signedOver('AAAA')],
    ['signed, but with nothing inside', () => signedOver('')],
  ])('takes none %s', (_what, call) => {
    expect(read(call())).toBeUndefined()
  })

  /** Right signatures over a text that is no message. */
  function signedOver(encrypted: string): PushCall {
    const { query } = pushCall(secrets, event, NOW)
    const { timestamp = '', nonce = '' } = query
    return {
      query: { ...query, msg_signature: signatureOf(keys.token, timestamp, nonce, encrypted) },
      body: JSON.stringify({ Encrypt: encrypted }),
    }
  }
})

describe('the address that WeChat calls', () => {
  let here: WeChatGround
  let web: Web
  let sender: PushSender
  let seen: string[]
  beforeAll(async () => {
    here = await openWeChatGround()
    await ensureIndexes(here.ground.db, weChatIndexes)
    here.ground.wechat = here.wechat
    here.ground.events = openEventBoard([
      onEvent(subscriptionPushed, 'one', () => Promise.resolve()),
      onEvent(talkPushed, 'two', () => Promise.resolve()),
    ])
    here.ground.queues = {
      ...here.ground.queues,
      add: (_tag, payload) => Promise.resolve(void seen.push(JSON.stringify(payload))),
    }
    web = await openWeb(here.ground, [], { callbacks: [pushDoor(here.ground)] })
  })
  beforeEach(async () => {
    await here.beginAnew()
    seen = []
    sender = new PushSender(secrets, `${web.url}/api/wechat/push`, () => here.ground.clock.now())
  })
  afterAll(async () => {
    await web.close()
    await here.close()
  })

  const post = (call: PushCall) =>
    fetch(`${web.url}/api/wechat/push?${new URLSearchParams(call.query).toString()}`, {
      method: 'POST',
      body: call.body,
    })
  const stored = () => pushesOf(here.ground).find().toArray()

  it('proves to WeChat that it is ours, and to nobody else', async () => {
    const { query } = pushCall(secrets, {}, here.ground.clock.now())
    const ask = (more: Record<string, string>) =>
      fetch(`${web.url}/api/wechat/push?${new URLSearchParams({ ...query, ...more }).toString()}`)
    const proof = await ask({ echostr: '5837295810183772' })
    expect([proof.status, await proof.text()]).toEqual([200, '5837295810183772'])
    expect((await ask({ echostr: '1', signature: 'f'.repeat(40) })).status).toBe(403)
    expect((await ask({ echostr: '<script>' })).status).toBe(403)
    expect((await fetch(`${web.url}/api/wechat/push`, { method: 'PUT' })).status).toBe(405)
  })

  it('stores an event sealed, announces it by its id, and says success', async () => {
    await sender.send(event)
    expect(sender.answers).toEqual([{ status: 200, text: 'success' }])
    const [push] = await stored()
    expect(push).toMatchObject({
      event: 'subscribe_msg_popup_event',
      outbox: [{ kind: 'weChatSubscriptionPushed', data: { pushId: push?._id } }],
    })
    expect(JSON.stringify(await stored())).not.toContain(event.FromUserName)
    expect(seen).toHaveLength(1)
    expect(seen.join()).not.toContain(event.FromUserName)
  })

  it('makes one event of four deliveries, by the same call or by a new one', async () => {
    sender.knobs.push({ duplicate: 4 })
    await sender.send(event)
    for (let i = 0; i < 3; i += 1) await sender.send(event)
    expect(await stored()).toHaveLength(1)
    expect(seen).toHaveLength(1)
    expect(sender.answers.every(({ text }) => text === 'success')).toBe(true)
  })

  it('tells two consents, two verdicts and two messages apart', async () => {
    await sender.send(event)
    await sender.send({ ...event, CreateTime: event.CreateTime + 1 })
    for (const trace_id of ['a', 'b']) await sender.send({ ...event, Event: 'wxa_media_check', trace_id })
    for (const MsgId of ['23', '24', '24']) await sender.send({ ...event, MsgType: 'text', Content: '在吗', MsgId })
    expect((await stored()).map((push) => push.event).sort()).toEqual([
      'subscribe_msg_popup_event', 'subscribe_msg_popup_event', 'text', 'text', 'wxa_media_check', 'wxa_media_check',
    ]) // prettier-ignore
  })

  it('tells messages apart whose numbers are longer than a JavaScript number holds', async () => {
    for (const id of ['6054768590064713728', '6054768590064713729']) {
      const text = JSON.stringify({ ...event, MsgType: 'text', Content: '在吗', MsgId: 'N' }).replace('"N"', id)
      await sender.send(text)
    }
    expect(await stored()).toHaveLength(2)
  })

  it('refuses another message under a nonce that was used', async () => {
    const at = here.ground.clock.now()
    expect((await post(pushCall(secrets, event, at, 'samenonce'))).status).toBe(200)
    expect((await post(pushCall(secrets, { ...event, CreateTime: 1 }, at, 'samenonce'))).status).toBe(403)
    expect(await stored()).toHaveLength(1)
  })

  it('refuses what nobody signed, without a word of why', async () => {
    const call = pushCall(secrets, event, here.ground.clock.now())
    const refused = await post({ ...call, query: { ...call.query, msg_signature: 'f'.repeat(40) } })
    expect(refused.status).toBe(403)
    expect((await post({ query: {}, body: call.body })).status).toBe(403)
    expect((await post({ ...call, body: encrypt(secrets, 'x') })).status).toBe(403)
    expect(await stored()).toEqual([])
  })

  it('asks WeChat to send again while the record is away', async () => {
    const whole = here.ground.db
    const away = {
      collection: () => ({
        findOneAndUpdate: () => Promise.reject(Object.assign(new Error('x'), { name: 'MongoNetworkError' })),
      }),
    }
    Object.assign(here.ground, { db: away })
    const answer = await post(pushCall(secrets, event, here.ground.clock.now()))
    Object.assign(here.ground, { db: whole })
    expect(answer.status).toBe(503)
  })

  it('takes what it does not know, and does nothing', async () => {
    await sender.send({ ...event, Event: 'some_new_event' })
    await sender.send({ nonsense: true })
    expect(sender.answers.map(({ text }) => text)).toEqual(['success', 'success'])
    expect(seen).toEqual([])
  })
})
