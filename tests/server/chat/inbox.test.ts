import type { InboundEvent } from '@yimin/shared/chat/contract'
import { inboundOf, receiveMessages, sweepInbox } from '../../../server/chat/index.ts'
import { handleMessage } from '../../../server/chat/commands/handleMessage.ts'
import { listAlarms } from '../../../server/duty/index.ts'
import { requestsOf } from '../../../server/requests/index.ts'
import { aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson } from '../../factories/people.ts'

let house: TestHouse
let stationId: string

beforeEach(async () => {
  house = await openTestHouse()
  const staffed = await aStaffedStation(house)
  stationId = staffed.station.id
  const home = { zone: '6', building: '9' }
  await aPerson(house, { id: 'wang', stationId, home })
  await aPerson(house, { id: 'sun', name: '孙师傅', stationId, home })
})
afterEach(() => house.close())

let ids = 0
function event(text: string, more: Partial<InboundEvent> = {}): InboundEvent {
  ids += 1
  return {
    adapter: 'sandbox',
    account: 'yimin',
    messageId: `m${ids}`,
    at: house.clock.now().toISOString(),
    seq: ids,
    kind: 'text',
    room: { id: 'g1', topic: '海威益民一群' },
    from: { id: 'wang', name: '王阿姨' },
    self: false,
    text,
    mentionsMe: false,
    ...more,
  }
}
const hear = async (...events: InboundEvent[]) => {
  const received = await receiveMessages(house, events)
  await house.work()
  return received
}
const said = async () => (await house.outgoing()).map(({ template }) => template)
const requests = () => requestsOf(house).find().sort({ code: 1 }).toArray()

describe('the same message again', () => {
  it('by its id is known', async () => {
    const one = event('帮我送两斤西红柿')
    expect(await hear(one, one, one)).toEqual({ stored: 1, known: 2 })
    expect(await hear(one)).toEqual({ stored: 0, known: 1 })
    expect(await requests()).toHaveLength(1)
  })

  it('under another id in the same second is known', async () => {
    const one = event('帮我送两斤西红柿')
    const copy = { ...one, messageId: 'other', seq: one.seq + 100 }
    expect(await hear(one, copy)).toEqual({ stored: 1, known: 1 })
    expect(await requests()).toHaveLength(1)
  })

  it('in other words within ten minutes is the same request, said once to be known', async () => {
    await hear(event('帮我送两斤西红柿'))
    house.later(3)
    await hear(event('帮我送2斤西红柿吧'))
    await hear(event('麻烦帮我送两斤西红柿'))
    expect(await requests()).toHaveLength(1)
    expect((await said()).filter((template) => template === 'request.alreadyKnown')).toHaveLength(1)
  })

  it('by another person, or after an hour, is another request', async () => {
    await hear(event('帮我送两斤西红柿'))
    await hear(event('帮我送两斤西红柿', { from: { id: 'sun', name: '孙师傅' } }))
    house.later(60)
    await hear(event('帮我送两斤西红柿'))
    expect(await requests()).toHaveLength(3)
  })

  it('delivered five times over at once is handled once', async () => {
    const one = event('帮我送两斤西红柿')
    await Promise.all(Array.from({ length: 5 }, () => receiveMessages(house, [one])))
    await house.work()
    expect(await requests()).toHaveLength(1)
    expect(await said()).toEqual(['request.readBack'])
  })

  it('taken up by two workers is answered once: the second finds the order confirmed by the first', async () => {
    await hear(event('帮我送两斤西红柿'))
    const [request] = await requests()
    const yes = event(`对${request?.code}`)
    await receiveMessages(house, [yes])
    const unbegun = await inboundOf(house).findOne({ _id: `sandbox.yimin.${yes.messageId}` })
    await house.work()
    const heard = await said()
    if (!unbegun) throw new Error('the message is not in the inbox')
    await handleMessage(house, unbegun)
    expect(await said()).toEqual(heard)
    expect(heard.filter((template) => template === 'request.confirmed')).toHaveLength(1)
  })

  it('under a later id, 对 with the code of an order that is under way, hears where it stands', async () => {
    await hear(event('帮我送两斤西红柿'))
    const [request] = await requests()
    await hear(event(`对${request?.code}`))
    house.later(1)
    await hear(event(`对${request?.code}`))
    expect((await said()).at(-1)).toBe('request.status')
  })
})

describe('the order', () => {
  it('within a room is the chat’s own, however the messages arrive', async () => {
    const start = house.clock.now().getTime()
    const at = (seconds: number) => new Date(start + seconds * 1_000).toISOString()
    await hear(event('对', { at: at(2) }), event('再加一袋盐', { at: at(1) }), event('帮我送两斤西红柿', { at: at(0) }))
    const [request] = await requests()
    expect(request?.status).toBe('open')
    expect(request?.items.map(({ name }) => name)).toEqual(['西红柿', '盐'])
  })

  it('of the same second is that of the arrival', async () => {
    const at = house.clock.now().toISOString()
    const [one, two] = [event('帮我送两斤西红柿', { at }), event('对', { at })]
    await hear(two, one)
    expect((await requests())[0]?.status).toBe('open')
  })
})

describe('a message that cannot be handled', () => {
  /** A sealed text that does not open: every try fails. */
  async function poison(one: InboundEvent): Promise<void> {
    await receiveMessages(house, [one])
    await inboundOf(house).updateOne({ _id: `sandbox.yimin.${one.messageId}` }, { $set: { text: 'v1.broken' } })
  }

  it('delays nobody in the same room', async () => {
    await poison(event('帮我送一袋米'))
    await hear(event('帮我送两斤西红柿', { from: { id: 'sun', name: '孙师傅' } }))
    expect(await said()).toEqual(['request.readBack'])
    expect((await inboundOf(house).findOne({ state: 'new' }))?.tries).toBe(1)
  })

  it('is tried five times, then it is dead and a worker is told', async () => {
    await poison(event('帮我送一袋米'))
    for (let i = 0; i < 6; i += 1) {
      house.later(1)
      await sweepInbox(house)
      await house.work()
    }
    expect(await inboundOf(house).findOne()).toMatchObject({ state: 'dead', tries: 5 })
    const { items } = await listAlarms(house, stationId, { limit: 10 })
    expect(items).toMatchObject([{ kind: 'needs_person' }])
    expect(await said()).toEqual(['alarm.needs_person'])
  })
})

describe('what is not for us', () => {
  it('an unknown room is kept and passed over', async () => {
    expect(await hear(event('帮我送两斤西红柿', { room: { id: 'elsewhere', topic: '别的群' } }))).toEqual({
      stored: 1,
      known: 0,
    })
    expect(await requests()).toEqual([])
    expect(await said()).toEqual([])
  })

  it('the assistant’s own words are an echo, never a request', async () => {
    await hear(event('帮我送两斤西红柿', { self: true, from: { id: 'yimin', name: '益民助手' } }))
    expect(await requests()).toEqual([])
    expect(await inboundOf(house).countDocuments({ state: 'handled' })).toBe(1)
  })

  it('an echo keeps no words once it was heard; what people said stays to be shown to them', async () => {
    const echo = event('王阿姨，西红柿两斤，对吗？', { self: true, from: { id: 'yimin', name: '益民助手' } })
    await hear(event('帮我送两斤西红柿'), echo)
    const rows = await inboundOf(house).find({ state: 'handled' }).toArray()
    expect(rows.map(({ self, text }) => [self, text === ''])).toEqual([
      [false, false],
      [true, true],
    ])
    expect(await hear(echo)).toEqual({ stored: 0, known: 1 })
  })

  it('small talk of strangers makes nobody a resident', async () => {
    await hear(event('今天真冷啊', { from: { id: 'fremd', name: '路人' } }))
    expect(await house.db.collection('people').countDocuments({ chatIds: 'sandbox:fremd' })).toBe(0)
  })

  it('more than twenty messages of one person in a minute are kept, not answered', async () => {
    for (let i = 0; i < 30; i += 1) await hear(event(`帮我送${i + 2}斤土豆`))
    expect(await inboundOf(house).countDocuments()).toBe(30)
    expect((await requests()).length).toBeLessThanOrEqual(20)
  })

  it('who is too fast hears so once, and an emergency is heard all the same', async () => {
    const alone = { room: undefined }
    for (let i = 0; i < 25; i += 1) await hear(event(`帮我送${i + 2}斤土豆`, alone))
    await hear(event('我妈晕倒了，喊不醒', alone))
    const templates = await said()
    expect(templates.filter((template) => template === 'talk.tooFast')).toHaveLength(1)
    expect(templates.filter((template) => template === 'talk.emergency')).not.toHaveLength(0)
  })

  it('what waited out an outage is read as if it had come in time', async () => {
    const before = house.clock.now().getTime()
    const spread = Array.from({ length: 25 }, (_, i) =>
      event('你好', { room: undefined, at: new Date(before - (25 - i) * 10_000).toISOString() }),
    )
    await hear(...spread)
    expect(await said()).not.toContain('talk.tooFast')
  })
})

describe('when every job was lost', () => {
  it('the sweep finds what waits', async () => {
    await receiveMessages(house, [event('帮我送两斤西红柿')])
    house.waiting.length = 0
    house.later(1)
    await sweepInbox(house)
    await house.work()
    expect(await requests()).toHaveLength(1)
  })
})
