import { parseSetup, SetupError, settleSetup } from '../../../server/app/replay/settleSetup.ts'
import { workerOnDuty } from '../../../server/duty/index.ts'
import { findStationOfRoom, listEnterprises } from '../../../server/organisations/index.ts'
import { findPersonByChat, isFreeAt, listHelpers, readMemberHome, readPersonal } from '../../../server/people/index.ts'
import { openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

let ground: Ground
beforeEach(async () => {
  ground = await openGround()
})
afterEach(() => ground.close())

const SETUP = {
  rooms: [{ id: 'g1', topic: '海威益民一群' }],
  people: [
    { id: 'wang', name: '王阿姨', role: 'resident', address: { zone: '6', building: '9', unit: '2', floor: '4' } },
    { id: 'li', name: '小李', role: 'volunteer', skills: ['produce'], zones: ['6'] },
    { id: 'qin', name: '勤务员小店', role: 'enterprise', skills: ['produce', 'daily_goods'] },
    { id: 'zhao', name: '赵社工', role: 'station_worker', onDuty: true },
  ],
}
const system = { id: 'system', role: 'system' as const, reason: '送货' }

test('the setup as it is written in the manual', async () => {
  const { station, people } = await settleSetup(ground, parseSetup(SETUP))
  expect(people.map((person) => person.id)).toEqual(['wang', 'li', 'qin', 'zhao'])
  expect((await findStationOfRoom(ground, 'sandbox:g1'))?.id).toBe(station.id)
  expect(station.zones).toEqual([{ name: '6', buildings: [{ name: '9' }] }])
  expect(await findPersonByChat(ground, 'sandbox:wang')).toMatchObject({
    id: 'wang',
    area: { zone: '6', building: '9' },
    canBeWrittenTo: true,
    verified: true,
    rooms: ['sandbox:g1'],
  })
  expect((await readPersonal(ground, 'wang', ['door'], system))?.address).toEqual(SETUP.people[0]?.address)
  const helpers = await listHelpers(ground, station.id)
  expect(helpers.map((helper) => [helper.id, helper.helper?.skills, helper.helper?.zones])).toEqual([
    ['li', ['produce'], ['6']],
    ['qin', ['produce', 'daily_goods'], []],
    ['zhao', [], []],
  ])
  expect(helpers.every((helper) => isFreeAt(helper, ground.clock.now()))).toBe(true)
  expect((await workerOnDuty(ground, station.id, ground.clock.now()))?.id).toBe('zhao')
  expect(await listEnterprises(ground, station.id)).toMatchObject([
    { id: 'qin', categories: ['produce', 'daily_goods'] },
  ])
})

test('all that may be said of a person', async () => {
  const { people } = await settleSetup(
    ground,
    parseSetup({
      people: [
        {
          id: 'sun',
          name: '孙建国',
          role: 'resident',
          phone: '19900000002',
          groups: ['alone'],
          private: false,
          household: [
            { relation: '妈妈', name: '孙大娘', address: { zone: '9', building: '4', unit: '1', room: '201' } },
          ],
        },
        { id: 'he', name: '小何', role: 'volunteer', freeHours: [{ days: [6, 7], from: '09:00', to: '12:00' }] },
      ],
    }),
  )
  const [sun, he] = people
  expect(sun).toMatchObject({ canBeWrittenTo: false, known: { phone: true, groups: true } })
  expect(await readMemberHome(ground, 'sun', sun?.household[0]?.id ?? '', system)).toEqual({
    zone: '9',
    building: '4',
    unit: '1',
    room: '201',
  })
  expect(he && isFreeAt(he, new Date('2099-11-22T11:59:00+08:00'))).toBe(true)
  expect(he && isFreeAt(he, new Date('2099-11-22T12:00:00+08:00'))).toBe(false)
})

test('an empty setup is a station without people', async () => {
  const { station, people } = await settleSetup(ground, parseSetup({}))
  expect(station.rooms).toEqual([])
  expect(people).toEqual([])
})

const aWang = (person: object) => ({ people: [{ id: 'wang', name: '王阿姨', role: 'resident', ...person }] })

test.each([
  ['an unknown field of a person', aWang({ adress: {} }), 'unknown field people[0].adress'],
  [
    'an unknown part of an address',
    aWang({ address: { zone: '6', door: '4' } }),
    'unknown field people[0].address.door',
  ],
  ['an unknown field of the setup', { rooms: [], town: 1 }, 'unknown field town'],
  ['an unknown field of a room', { rooms: [{ id: 'g1', name: 'x' }] }, 'unknown field rooms[0].name'],
  ['a role that there is none', aWang({ role: 'mayor' }), 'people[0].role'],
  ['a skill that there is none', aWang({ skills: ['flying'] }), 'people[0].skills[0]'],
  [
    'hours that no clock shows',
    aWang({ freeHours: [{ days: [1], from: '9', to: '10' }] }),
    'people[0].freeHours[0].from',
  ],
  [
    'two people of one id',
    { people: [...aWang({}).people, ...aWang({}).people] },
    'people[1].id: wang stands here twice',
  ],
  [
    'a relative whom nobody knows',
    aWang({ household: [{ relation: '妈妈', personId: 'mum' }] }),
    'nobody is called mum',
  ],
  ['no object at all', 'setup', 'setup'],
])('%s is an error that names it', (_words, setup, named) => {
  expect(() => parseSetup(setup)).toThrow(SetupError)
  expect(() => parseSetup(setup)).toThrow(named)
})
