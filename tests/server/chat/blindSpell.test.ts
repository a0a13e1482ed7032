import { talkWords } from '@yimin/shared/chat/words'
import { botRoutes } from '../../../server/chat/index.ts'
import { inboundOf } from '../../../server/chat/inbound.model.ts'
import { textAt } from '../../../server/messaging/outgoing.model.ts'
import { aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { knock } from '../../factories/people.ts'

const ROOMS = ['sandbox:busy', 'sandbox:quiet', 'wechaty:elsewhere']
const MINUTE = 60_000

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
  const { station } = await aStaffedStation(house)
  const rooms = ROOMS.map((chatId) => ({ chatId, topic: chatId }))
  await house.db.collection<{ _id: string }>('stations').updateOne({ _id: station.id }, { $set: { rooms } })
})
beforeEach(() =>
  Promise.all(['outgoing', 'inbound', 'gateways'].map((name) => house.db.collection(name).deleteMany({}))),
)
afterAll(() => house.close())

/** Somebody spoke in this room so long ago. */
async function spoke(roomChatId: string, minutesAgo: number): Promise<void> {
  const receivedAt = new Date(house.clock.now().getTime() - minutesAgo * MINUTE)
  await inboundOf(house).insertOne({ _id: `${roomChatId}.${minutesAgo}`, roomChatId, receivedAt } as never)
}
/** The gateway tells that it could not hear for so long, until now. */
const wasBlind = (seconds: number, consumer = 'one') => {
  const to = house.clock.now()
  const blind = { from: new Date(to.getTime() - seconds * 1_000).toISOString(), to: to.toISOString() }
  const body = { adapter: 'sandbox', account: 'yimin', consumer, state: 'online', since: to.toISOString(), blind }
  return knock(botRoutes(house), 'reportPresence', {}, { body })
}
const rooms = async () => (await house.outgoing()).map(({ chatId }) => chatId)
const words = async () => (await house.outgoing()).map(({ _id, text }) => house.vault.open(text, textAt(_id)))

describe('after a blind spell', () => {
  it('each room of this gateway in which somebody spoke within a day is told for how long, and no other', async () => {
    await spoke('sandbox:busy', 60)
    await spoke('sandbox:quiet', 25 * 60)
    await spoke('wechaty:elsewhere', 60)
    await wasBlind(180)
    expect(await rooms()).toEqual(['busy'])
    expect(await words()).toEqual([talkWords.gap(3)])
  })

  it('of fifteen seconds and less nobody hears', async () => {
    await spoke('sandbox:busy', 60)
    await wasBlind(15)
    expect(await rooms()).toEqual([])
  })

  it('a room hears of it once in half an hour', async () => {
    await spoke('sandbox:busy', 60)
    house.later(60 - (Math.floor(house.clock.now().getTime() / MINUTE) % 30))
    await wasBlind(60)
    house.later(10)
    await wasBlind(60)
    expect(await rooms()).toEqual(['busy'])
    house.later(30)
    await wasBlind(60)
    expect(await rooms()).toEqual(['busy', 'busy'])
  })

  it('the word of one that does not hold the account counts for nothing', async () => {
    await spoke('sandbox:busy', 60)
    await wasBlind(10)
    await wasBlind(180, 'two')
    expect(await rooms()).toEqual([])
  })
})
