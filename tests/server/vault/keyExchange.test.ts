import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Document } from 'mongodb'
import { INDEXES, SEALED } from '../../../server/app/house.ts'
import { receiveMessages } from '../../../server/chat/index.ts'
import { accountIdOf, findPersonByChat, identify, listPeopleByPhone, noteWeChatAccount, openSession } from '../../../server/people/index.ts' // prettier-ignore
import { signInByPassword } from '../../../server/people/entry/commands/signInByPassword.ts'
import { proveSecondFactor } from '../../../server/people/secondFactor/commands/proveSecondFactor.ts'
import { openPicture } from '../../../server/photos/queries/findPhotos.ts'
import { exchangeKey, keysInFolder, keysOfSettings } from '../../../server/platform/keyExchange/index.ts'
import type { ExchangeGround, Walked } from '../../../server/platform/keyExchange/index.ts'
import { MemoryRecord } from '../../../server/platform/memoryRecord/index.ts'
import { ensureIndexes, openRecord } from '../../../server/platform/mongo.ts'
import type { Record } from '../../../server/platform/mongo.ts'
import { enter, enterWithKey, listAlive, sealsOf } from '../../../server/platform/seal/index.ts'
import { keyFolder, openVault } from '../../../server/platform/vault/index.ts'
import { idempotencyKeys, sealAnswers } from '../../../server/platform/web/index.ts'
import { borrowDatabase } from '../../factories/databases.ts'
import type { BorrowedDatabase } from '../../factories/databases.ts'
import { onMemory } from '../../factories/memoryGround.ts'
import type { Ground } from '../../factories/people.ts'
import { SUNDAY_TEN } from '../../factories/people.ts'
import { aKey, anAnswer, codeOf, DESK, everythingIn, fillRecord } from '../../factories/sealedRecord.ts'
import type { Filled } from '../../factories/sealedRecord.ts'

jest.setTimeout(60_000)

const oldKey = aKey()
/** The real record with all its indexes; nobody works on it but the test. */
let house: Ground
let record: Record
let database: BorrowedDatabase
let filled: Filled
let picture: Buffer
/** The filled record, as every test finds it. */
let shelves: [name: string, docs: Document[]][]
let folder: string
beforeAll(async () => {
  database = await borrowDatabase('house')
  record = await openRecord(process.env.MONGODB_URI ?? '', database.name)
  await ensureIndexes(record.db, INDEXES)
  house = { ...onMemory()(new MemoryRecord(), SUNDAY_TEN), db: record.db, vault: openVault({ key: oldKey }) }
  filled = await fillRecord(house)
  const collections = await house.db.collections()
  shelves = await Promise.all(collections.map(async (one) => [one.collectionName, await one.find().toArray()] as const)).then((all) => all.map(([name, docs]) => [name, docs])) // prettier-ignore
  picture = (await house.files.get(filled.photoId)) ?? Buffer.of()
})
afterAll(async () => {
  await record.close()
  await database.giveBack()
})
beforeEach(async () => {
  house.clock.turnTo(SUNDAY_TEN)
  house.vault = openVault({ key: oldKey })
  for (const [name, docs] of shelves) {
    await house.db.collection(name).deleteMany({})
    if (docs.length > 0) await house.db.collection(name).insertMany(docs)
  }
  await sealsOf(house).deleteMany({})
  await sealsOf(house).insertOne({ _id: 'vault', fingerprint: house.vault.fingerprint() })
  await house.files.put(filled.photoId, picture)
  folder = mkdtempSync(path.join(os.tmpdir(), 'yimin-keys-'))
  writeFileSync(path.join(folder, 'master.key'), `${oldKey}\n`, { mode: 0o600 })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const told: Walked[] = []
const ground = (): ExchangeGround => ({
  db: house.db,
  files: house.files,
  kinds: SEALED,
  collections: async () => (await house.db.listCollections().toArray()).map(({ name }) => name),
  keys: keysInFolder(keyFolder(folder)),
  now: () => new Date('2026-11-23T10:00:00Z'),
  othersAlive: () => Promise.resolve([]),
  tell: (walked) => told.push(walked),
})
const current = () => openVault({ keyFile: path.join(folder, 'master.key') })
const short = <V>(all: Map<string, V>) => [...all].filter(([at]) => !/^entry_/.test(at)).sort()

describe('after an exchange of the master key', () => {
  it('every value opens to the same plain text with the new key, and none with the old', async () => {
    const before = await everythingIn(house, house.vault)
    expect([...before.values()]).not.toContain('does not open')
    expect(before.size).toBeGreaterThan(40)
    expect(await exchangeKey(ground())).toEqual({ done: 'exchanged' })
    expect(current().fingerprint()).not.toBe(house.vault.fingerprint())
    expect(short(await everythingIn(house, current()))).toEqual(short(before))
    expect(new Set((await everythingIn(house, openVault({ key: oldKey }))).values())).toEqual(
      new Set(['does not open']),
    )
  })

  it('people are found by phone, sign in, see their photos, and are known to WeChat and to who asks twice', async () => {
    const account = await accountIdOf(house, filled.openid)
    const { token = '' } = (await openSession(house, filled.resident.id)) ?? {}
    const shown = await openPicture(house, filled.photoId)
    await exchangeKey(ground())
    house.vault = current()
    expect((await listPeopleByPhone(house, filled.phone)).map(({ id }) => id)).toEqual([filled.resident.id])
    expect(await identify(house, token)).toMatchObject({ personId: filled.resident.id })
    for (const account of [filled.workerPhone, filled.worker.name])
      expect(await signInByPassword(house, { account, password: filled.password }, DESK)).toMatchObject({ id: filled.worker.id }) // prettier-ignore
    house.clock.turnTo(new Date(SUNDAY_TEN.getTime() + 60_000))
    await proveSecondFactor(house, filled.worker.id, codeOf(filled.secret, house.clock.now()))
    expect(await openPicture(house, filled.photoId)).toEqual(shown)
    expect(shown?.length).toBeGreaterThan(100)
    expect(await accountIdOf(house, filled.openid)).toBe(account)
    const stranger = await findPersonByChat(house, `wechat:${account}`)
    expect(await noteWeChatAccount(house, filled.resident.stationId, { openid: filled.openid })).toMatchObject({ id: stranger?.id }) // prettier-ignore
    const keys = idempotencyKeys(house.db, house.clock, sealAnswers(house.vault))
    const never = () => Promise.reject(new Error('done a second time'))
    expect(await keys.once(anAnswer(), never)).toEqual({ status: 201, body: '{"door":"4楼"}' })
  })

  it('an account of an older version, which has no index beside its name, is found too', async () => {
    const account = await accountIdOf(house, filled.openid)
    await house.db.collection('wechat_accounts').updateMany({}, { $unset: { openidIndex: '' } })
    expect(await accountIdOf(house, filled.openid)).toBe(account)
    await exchangeKey(ground())
    house.vault = current()
    expect(await accountIdOf(house, filled.openid)).toBe(account)
  })

  it('a message that comes again under another id is still known', async () => {
    await exchangeKey(ground())
    house.vault = current()
    await receiveMessages(house, [{ ...filled.message, messageId: 'said-again' }])
    expect(await house.db.collection('inbound').countDocuments()).toBe(1)
  })

  it('no index of the old key is left but names that stay; what could be tried out is gone', async () => {
    const { vault } = house
    await exchangeKey(ground())
    const whole = JSON.stringify(
      await Promise.all((await house.db.collections()).map((collection) => collection.find().toArray())),
    )
    for (const [text, purpose] of [
      [filled.phone, 'phone'],
      ['记下了，送到6区9栋2单元4楼。', 'outgoing.text'],
    ] as const) {
      expect(whole).not.toContain(vault.blindIndex(text, purpose))
      expect(whole).toContain(current().blindIndex(text, purpose))
    }
    for (const name of ['entry_codes', 'entry_tries', 'entry_places'])
      expect([name, await house.db.collection(name).countDocuments()]).toEqual([name, 0])
  })

  it('the old key lies aside, private, and the new one is in its place; called again, nothing happens for a day', async () => {
    await exchangeKey(ground())
    expect(readdirSync(folder).sort()).toEqual(['master-until-2026-11-23.key', 'master.key'])
    expect(readdirSync(folder).map((name) => statSync(path.join(folder, name)).mode & 0o777)).toEqual([0o600, 0o600])
    const [key, before] = [
      current().fingerprint(),
      JSON.stringify(await house.db.collection('people').find().toArray()),
    ]
    expect(await exchangeKey(ground())).toEqual({ done: 'already', at: new Date('2026-11-23T10:00:00Z') })
    expect(current().fingerprint()).toBe(key)
    expect(JSON.stringify(await house.db.collection('people').find().toArray())).toBe(before)
    expect(await exchangeKey(ground(), { again: true })).toEqual({ done: 'exchanged' })
    expect(readdirSync(folder)).toContain('master-until-2026-11-23-2.key')
    const nextWeek = { ...ground(), now: () => new Date('2026-11-30T10:00:00Z') }
    expect(await exchangeKey(nextWeek)).toEqual({ done: 'exchanged' })
    expect([...(await everythingIn(house, current())).values()]).not.toContain('does not open')
  })

  it('a process with the old key is refused with a sentence that says so', async () => {
    const { vault } = house
    await exchangeKey(ground())
    await expect(enterWithKey(house.db, vault, 'web')).rejects.toMatchObject({
      code: 'wrong_key',
      message: expect.stringContaining('exchanged on 2026-11-23') as unknown,
    })
    await (await enterWithKey(house.db, current(), 'web')).leave()
  })

  it('tells how far it has come, in each collection up to its end', async () => {
    told.length = 0
    await exchangeKey(ground())
    const people = told.filter(({ collection }) => collection === 'people')
    expect(new Set(people.map(({ phase }) => phase))).toEqual(new Set(['looking', 'sealing', 'checking']))
    for (const phase of ['looking', 'sealing', 'checking'])
      expect(people.filter((one) => one.phase === phase).at(-1)).toMatchObject({
        done: people[0]?.of,
        of: people[0]?.of,
      })
  })
})

describe('an exchange is refused, and nothing is changed,', () => {
  const unchanged = async (act: () => Promise<unknown>) => {
    const before = await everythingIn(house, house.vault)
    await act()
    expect(await everythingIn(house, house.vault)).toEqual(before)
    expect((await sealsOf(house).findOne({ _id: 'vault' }))?.exchange).toBeUndefined()
  }

  it('while a process works on the record', async () => {
    const web = await enter(house.db, 'web')
    const mine = await enter(house.db, 'exchange-key')
    await unchanged(async () => {
      const busy = { ...ground(), othersAlive: () => listAlive(house.db, mine.id) }
      const refused = await exchangeKey(busy).catch((error: unknown) => error)
      expect(refused).toMatchObject({ code: 'not_alone' })
      const alive = (refused as { alive: { name: string; pid: number }[] }).alive
      expect(alive).toContainEqual(expect.objectContaining({ name: 'web', pid: process.pid }))
    })
    await Promise.all([web.leave(), mine.leave()])
  })

  it('when somebody came in just before the mark', async () => {
    let asked = 0
    const late = [[], [{ name: 'worker', machine: 'm', pid: 7 }]]
    await unchanged(() =>
      expect(
        exchangeKey({ ...ground(), othersAlive: () => Promise.resolve(late[asked++] ?? []) }),
      ).rejects.toMatchObject({ code: 'not_alone' }),
    )
    expect(asked).toBe(2)
  })

  it('when somebody thought that it was dead, and came in while it looked', async () => {
    let asked = 0
    const othersAlive = async () => {
      asked += 1
      if (asked === 2) await sealsOf(house).updateOne({ _id: 'vault' }, { $unset: { exchange: '' } })
      return []
    }
    const careless = { ...ground(), othersAlive }
    await unchanged(() => expect(exchangeKey(careless)).rejects.toMatchObject({ code: 'not_alone' }))
  })

  it('with a key that is not the record’s', async () => {
    writeFileSync(path.join(folder, 'master.key'), `${aKey()}\n`, { mode: 0o600 })
    await unchanged(() => expect(exchangeKey(ground())).rejects.toMatchObject({ code: 'wrong_key' }))
    rmSync(path.join(folder, 'master.key'))
    await unchanged(() => expect(exchangeKey(ground())).rejects.toMatchObject({ code: 'wrong_key' }))
  })

  it('where a value does not open, until whoever asks leaves it as it is', async () => {
    const { _id } = (await house.db.collection<{ _id: string }>('alarms').findOne()) ?? { _id: '' }
    const alien = openVault({ key: aKey() }).seal('x', { collection: 'alarms', id: _id, field: 'text', class: 'S2' })
    await house.db.collection<{ _id: string }>('alarms').updateOne({ _id }, { $set: { text: alien } })
    await unchanged(() =>
      expect(exchangeKey(ground())).rejects.toMatchObject({
        code: 'faults',
        faults: [{ kind: 'unreadable', collection: 'alarms', id: _id, path: 'text' }],
      }),
    )
    expect(await exchangeKey(ground(), { leaveUnreadable: true })).toEqual({ done: 'exchanged' })
    const shut = [...(await everythingIn(house, current()))].filter(([, plain]) => plain === 'does not open')
    expect(shut.map(([at]) => at)).toEqual([`alarms ${_id} text`])
  })

  it('where something looks sealed that no model knows', async () => {
    const later = house.vault.seal('x', { collection: 'people', id: 'wang', field: 'later', class: 'S2' })
    await house.db.collection<{ _id: string }>('people').updateOne({ _id: 'wang' }, { $set: { later } })
    await unchanged(() =>
      expect(exchangeKey(ground())).rejects.toMatchObject({
        code: 'faults',
        faults: [{ kind: 'unknown', collection: 'people', id: 'wang', path: 'later' }],
      }),
    )
  })
})

describe('with keys in the settings', () => {
  const next = aKey()
  const withKeys = (key: string, following?: string) => ({ ...ground(), keys: keysOfSettings(key, following) })

  it('the next one must be named, random and another one', async () => {
    await expect(exchangeKey(withKeys(oldKey))).rejects.toMatchObject({ code: 'next_key_missing' })
    await expect(exchangeKey(withKeys(oldKey, oldKey))).rejects.toMatchObject({ code: 'same_key' })
    await expect(exchangeKey(withKeys(oldKey, Buffer.alloc(32).toString('base64')))).rejects.toMatchObject({
      code: 'key_malformed',
    })
    await expect(exchangeKey(withKeys(aKey(), next))).rejects.toMatchObject({ code: 'wrong_key' })
  })

  it('it is exchanged, and a call with either of the settings afterwards does nothing', async () => {
    expect(await exchangeKey(withKeys(oldKey, next))).toEqual({ done: 'exchanged' })
    expect([...(await everythingIn(house, openVault({ key: next }))).values()]).not.toContain('does not open')
    expect(await exchangeKey(withKeys(oldKey, next))).toMatchObject({ done: 'already' })
    for (const following of [undefined, next])
      expect(await exchangeKey(withKeys(next, following))).toMatchObject({ done: 'already' })
    expect(readdirSync(folder)).toEqual(['master.key'])
    // A further key is a further wish.
    expect(await exchangeKey(withKeys(next, aKey()))).toEqual({ done: 'exchanged' })
  })

  it('half-way another next key is refused, and the right one brings it to its end', async () => {
    const broken = { ...house.files, put: () => Promise.reject(new Error('the disk is full')) }
    await expect(exchangeKey({ ...withKeys(oldKey, next), files: broken })).rejects.toThrow('the disk is full')
    await expect(exchangeKey(withKeys(oldKey, aKey()))).rejects.toMatchObject({ code: 'next_key_lost' })
    expect(await exchangeKey(withKeys(oldKey, next))).toEqual({ done: 'exchanged' })
    expect([...(await everythingIn(house, openVault({ key: next }))).values()]).not.toContain('does not open')
  })
})

it('what a frozen process wrote too late with the old key is mended by the next exchange', async () => {
  const { vault } = house
  await exchangeKey(ground())
  const { _id } = (await house.db.collection<{ _id: string }>('alarms').findOne()) ?? { _id: '' }
  const late = vault.seal('晚了一步', { collection: 'alarms', id: _id, field: 'text', class: 'S2' })
  await house.db.collection<{ _id: string }>('alarms').updateOne({ _id }, { $set: { text: late } })
  expect(await exchangeKey(ground(), { again: true })).toEqual({ done: 'exchanged' })
  expect((await everythingIn(house, current())).get(`alarms ${_id} text`)).toBe('晚了一步')
})

it('a row whose picture is gone is passed over', async () => {
  await house.files.remove(filled.photoId)
  expect(await exchangeKey(ground())).toEqual({ done: 'exchanged' })
})
