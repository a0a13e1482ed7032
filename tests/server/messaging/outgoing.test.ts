import {
  claimOutgoing,
  outgoingOf,
  reportPresence,
  sayInRoom,
  sayPrivately,
  settleOutgoing,
} from '../../../server/messaging/index.ts'
import { hearEcho } from '../../../server/messaging/index.ts'
import type { Words } from '../../../server/messaging/index.ts'
import { listAlarms } from '../../../server/duty/index.ts'
import { aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson } from '../../factories/people.ts'
import type { Person } from '../../../server/people/index.ts'

let house: TestHouse
let wang: Person
let zhao: Person
let stationId: string

beforeEach(async () => {
  house = await openTestHouse()
  const staffed = await aStaffedStation(house)
  stationId = staffed.station.id
  zhao = staffed.worker
  wang = await aPerson(house, { stationId })
})
afterEach(() => house.close())

let keys = 0
const words = (text: string, more: Partial<Words> = {}): Words => ({
  key: `key${(keys += 1)}`,
  stationId,
  template: 'test',
  text,
  ...more,
})
const claim = (consumer = 'one', max = 10) => claimOutgoing(house, 'sandbox', consumer, max)
const at = () => house.clock.now()
const states = async () => (await house.outgoing()).map(({ state }) => state)

describe('words on their way out', () => {
  it('are a row first, said once for one key', async () => {
    const same = words('好')
    for (let i = 0; i < 5; i += 1) await sayPrivately(house, wang, same)
    await Promise.all(Array.from({ length: 5 }, () => sayPrivately(house, wang, same)))
    expect(await house.outgoing()).toHaveLength(1)
  })

  it('are claimed by one consumer each, urgent ones first, the others in order', async () => {
    await sayPrivately(house, wang, words('一'))
    await sayPrivately(house, wang, words('二'))
    await sayInRoom(house, 'sandbox:g1', [wang], words('先打120！', { urgent: true }))
    const [a, b] = await Promise.all([claim('one'), claim('two')])
    expect([...a, ...b]).toHaveLength(3)
    const all = [...a, ...b].sort((x, y) => Number(y.urgent) - Number(x.urgent))
    expect(all[0]?.text).toBe('先打120！')
    expect(
      a
        .concat(b)
        .filter(({ urgent }) => !urgent)
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['一', '二'])
    expect(await claim('three')).toEqual([])
  })

  it('stand sealed in the record', async () => {
    await sayPrivately(house, wang, words('6区9栋2单元402，13812345678'))
    expect(JSON.stringify(await house.outgoing())).not.toMatch(/单元402|13812345678/)
  })

  it('to a person who cannot be written to are no row', async () => {
    const mute = await aPerson(house, { stationId, canBeWrittenTo: false })
    expect(await sayPrivately(house, mute, words('好'))).toBe(false)
    expect(await house.outgoing()).toEqual([])
  })

  it('pass the guard before a room hears them, whoever wrote them', async () => {
    await sayInRoom(house, 'sandbox:g1', [], words('送到6区9栋2单元402，电话13812345678，她是孕妇'))
    const [line] = await claim()
    expect(line?.text).not.toMatch(/402|138|孕妇/)
    expect(line?.text).toContain('6区9栋')
  })
})

describe('a lease', () => {
  it('that ran out comes again, in doubt, and the outcome of the first one is stale', async () => {
    await sayPrivately(house, wang, words('好'))
    const [before] = await claim('one')
    house.later(1)
    const [after] = await claim('two')
    expect(after).toMatchObject({ id: before?.id, inDoubt: true, tries: 0 })
    expect(after?.fence).toBeGreaterThan(before?.fence ?? 0)
    expect(
      await settleOutgoing(house, { id: before?.id ?? '', fence: before?.fence ?? 0, outcome: 'sent', at: at() }),
    ).toBe(false)
    expect(await states()).toEqual(['leased'])
    expect(
      await settleOutgoing(house, { id: after?.id ?? '', fence: after?.fence ?? 0, outcome: 'sent', at: at() }),
    ).toBe(true)
    expect(await states()).toEqual(['sent'])
  })

  it('is over when the words are heard in the chat', async () => {
    await sayInRoom(house, 'sandbox:g1', [wang], words('好，正在找人。'))
    const [line] = await claim()
    expect(await hearEcho(house, 'g1', '别的话', at())).toBe(false)
    expect(await hearEcho(house, 'g1', line?.text ?? '', at())).toBe(true)
    expect(await states()).toEqual(['sent'])
    house.later(1)
    expect(await claim()).toEqual([])
  })

  it('of a whole gateway belongs to one consumer until it runs out', async () => {
    const presence = (consumer: string) =>
      reportPresence(house, { adapter: 'sandbox', account: 'yimin', consumer, state: 'online', since: at() })
    expect([await presence('one'), await presence('two'), await presence('one')]).toEqual([true, false, true])
    house.later(1)
    expect([await presence('two'), await presence('one')]).toEqual([true, false])
  })
})

describe('words that no channel takes', () => {
  const fail = async (outcome: 'failed' | 'refused') => {
    for (const line of await claim()) await settleOutgoing(house, { ...line, outcome, reason: 'no', at: at() })
  }
  const alarms = async () => (await listAlarms(house, stationId, { limit: 10 })).items

  it('are tried five times, then a worker is told to call', async () => {
    await sayPrivately(house, wang, words('好'))
    for (let i = 0; i < 4; i += 1) await fail('failed')
    expect(await states()).toEqual(['queued'])
    await fail('failed')
    await house.work()
    expect((await outgoingOf(house).findOne({ template: 'test' }))?.state).toBe('dead')
    expect(await alarms()).toMatchObject([{ kind: 'message_undelivered', ownerId: zhao.id }])
    const [told] = await claim()
    expect(told).toMatchObject({ text: '有一句话没带到王阿姨，请您打电话说一声。' })
  })

  it('are given up at once when they are refused', async () => {
    await sayPrivately(house, wang, words('好'))
    await fail('refused')
    await house.work()
    expect(await alarms()).toHaveLength(1)
  })

  it('about an alarm raise no other alarm', async () => {
    await sayPrivately(house, zhao, words('请您看看', { template: 'alarm.late' }))
    await fail('refused')
    await house.work()
    expect(await alarms()).toEqual([])
  })
})
