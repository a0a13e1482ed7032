import { affectedTable, readAffectedWishes } from '../../../server/app/affectedWishes.ts'
import { listAffected, readPersonal } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { aPerson, aStation, aWorker, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

let ground: Ground
let zhao: Person
let qian: Person
let wang: Person
beforeAll(async () => {
  ground = await openGround()
  const stationId = (await aStation(ground)).id
  zhao = await aWorker(ground, { stationId, name: '赵老师' })
  qian = await aWorker(ground, { stationId, name: '钱老师' })
  wang = await aPerson(ground, { stationId, name: '=王阿姨', phone: '19900000001', groups: ['alone'] })
  const li = await aPerson(ground, { stationId, name: '李大爷', phone: '19900000002' })
  const later = (ms: number) => ground.clock.turnTo(new Date(ground.clock.now().getTime() + ms))
  const look = async (reader: Person, subject: Person, fields: ('phone' | 'groups')[]) => {
    await readPersonal(ground, subject.id, fields, { id: reader.id, role: reader.role, reason: '电话回访' })
    later(60_000)
  }
  await look(zhao, wang, ['phone'])
  await look(zhao, wang, ['groups'])
  await look(qian, li, ['phone'])
  later(24 * 3_600_000)
  await look(zhao, li, ['phone'])
})
afterAll(() => ground.close())

const days = (...args: string[]) => readAffectedWishes(args)

describe('after an incident', () => {
  it('it is told of whom what was opened in which days, most often first', async () => {
    const all = await listAffected(ground, days('--from', '2099-11-22', '--to', '2099-11-23'))
    expect(all).toMatchObject([
      { personId: wang.id, name: '=王阿姨', fields: ['phone', 'groups'], reads: 2 },
      { name: '李大爷', fields: ['phone'], reads: 2 },
    ])
    expect(await listAffected(ground, days('--from', '2099-11-23'))).toMatchObject([{ name: '李大爷', reads: 1 }])
    expect(await listAffected(ground, days('--from', '2099-11-21'))).toEqual([])
  })

  it('by one reader alone', async () => {
    const { from, to } = days('--from', '2099-11-22', '--to', '2099-11-23')
    expect(await listAffected(ground, { from, to, readerId: qian.id })).toMatchObject([{ name: '李大爷', reads: 1 }])
  })

  it('as a table that Excel opens and in which no name is a formula', async () => {
    const table = affectedTable(await listAffected(ground, days('--from', '2099-11-22')))
    const [head, first] = table.split('\n')
    expect(head).toBe('"编号","称呼","打开过的资料","次数","第一次","最后一次"')
    expect(first).toBe(`"${wang.id}","'=王阿姨","电话、特殊情况","2","2099-11-22T10:00","2099-11-22T10:01"`)
    expect(table).not.toContain('199000')
  })

  it.each([[[]], [['--from', '昨天']], [['--from', '2099-11-23', '--to', '2099-11-22']], [['--since', '2099-11-22']]])(
    'what cannot be read is said: %j',
    (args) => {
      expect(() => readAffectedWishes(args)).toThrow()
    },
  )
})
