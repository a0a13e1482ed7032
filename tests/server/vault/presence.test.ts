import { spawnSync } from 'node:child_process'
import { enter, EXCHANGE, enterWithKey, listAlive, sealsOf } from '../../../server/platform/seal/index.ts'
import { processesOf } from '../../../server/platform/seal/seal.model.ts'
import type { Ground } from '../../factories/people.ts'
import { openGround } from '../../factories/people.ts'
import { until } from '../../factories/until.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())
beforeEach(async () => {
  await processesOf(ground).deleteMany({})
  await sealsOf(ground).deleteMany({})
})

const names = async () => (await listAlive(ground.db, 'me')).map(({ name }) => name)

describe('who works on the record', () => {
  it('is known from the moment it comes to the moment it leaves', async () => {
    const [web, worker] = [await enter(ground.db, 'web'), await enter(ground.db, 'worker')]
    expect((await names()).sort()).toEqual(['web', 'worker'])
    expect((await listAlive(ground.db, web.id)).map(({ name }) => name)).toEqual(['worker'])
    await web.leave()
    expect(await names()).toEqual(['worker'])
    await worker.leave()
    expect(await names()).toEqual([])
  })

  it('says again and again that it lives', async () => {
    const web = await enter(ground.db, 'web', undefined, 20)
    await processesOf(ground).updateOne({ _id: web.id }, { $set: { until: new Date(0) } })
    await until('it is heard again', async () => (await names()).includes('web'))
    await web.leave()
  })

  it('counts for a minute after its last word on another machine, and on this one no longer than it lives', async () => {
    const web = await enter(ground.db, 'web')
    const mine = await processesOf(ground).findOne({ _id: web.id })
    const machine = mine?.machine ?? ''
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    const later = new Date(Date.now() + 30_000)
    await processesOf(ground).insertMany([
      { _id: 'a', name: 'killed here', machine, pid, until: later },
      { _id: 'b', name: 'elsewhere', machine: 'another', pid, until: later },
      { _id: 'c', name: 'long silent', machine: 'another', pid, until: new Date(Date.now() - 1_000) },
    ])
    expect((await names()).sort()).toEqual(['elsewhere', 'web'])
    await web.leave()
  })

  it('does not count who was refused', async () => {
    await sealsOf(ground).insertOne({ _id: 'vault', fingerprint: 'another key' })
    await expect(enterWithKey(ground.db, ground.vault, 'web')).rejects.toMatchObject({ code: 'wrong_key' })
    const exchange = { next: 'x', since: new Date(), state: 'sealing' as const }
    await sealsOf(ground).updateOne({ _id: 'vault' }, { $set: { fingerprint: ground.vault.fingerprint(), exchange } })
    await expect(enterWithKey(ground.db, ground.vault, 'web')).rejects.toMatchObject({ code: 'exchanging' })
    expect(await names()).toEqual([])
  })
})

describe('an exchange that only looked', () => {
  const exchange = { next: 'x', since: new Date(), state: 'looking' as const }
  const begun = (state: 'looking' | 'sealing') =>
    sealsOf(ground).insertOne({
      _id: 'vault',
      fingerprint: ground.vault.fingerprint(),
      exchange: { ...exchange, state },
    })
  const comes = () => enterWithKey(ground.db, ground.vault, 'web').then(async (web) => (await web.leave(), 'came in'))

  it('and died has changed nothing: the product starts', async () => {
    await begun('looking')
    expect(await comes()).toBe('came in')
    expect(await sealsOf(ground).findOne()).toEqual({ _id: 'vault', fingerprint: ground.vault.fingerprint() })
  })

  it('and lives is not disturbed', async () => {
    await begun('looking')
    const command = await enter(ground.db, EXCHANGE)
    await expect(comes()).rejects.toMatchObject({ code: 'exchanging' })
    await command.leave()
  })

  it('is another thing than one that has begun to seal', async () => {
    await begun('sealing')
    await expect(comes()).rejects.toMatchObject({ code: 'exchanging' })
    expect(await sealsOf(ground).findOne()).toMatchObject({ exchange: { state: 'sealing' } })
  })
})

it.each([
  ['is being exchanged', { fingerprint: 'x', exchange: { next: 'y', since: new Date(), state: 'sealing' as const } }],
  ['was exchanged', { fingerprint: 'y', before: 'x' }],
])('whoever wakes when the key %s is told to end', async (_, seal) => {
  let told = 0
  await sealsOf(ground).insertOne({ _id: 'vault', fingerprint: 'x' })
  const held = { fingerprint: 'x', onExchange: () => (told += 1) }
  const worker = await enter(ground.db, 'worker', held, 20)
  const beatsOf = async () => (await processesOf(ground).findOne({ _id: worker.id }))?.until
  const first = await beatsOf()
  await until('it has looked', async () => (await beatsOf())?.getTime() !== first?.getTime())
  expect(told).toBe(0)
  await sealsOf(ground).updateOne({ _id: 'vault' }, { $set: seal })
  await until('it is told', () => told > 0)
  await worker.leave()
})
