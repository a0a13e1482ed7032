import type { RequestView } from '@yimin/shared/requests/contract'
import { requestsOf } from '../../../server/requests/index.ts'
import { openTestApp } from '../../factories/app.ts'
import type { TestApp } from '../../factories/app.ts'
import { aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson } from '../../factories/people.ts'

interface Said {
  reply: string
  request?: RequestView & { statusLine?: string }
}

let house: TestHouse
let app: TestApp
let workerId: string

beforeAll(async () => {
  house = await openTestHouse(new Date('2026-11-22T22:14:00+08:00'))
  const { station, worker } = await aStaffedStation(house)
  workerId = worker.id
  await aPerson(house, { id: 'wang', name: '王阿姨', stationId: station.id, home: { zone: '6', building: '9' } })
  app = await openTestApp(house)
})
afterEach(async () => {
  for (const name of ['requests', 'alarms', 'outgoing']) await house.db.collection(name).deleteMany({})
})
afterAll(async () => {
  await app.close()
  await house.close()
})

const ask = async (sentence: string) => (await app.call<Said>('wang', 'POST', '/api/me/requests', { sentence })).body
const say = async (code: string, sentence: string) =>
  (await app.call<Said>('wang', 'POST', `/api/me/requests/${code}/say`, { sentence })).body
const record = (code: string) => requestsOf(house).findOne({ code })

test.each(['今天下午帮我送两斤西红柿', '今天三点帮我送两斤西红柿'])(
  '“%s” said at night is asked about in one question, and waits for the answer',
  async (sentence) => {
    const { reply, request } = await ask(sentence)
    expect(reply).toMatch(/^王阿姨，2斤西红柿，记下了。今天(下午|15点)已经过了，您看改到什么时候？〔/)
    expect(request).toMatchObject({ status: 'draft', abilities: { confirm: false } })
    const whole = await app.call<{ statusLine: string }>('wang', 'GET', `/api/me/requests/${request?.code}`)
    expect(whole.body.statusLine).toContain('已经过了，您看改到什么时候')
    const answered = await say(request?.code ?? '', '明天上午吧')
    expect(answered.reply).toContain('明天上午')
    expect(answered.request).toMatchObject({ abilities: { confirm: true } })
    expect((await record(request?.code ?? ''))?.when).toEqual({ from: '2026-11-23T08:00', to: '2026-11-23T12:00' })
  },
)

test('“any time” answers it too, and no time is made up', async () => {
  const { request } = await ask('今天下午帮我送两斤西红柿')
  const { reply, request: now } = await say(request?.code ?? '', '都行，不急')
  expect(reply).toContain('对的话回“对”')
  expect(now?.abilities.confirm).toBe(true)
  expect((await record(request?.code ?? ''))?.when).toBeUndefined()
})

test('a change to a time that is over changes nothing, and is said', async () => {
  const { request } = await ask('明天上午帮我送两斤西红柿')
  await say(request?.code ?? '', '对')
  const { reply } = await say(request?.code ?? '', '改成今天下午')
  expect(reply).toBe(`今天下午已经过了，您看改到什么时候？〔${request?.code}〕`)
  expect((await record(request?.code ?? ''))?.when).toMatchObject({ from: '2026-11-23T08:00' })
})

test('at the desk the worker is told to ask', async () => {
  const { body } = await app.call<{ doubts: string[]; when?: object }>(workerId, 'POST', '/api/requests/reading', {
    sentence: '六区9栋今天下午要两斤西红柿',
  })
  expect(body.doubts).toContain('今天下午已经过了，问一下改到什么时候')
  expect(body.when).toBeUndefined()
})

test('what is only told of is no time to be asked about', async () => {
  const { reply } = await ask('今天下午没米了，帮我送一袋')
  expect(reply).not.toContain('已经过了')
})
