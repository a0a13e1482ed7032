import type { MyRequestView } from '@yimin/shared/myRequests/contract'
import { acceptRequest, requestsOf, unseal } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { FORM, formStation } from '../../factories/formStation.ts'
import { aPerson, aVolunteer } from '../../factories/people.ts'

interface Reply {
  reply: string
  request: MyRequestView
  fields?: { path: string; message: string }[]
}

const HOME = { zone: '6', building: '9', unit: '2', floor: '4' }
const MOTHER = { zone: '7', building: '1', unit: '1', room: '201' }
const REPAIR = {
  ...FORM,
  kind: 'repair',
  items: [],
  note: '灯不亮',
  when: { choice: 'tomorrow_morning' },
  agreed: true,
}

let memberId: string
const at = formStation(async (house, stationId) => {
  const household = [{ relation: '妈妈', name: '老太太', home: MOTHER }]
  const wang = await aPerson(house, { id: 'wang', stationId, home: HOME, phone: '13812345678', groups: ['pregnant'], household })
  memberId = wang.household[0]?.id ?? ''
  await aPerson(house, { id: 'sun', name: '孙师傅', stationId })
  await aVolunteer(house, { id: 'li', stationId })
}) // prettier-ignore

async function asked(over: object = {}): Promise<MyRequestView> {
  return (await at.app.call<Reply>('wang', 'POST', '/api/me/requests/form', { ...REPAIR, ...over })).body.request
}
const change = ({ code, version }: MyRequestView, body: object, who = 'wang') =>
  at.app.call<Reply>(who, 'POST', `/api/me/requests/${code}/amendment`, { version, ...body })
const record = async ({ code }: MyRequestView) => (await requestsOf(at.house).findOne({ code })) as RequestDoc
const read = async ({ code }: MyRequestView) =>
  (await at.app.call<MyRequestView>('wang', 'GET', `/api/me/requests/${code}`)).body

describe('for whom it is', () => {
  test('is changed to the mother at her own home: what is the requester’s own does not go with it', async () => {
    const request = await asked({ phone: '13900001111' })
    expect(unseal(at.house, await record(request))).toMatchObject({ groups: ['pregnant'], phone: '13900001111' })
    const { body } = await change(request, { who: { kind: 'member', memberId }, where: { kind: 'member' } })
    expect(body.request).toMatchObject({ beneficiary: '妈妈', place: '7区1栋', version: request.version + 1 })
    const stored = await record(request)
    expect(unseal(at.house, stored)).toMatchObject({ address: MOTHER, groups: [] })
    expect(unseal(at.house, stored).phone).toBeUndefined()
    expect(stored.priority).toBe(0)
    expect(stored.history.at(-1)).toMatchObject({ step: 'amend', by: 'wang' })
  })

  test('is changed to a neighbour with name, phone and door, and back to herself with all that is hers', async () => {
    const request = await asked()
    const where = { kind: 'other', address: { building: '3', unit: '1', room: '101' } }
    const neighbour = await change(request, { who: { kind: 'other', name: '李大爷' }, where, phone: '139 0000 1111' })
    expect(neighbour.body.request).toMatchObject({ beneficiary: '李大爷', place: '3栋' })
    expect(unseal(at.house, await record(request)).phone).toBe('13900001111')
    const own = await change(neighbour.body.request, { who: { kind: 'me' }, where: { kind: 'home' } })
    expect(own.body.request.beneficiary).toBeUndefined()
    const stored = await record(request)
    expect(unseal(at.house, stored)).toMatchObject({ address: HOME, groups: ['pregnant'] })
    expect(stored).toMatchObject({ priority: 1 })
    expect(stored).not.toHaveProperty('phone')
  })

  test('may change while a helper has it, and he is told', async () => {
    const request = await asked()
    await acceptRequest(at.house, await record(request), 'li', 'takes')
    await at.house.work()
    const before = (await at.house.outgoing()).length
    const { body } = await change(await read(request), { who: { kind: 'member', memberId }, where: { kind: 'member' } })
    expect(body.request).toMatchObject({ status: 'accepted', beneficiary: '妈妈' })
    await at.house.work()
    const told = (await at.house.outgoing()).slice(before)
    expect(told.map(({ template }) => template)).toContain('dispatch.assignment')
  })
})

describe('how many come and who had better come', () => {
  test('is changed while nobody has said yes, and taken back', async () => {
    const request = await asked()
    expect(request.abilities.chooseHelpers).toBe(true)
    const wished = { helpersNeeded: 2, wish: { gender: 'woman', language: 'mongolian' } }
    const { body } = await change(request, wished)
    expect(body.request).toMatchObject({
      seats: { needed: 2, taken: 0 },
      wish: wished.wish,
      wishWord: '女的，会说蒙语',
    })
    const back = await change(body.request, { helpersNeeded: 1, wish: {} })
    expect(back.body.request.wish).toBeUndefined()
    expect(await record(request)).not.toHaveProperty('helpersNeeded')
    expect(await record(request)).not.toHaveProperty('wish')
  })

  test.each([[{ helpersNeeded: 2 }], [{ wish: { gender: 'woman' } }]])(
    'is not changed once somebody has said yes to it as it was: %j',
    async (body) => {
      const request = await asked()
      await acceptRequest(at.house, await record(request), 'li', 'takes')
      const now = await read(request)
      expect(now.abilities).toMatchObject({ change: true, chooseHelpers: false })
      expect((await change(now, body)).status).toBe(409)
      expect((await record(request)).assignee?.personId).toBe('li')
    },
  )
})

test.each([
  ['who.memberId', { who: { kind: 'member', memberId: 'nobody' } }],
  ['who.name', { who: { kind: 'other', name: '123' } }],
  ['where.kind', { where: { kind: 'member' } }],
  ['where.address.building', { who: { kind: 'other', name: '李大爷' }, where: { kind: 'other' } }],
  ['phone', { phone: '12' }],
  ['helpersNeeded', { helpersNeeded: 9 }],
  ['wish.gender', { wish: { gender: 'both' } }],
  ['items', {}],
])('a fault names its field %s, and nothing is changed', async (path, body) => {
  const request = await asked()
  const { status, body: answer } = await change(request, body)
  expect([status, answer.fields?.[0]?.path]).toEqual([400, path])
  expect((await read(request)).version).toBe(request.version)
})

test('it is the requester’s alone, and only as she has it before her eyes', async () => {
  const request = await asked()
  const body = { who: { kind: 'me' } }
  expect((await change(request, body, 'sun')).status).toBe(404)
  expect((await change({ ...request, version: request.version - 1 }, body)).status).toBe(409)
})
