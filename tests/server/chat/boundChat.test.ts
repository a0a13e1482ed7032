import { talkWords } from '@yimin/shared/chat/words'
import { entryWords } from '@yimin/shared/entry/words'
import { joiningWords } from '@yimin/shared/joining/words'
import { receiveMessages } from '../../../server/chat/commands/receiveMessages.ts'
import { drawEntryCode, findPersonByChat } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { undoJoin } from '../../../server/privacy/joining/commands/undoJoin.ts'
import { requestsOf } from '../../../server/requests/index.ts'
import { aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson } from '../../factories/people.ts'

let house: TestHouse
let stationId: string
let worker: Person
let wang: Person

beforeEach(async () => {
  house = await openTestHouse()
  const staffed = await aStaffedStation(house)
  stationId = staffed.station.id
  worker = staffed.worker
  wang = await aPerson(house, { stationId, name: '王桂芬', chatIds: ['wechaty:wang'], canBeWrittenTo: true })
})
afterEach(() => house.close())

let seq = 0
async function hear(chatId: string, text: string): Promise<void> {
  const [adapter = '', id = ''] = chatId.split(':')
  seq += 1
  house.later(0.1)
  const from = { id, name: '' }
  const at = house.clock.now().toISOString()
  const head = { account: 'main', messageId: `m${seq}`, at, seq, kind: 'text' as const, self: false, mentionsMe: true }
  await receiveMessages(house, [{ ...head, adapter, from, text }])
  await house.work()
}

const saidIn = async (adapter: string): Promise<string[]> => {
  const rows = (await house.outgoing()).filter((row) => row.adapter === adapter)
  return rows.map(({ _id, text }) =>
    house.vault.open(text, { collection: 'outgoing', id: _id, field: 'text', class: 'S2' }),
  )
}
const ownerOf = async (chatId: string) => (await findPersonByChat(house, chatId))?.id
const ownCode = async (): Promise<string> => {
  await hear('wechaty:wang', '登录码')
  return /\d{4} \d{4}/.exec((await saidIn('wechaty')).at(-1) ?? '')?.[0] ?? ''
}

describe('whoever comes in by a bound chat', () => {
  it('is somebody of her own until she says by a code who she is; then both chats are hers, and what she asked for', async () => {
    await hear('ilink:o9cq', '您好，我家没米了，能帮我送一袋米吗？')
    const fresh = await ownerOf('ilink:o9cq')
    expect(fresh).toBeDefined()
    expect(fresh).not.toBe(wang.id)
    await hear('ilink:o9cq', await ownCode())
    expect(await ownerOf('ilink:o9cq')).toBe(wang.id)
    expect((await saidIn('ilink')).at(-1)).toBe(talkWords.knownNow)
    expect(await saidIn('wechaty')).toContain(joiningWords.toldBound)
    expect(await requestsOf(house).findOne()).toMatchObject({ requesterId: wang.id })
  })

  it('is nobody else by her name', async () => {
    await hear('ilink:o9cq', '我是王桂芬，帮我送一袋米')
    expect(await ownerOf('ilink:o9cq')).not.toBe(wang.id)
  })

  it('with a wrong code stays who she is, and is told so', async () => {
    await hear('ilink:o9cq', '您好，我家没米了')
    await hear('ilink:o9cq', '0000 0000')
    expect(await ownerOf('ilink:o9cq')).not.toBe(wang.id)
    expect((await saidIn('ilink')).at(-1)).toBe(entryWords.wrongCode)
  })

  it('is never one of the staff', async () => {
    const { code } = await drawEntryCode(house, worker, { id: 'system', reason: 'x' })
    await hear('ilink:o9cq', '您好，我家没米了')
    await hear('ilink:o9cq', code)
    expect(await ownerOf('ilink:o9cq')).not.toBe(worker.id)
  })

  it('takes the place of an older bound chat by her own code alone; a code of the station is not enough', async () => {
    await hear('ilink:old', '您好，我家没米了')
    await hear('ilink:old', await ownCode())
    await hear('ilink:new', '您好，我家没油了')
    const { code } = await drawEntryCode(house, wang, { id: worker.id, reason: '当面' })
    await hear('ilink:new', code)
    expect(await ownerOf('ilink:new')).not.toBe(wang.id)
    expect((await saidIn('ilink')).at(-1)).toBe(talkWords.boundAlready)
    await hear('ilink:new', await ownCode())
    expect(await ownerOf('ilink:new')).toBe(wang.id)
    expect(await ownerOf('ilink:old')).toBeUndefined()
  })

  it('and was joined to the wrong one goes back, with what was hers', async () => {
    await hear('ilink:o9cq', '您好，我家没米了，能帮我送一袋米吗？')
    const fresh = await ownerOf('ilink:o9cq')
    await hear('ilink:o9cq', await ownCode())
    await undoJoin(house, wang.id, { id: worker.id, reason: '不是本人' })
    expect(await ownerOf('ilink:o9cq')).toBe(fresh)
    expect(await ownerOf('wechaty:wang')).toBe(wang.id)
  })
})

it('an answer is said in the chat in which she speaks', async () => {
  await hear('ilink:o9cq', '您好，我家没米了')
  await hear('ilink:o9cq', await ownCode())
  const before = (await saidIn('ilink')).length
  await hear('wechaty:wang', '能帮我买两斤西红柿吗？')
  expect((await saidIn('ilink')).length).toBe(before)
})
