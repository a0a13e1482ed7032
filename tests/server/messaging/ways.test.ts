import { workerWords } from '@yimin/shared/chat/words'
import { groupHint } from '@yimin/shared/messaging/words'
import { sweep } from '../../../server/app/sweep.ts'
import { listAlarms, readAlarmText } from '../../../server/duty/index.ts'
import {
  claimOutgoing,
  openBoundChat,
  reportPresence,
  sayInRoom,
  sayPrivately,
  settleOutgoing,
} from '../../../server/messaging/index.ts'
import type { OutgoingDoc, Words } from '../../../server/messaging/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { aStaffedStation } from '../../factories/house.ts'
import { openWeChatHouse } from '../wechat/house.ts'
import type { WeChatHouse } from '../wechat/house.ts'

const SEND = '/cgi-bin/message/subscribe/send'
const TALK = '/cgi-bin/message/custom/send'
/** In their order; the words go by the first that is not down. */
const WAYS = ['ilink', 'chat', 'subscribe', 'talk', 'group'] as const
type WayName = (typeof WAYS)[number]

let here: WeChatHouse
let station: { id: string }
let worker: Person
let count = 0

beforeAll(async () => {
  here = await openWeChatHouse()
  const staffed = await aStaffedStation(here.house)
  station = staffed.station
  worker = staffed.worker
})
beforeEach(() => here.beginAnew())
afterAll(() => here.close())

/** Somebody who can be reached by every way there is. */
async function everywhere(more: object = {}): Promise<Person> {
  const { user, account, person } = await here.member()
  await here.consents(user)
  await here.push({ FromUserName: user.openid, Event: 'user_enter_tempsession' })
  user.window = { until: here.standIn.state.now() + 60_000, left: 2 }
  count += 1
  await openBoundChat(here.house, `ilink:i${count}`, here.house.clock.now())
  const chatIds = [`wechaty:w${count}`, `ilink:i${count}`, `wechat:${account}`]
  const parts = { canBeWrittenTo: true, chatIds, rooms: ['wechaty:g1'], name: '王桂芬', ...more }
  await here.house.db.collection<{ _id: string }>('people').updateOne({ _id: person.id }, { $set: parts })
  return here.personOf(account)
}

const words = (more: Partial<Words> = {}): Words => ({
  key: `way${(count += 1)}`,
  stationId: station.id,
  text: '小李接了，12点前到，交接码 3728。',
  template: 'request.accepted',
  code: 'A102',
  ...more,
})

/** Both gateways at work: each takes what its platform takes today, and says no to the rest. Gives the ways that took something. */
async function gatewaysWork(down: readonly WayName[]): Promise<WayName[]> {
  const took: WayName[] = []
  for (const adapter of ['ilink', 'wechaty']) {
    for (const line of await claimOutgoing(here.house, adapter, 'bot', 10)) {
      const way = line.channel === 'room' ? 'group' : adapter === 'ilink' ? 'ilink' : 'chat'
      const isToWorker = line.to.some(({ contactId }) => worker.chatIds.some((id) => id.endsWith(contactId)))
      const outcome = down.includes(way) && !isToWorker ? 'refused' : 'sent'
      if (outcome === 'sent' && !isToWorker) took.push(way)
      await settleOutgoing(here.house, { ...line, outcome, at: here.house.clock.now() })
    }
  }
  await here.house.work()
  return took
}

const rowsTo = async (person: Person): Promise<OutgoingDoc[]> =>
  (await here.house.outgoing()).filter(({ to }) => to[0]?.personId === person.id)
const alarmKinds = async () => (await listAlarms(here.house, station.id, {})).items.map(({ kind }) => kind)

const SUBSETS = Array.from({ length: 2 ** WAYS.length }, (_, bits) => WAYS.filter((_way, i) => bits & (1 << i)))

it.each(SUBSETS.map((down) => [down.join(', ') || 'nothing', down] as const))(
  'with %s down, words take the first way that is left, once; a person has them when none is',
  async (_what, down) => {
    const person = await everywhere()
    const no = Array.from({ length: 3 }, () => ({ errcode: 45168 }))
    if (down.includes('subscribe')) here.standIn.turnKnob(SEND, ...no)
    if (down.includes('talk')) here.standIn.turnKnob(TALK, ...no)
    const began = here.house.clock.now().getTime()
    expect(await sayPrivately(here.house, person, words())).toBe(true)
    const took: WayName[] = []
    const isOnItsWay = async () => (await rowsTo(person)).some(({ state }) => state === 'queued' || state === 'leased')
    while (await isOnItsWay()) took.push(...(await gatewaysWork(down)))
    await here.house.work()
    const isSent = (path: string, way: WayName) => here.standIn.count(path) > 0 && !down.includes(way)
    const seen = [
      ...took,
      ...(isSent(SEND, 'subscribe') ? ['subscribe'] : []),
      ...(isSent(TALK, 'talk') ? ['talk'] : []),
    ]
    const next = WAYS.find((way) => !down.includes(way))
    expect(seen).toEqual(next ? [next] : [])
    expect((await rowsTo(person)).map(({ state }) => state)).toEqual([next ? 'sent' : 'dead'])
    expect(await alarmKinds()).toEqual(next ? [] : ['message_undelivered'])
    expect(here.house.clock.now().getTime() - began).toBeLessThan(60_000)
  },
)

it('all ways down at once for many: every one of them is a task for staff within a minute', async () => {
  const people = [await everywhere(), await everywhere(), await everywhere()]
  for (const adapter of ['ilink', 'wechaty']) {
    const presence = { adapter, account: 'main', consumer: 'bot', since: here.house.clock.now() }
    await reportPresence(here.house, { ...presence, state: 'online' })
  }
  here.standIn.turnKnob(SEND, ...Array.from({ length: 9 }, () => ({ errcode: 45168 })))
  here.standIn.turnKnob(TALK, ...Array.from({ length: 9 }, () => ({ errcode: 45168 })))
  const began = here.house.clock.now().getTime()
  for (const person of people) await sayPrivately(here.house, person, words())
  // Nobody takes anything: the gateways are silent from now on.
  while (here.house.clock.now().getTime() - began < 55_000) {
    here.house.later(3 / 60)
    await sweep(here.house)
    await here.house.work()
  }
  const states = await Promise.all(people.map(async (person) => (await rowsTo(person)).map(({ state }) => state)))
  expect(states).toEqual([['dead'], ['dead'], ['dead']])
  expect((await alarmKinds()).filter((kind) => kind === 'message_undelivered')).toHaveLength(3)
})

describe('a gateway that is away', () => {
  const away = async (state: 'offline' | 'halted' | 'scan') => {
    const presence = { adapter: 'ilink', account: 'main', consumer: 'bot', since: here.house.clock.now() }
    await reportPresence(here.house, { ...presence, state })
    here.house.later(0.5)
    await reportPresence(here.house, { ...presence, state })
  }

  it.each(['offline', 'halted', 'scan'] as const)('(%s) is not chosen while another way is open', async (state) => {
    await away(state)
    const person = await everywhere()
    await sayPrivately(here.house, person, words())
    expect((await rowsTo(person)).map(({ adapter }) => adapter)).toEqual(['wechaty'])
  })

  it('is chosen all the same when there is no other way: it may be back in a moment', async () => {
    await away('offline')
    const person = await everywhere()
    const alone = { ...person, chatIds: person.chatIds.filter((id) => id.startsWith('ilink:')), rooms: [] }
    expect(await sayPrivately(here.house, alone, words())).toBe(true)
    expect((await rowsTo(person)).map(({ adapter }) => adapter)).toEqual(['ilink'])
  })

  it('keeps words for a group: they are for all, and wait', async () => {
    const person = await everywhere()
    await sayInRoom(here.house, 'ilink:g1', [person], words())
    await away('offline')
    await sweep(here.house)
    expect((await rowsTo(person)).map(({ state }) => state)).toEqual(['queued'])
  })

  it('calls the worker on duty, by the words of its own', async () => {
    await away('offline')
    for (let i = 0; i < 2; i += 1) {
      here.house.later(0.5)
      const presence = { adapter: 'ilink', account: 'main', consumer: 'bot', state: 'offline' as const }
      await reportPresence(here.house, { ...presence, since: new Date(here.house.clock.now().getTime() - 90_000) })
      await sweep(here.house)
    }
    const [alarm] = (await listAlarms(here.house, station.id, {})).items
    const reader = { id: worker.id, role: worker.role, reason: 'alarm', stationId: station.id }
    expect(alarm?.kind).toBe('gateway_down')
    expect(await readAlarmText(here.house, alarm?.id ?? '', reader)).toBe(workerWords.privateGatewayDown)
  })
})

describe('a hint in the group', () => {
  it('says that there is something, and nothing of what', async () => {
    const person = await everywhere()
    here.standIn.turnKnob(SEND, { errcode: 45168 })
    here.standIn.turnKnob(TALK, { errcode: 45168 })
    await sayPrivately(here.house, person, words())
    await gatewaysWork(['ilink', 'chat'])
    await here.house.work()
    const lines = []
    for (let round = 0; round < 4; round += 1) {
      const claimed = await claimOutgoing(here.house, 'wechaty', 'bot', 10)
      lines.push(...claimed.filter(({ channel }) => channel === 'room'))
      for (const line of claimed.filter(({ channel }) => channel === 'private'))
        await settleOutgoing(here.house, { ...line, outcome: 'refused', at: here.house.clock.now() })
      await here.house.work()
    }
    expect(lines.map(({ text, room }) => [text, room?.id])).toEqual([[groupHint(lines[0]?.to[0]?.name ?? ''), 'g1']])
    expect(lines[0]?.text).not.toMatch(/3728|小李|A102/)
  })

  it('is no help to whoever is not in the mini program: a worker calls her', async () => {
    const person = await everywhere()
    const inChatAlone = person.chatIds.filter((id) => !id.startsWith('wechat:'))
    const people = here.house.db.collection<{ _id: string }>('people')
    await people.updateOne({ _id: person.id }, { $set: { chatIds: inChatAlone } })
    await sayPrivately(here.house, { ...person, chatIds: inChatAlone }, words())
    for (let round = 0; round < 3; round += 1) await gatewaysWork(['ilink', 'chat'])
    expect(await alarmKinds()).toEqual(['message_undelivered'])
    await people.deleteOne({ _id: person.id })
  })

  it.each([
    ['talk.code', {}],
    ['alarm.emergency', {}],
    ['dispatch.assignment', {}],
    ['request.accepted', { urgent: true }],
  ])('is never given of %s %j', async (template, more) => {
    const person = await everywhere()
    here.standIn.turnKnob(SEND, { errcode: 45168 })
    here.standIn.turnKnob(TALK, { errcode: 45168 })
    await sayPrivately(here.house, person, words({ template, ...more }))
    const took: WayName[] = []
    for (let round = 0; round < 5; round += 1) took.push(...(await gatewaysWork(['ilink', 'chat', 'talk'])))
    expect(took).not.toContain('group')
  })
})

it('a bound chat counts for a day after her last word there, and an older word that comes late shortens nothing', async () => {
  const person = await everywhere()
  const bound = person.chatIds.find((id) => id.startsWith('ilink:')) ?? ''
  const spoke = here.house.clock.now()
  const tellAfter = async (hours: number): Promise<string | undefined> => {
    here.house.later(hours * 60)
    await openBoundChat(here.house, bound, new Date(spoke.getTime() - 3_600_000))
    await sayPrivately(here.house, person, words())
    return (await rowsTo(person)).at(-1)?.adapter
  }
  expect([await tellAfter(23), await tellAfter(1.5)]).toEqual(['ilink', 'wechaty'])
})

it('an answer goes where the person is talking, whatever way would come first else', async () => {
  const person = await everywhere()
  const [chat = ''] = person.chatIds
  await sayPrivately(here.house, person, words({ inChat: chat }))
  await sayPrivately(here.house, person, words({ inChat: 'ilink:somebody-else' }))
  await sayPrivately(here.house, person, words())
  expect((await rowsTo(person)).map(({ adapter }) => adapter).sort()).toEqual(['ilink', 'ilink', 'wechaty'])
})
