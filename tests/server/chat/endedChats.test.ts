import { botRoutes } from '../../../server/chat/index.ts'
import { sweep } from '../../../server/app/sweep.ts'
import { listAlarms, readAlarmText } from '../../../server/duty/index.ts'
import { openBoundChat, waysTo } from '../../../server/messaging/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, knock } from '../../factories/people.ts'

let house: TestHouse
let station: { id: string }
let worker: Person
beforeAll(async () => {
  house = await openTestHouse()
  ;({ station, worker } = await aStaffedStation(house))
})
beforeEach(() =>
  Promise.all(['alarms', 'outgoing', 'gateways'].map((name) => house.db.collection(name).deleteMany({}))),
)
afterAll(() => house.close())

let people = 0
/** Somebody with a bound chat, and with one more in the groups' account unless told. */
async function aBound(more: string[] = [`sandbox:b${people + 1}`]): Promise<{ person: Person; contactId: string }> {
  people += 1
  const contactId = `w${people}`
  const chatIds = [`ilink:${contactId}`, ...more]
  const person = await aPerson(house, { stationId: station.id, name: '王桂芬', chatIds, canBeWrittenTo: true })
  await openBoundChat(house, `ilink:${contactId}`, house.clock.now())
  return { person, contactId }
}

interface Beat {
  adapter?: string
  consumer?: string
}
/** One heartbeat of the bot channel, with the chats that it misses. */
const beat = (ended: { contactId: string; at: Date }[], { adapter = 'ilink', consumer = 'one' }: Beat = {}) =>
  knock(botRoutes(house), 'reportPresence', { kind: 'bot' } as never, {
    body: {
      adapter,
      account: 'main',
      consumer,
      state: 'online',
      since: house.clock.now().toISOString(),
      ended: ended.map(({ contactId, at }) => ({ contactId, at: at.toISOString() })),
    },
  })
const notices = async () => (await listAlarms(house, station.id, {})).items.filter(({ kind }) => kind === 'chat_ended')
const textOf = (id: string) =>
  readAlarmText(house, id, { id: worker.id, role: worker.role, reason: 'alarm', stationId: station.id })

describe('a private chat that ended by itself', () => {
  it('is one quiet line at the desk, however often it is told: nobody is called, now or later', async () => {
    const { person, contactId } = await aBound()
    const at = house.clock.now()
    for (let n = 0; n < 3; n += 1) await beat([{ contactId, at }])
    const [notice, ...more] = await notices()
    expect(more).toEqual([])
    expect(notice).toMatchObject({ subjectId: person.id, personId: person.id, state: 'open', escalations: [] })
    expect(await textOf(notice?.id ?? '')).toContain('话会走别的路带到')
    house.later(24 * 60)
    await sweep(house, false)
    await house.work()
    expect((await notices())[0]?.escalations).toEqual([])
    expect(await house.outgoing()).toEqual([])
  })

  it('is no way for her any more, and words take the next one', async () => {
    const { person, contactId } = await aBound()
    expect((await waysTo(house, person, 'request.accepted')).map(({ channel }) => channel)).toEqual(['ilink', 'chat'])
    await beat([{ contactId, at: house.clock.now() }])
    expect((await waysTo(house, person, 'request.accepted')).map(({ channel }) => channel)).toEqual(['chat'])
  })

  it('says so where it was her last way', async () => {
    const { contactId } = await aBound([])
    await beat([{ contactId, at: house.clock.now() }])
    expect(await textOf((await notices())[0]?.id ?? '')).toContain('没有别的路')
  })

  it('is closed when she is back, and the next end is a line of its own', async () => {
    const [{ contactId }, other] = [await aBound(), await aBound()]
    const at = house.clock.now()
    await beat([
      { contactId, at },
      { contactId: other.contactId, at },
    ])
    expect(await notices()).toHaveLength(2)
    await beat([{ contactId: other.contactId, at }])
    expect((await notices()).map(({ personId }) => personId)).toEqual([other.person.id])
    house.later(5)
    await beat([{ contactId, at: house.clock.now() }])
    expect((await notices()).map(({ state }) => state)).toEqual(['open'])
  })

  it('stays closed where a worker has seen to it, as long as it is the same end', async () => {
    const { contactId } = await aBound()
    const at = house.clock.now()
    await beat([{ contactId, at }])
    await house.db.collection('alarms').updateMany({}, { $set: { state: 'closed' } })
    await beat([{ contactId, at }])
    expect(await notices()).toEqual([])
  })

  it('of somebody whom nobody knows is no matter; nor is the word of another gateway, or of one that does not hold the account', async () => {
    const { contactId } = await aBound()
    const at = house.clock.now()
    await beat([{ contactId: 'nobody', at }])
    await beat([{ contactId, at }], { adapter: 'sandbox' })
    await beat([{ contactId, at }], { consumer: 'two' })
    expect(await notices()).toEqual([])
  })
})
