import { createHash } from 'node:crypto'
import pino from 'pino'
import { entryRoutes, identify, peopleRoutes, registerRoutes } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { signInByPassword } from '../../../server/people/entry/commands/signInByPassword.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import {
  aDirector,
  aPerson,
  aStation,
  aVolunteer,
  aWorker,
  NO_SECOND_FACTOR,
  openGround,
} from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

/** Slow on purpose: what it does has a test of its own. */
jest.mock('../../../server/people/slowHash.ts', () => ({
  hashSlowly: (secret: string, salt: string) =>
    Promise.resolve(createHash('sha256').update(`${salt} ${secret}`).digest('base64')),
}))

let ground: Ground
let web: Web
let stationId: string
let worker: Person
let director: Person
beforeAll(async () => {
  ground = await openGround()
  const people = peopleRoutes(ground, { demo: false, sandbox: false })
  web = await openWeb(ground, [...people, ...registerRoutes(ground), ...entryRoutes(ground)])
})
afterAll(async () => {
  await web.close()
  await ground.close()
})
let count = 0
beforeEach(async () => {
  await ground.db.collection('entry_tries').deleteMany({})
  count += 1
  stationId = (await aStation(ground, { settings: NO_SECOND_FACTOR })).id
  worker = await aWorker(ground, { stationId, name: `赵敏${count}`, phone: `1990000${1000 + count}` })
  director = await aDirector(ground, { stationId, name: `郑方${count}` })
})

const GOOD = '院子里的老槐树今年开花早'
const turn = (minutes: number) => ground.clock.turnTo(new Date(ground.clock.now().getTime() + minutes * 60_000))
const inviteAs = (as: Person, id: string, reason = '新同事') =>
  web.call('POST', `/api/people/${id}/invitation`, { as, body: { reason } })
const accept = (invitation: string, password = GOOD) =>
  web.call('POST', '/api/invitations/acceptance', { body: { invitation, password } })
const signIn = (account: string, password = GOOD) => web.call('POST', '/api/sessions', { body: { account, password } })
const codeFor = (as: Person, id: string) =>
  web.call('POST', `/api/people/${id}/entry-code`, { as, body: { reason: '到站要的' } })
const enter = (code: string) => web.call('POST', '/api/sessions/code', { body: { code } })

async function withPassword(person = worker): Promise<string> {
  const { body } = await inviteAs(director, person.id)
  return String((await accept(String(body['invitation']))).body['token'])
}

describe('an invitation', () => {
  it('lets a colleague set a password, once, and signs her in', async () => {
    const { status, body } = await inviteAs(director, worker.id)
    expect([status, body['invitation']]).toEqual([200, expect.stringMatching(/^[\w-]{43}$/)])
    const accepted = await accept(String(body['invitation']))
    expect(accepted).toMatchObject({ status: 201, body: { person: { id: worker.id } } })
    expect(await identify(ground, String(accepted.body['token']))).toMatchObject({ personId: worker.id, proven: false })
    expect(await accept(String(body['invitation']))).toMatchObject({ status: 401, body: { error: 'unauthenticated' } })
    const { body: file } = await web.call('GET', `/api/people/${worker.id}`, { as: director })
    expect(file['changes']).toMatchObject([{ what: '登录邀请', reason: '新同事' }])
  })

  it('ends after a day, and with the next one', async () => {
    const first = String((await inviteAs(director, worker.id)).body['invitation'])
    const second = String((await inviteAs(director, worker.id)).body['invitation'])
    expect((await accept(first)).status).toBe(401)
    turn(24 * 60 + 1)
    expect((await accept(second)).status).toBe(401)
  })

  it('is the director’s to give, to other staff of the station', async () => {
    const neighbour = await aPerson(ground, { stationId })
    expect((await inviteAs(worker, director.id)).status).toBe(403)
    expect((await inviteAs(director, director.id)).status).toBe(403)
    expect((await inviteAs(director, neighbour.id)).status).toBe(403)
    expect((await inviteAs(neighbour, worker.id)).status).toBe(403)
    expect((await inviteAs(director, (await aWorker(ground)).id)).status).toBe(404)
    expect((await inviteAs(director, 'nobody')).status).toBe(404)
    expect((await web.call('POST', `/api/people/${worker.id}/invitation`, { body: { reason: '新同事' } })).status).toBe(
      401,
    )
    expect((await inviteAs(director, worker.id, '')).body).toMatchObject({ fields: [{ path: 'reason' }] })
  })

  it('ends all sessions, and a password that is refused does not spend it', async () => {
    const old = await web.signIn(worker)
    const invitation = String((await inviteAs(director, worker.id)).body['invitation'])
    expect(await accept(invitation, '1234567890')).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'password' }] },
    })
    expect((await accept(invitation)).status).toBe(201)
    expect(await identify(ground, old)).toBeNull()
  })

  it('lies in the record as a hash, as passwords and codes do', async () => {
    const invitation = String((await inviteAs(director, worker.id)).body['invitation'])
    await withPassword()
    const code = String((await codeFor(worker, (await aPerson(ground, { stationId })).id)).body['code'])
    const kept: unknown[] = []
    for (const name of ['invitations', 'passwords', 'entry_codes', 'entry_tries', 'people', 'idempotency_keys'])
      kept.push(...(await ground.db.collection(name).find().toArray()))
    for (const secret of [invitation, GOOD, code]) expect(JSON.stringify(kept)).not.toContain(secret)
  })
})

describe('a password', () => {
  it.each([
    ['short', '九个字的一句话呀'],
    ['long', '长'.repeat(129)],
    ['a row', '1234567890'],
    ['keys', 'qwertyuiopasdf'],
    ['one character', 'aaaaaaaaaaaa'],
    ['said again', 'abc1abc1abc1'],
    ['the product', 'Yimin@2026!!'],
    ['a date', '社工1998-11-22'],
    ['a phone', '13900001111'],
    ['known words', 'Admin-Password'],
  ])('that is %s is refused with its field', async (_, password) => {
    const invitation = String((await inviteAs(director, worker.id)).body['invitation'])
    expect(await accept(invitation, password)).toMatchObject({ status: 400, body: { fields: [{ path: 'password' }] } })
  })

  it('of the own name is refused; spaces, Chinese and 100 characters are fine', async () => {
    const invitation = String((await inviteAs(director, worker.id)).body['invitation'])
    expect((await accept(invitation, 'zhaomin888888')).status).toBe(400)
    for (const password of [' 两边有空格也算数呢 ', '长'.repeat(3).concat('一句很长但是记得住的话')]) {
      const again = String((await inviteAs(director, worker.id)).body['invitation'])
      expect((await accept(again, password)).status).toBe(201)
      expect((await signIn(worker.name, password)).status).toBe(201)
      if (password !== password.trim()) expect((await signIn(worker.name, password.trim())).status).toBe(401)
    }
  })

  it('opens a session by name or by phone, that knows nothing of a second factor', async () => {
    await withPassword()
    for (const account of [worker.name, `1990000${1000 + count}`, ` ${worker.name} `]) {
      const { status, body } = await signIn(account)
      expect([status, body['person']]).toEqual([201, { id: worker.id, name: worker.name, role: 'station_worker' }])
      expect(await identify(ground, String(body['token']))).toMatchObject({ proven: false })
    }
  })

  it('where the station asks for a second factor staff stay outside until they gave it', async () => {
    const strict = (await aStation(ground, { settings: { security: { staffSecondFactor: true } } })).id
    const [chief, colleague] = [await aDirector(ground, { stationId: strict }), await aWorker(ground, { stationId: strict, name: `钱芳${count}` })] // prettier-ignore
    await ground.db.collection('sessions').updateMany({}, { $set: { secondFactorAt: ground.clock.now() } })
    const token = await web.signIn(chief)
    await ground.db
      .collection('sessions')
      .updateMany({ personId: chief.id }, { $set: { secondFactorAt: ground.clock.now() } })
    const body = { reason: '新同事' }
    const asked = await web.call('POST', `/api/people/${colleague.id}/invitation`, { as: token, body })
    const { body: accepted } = await accept(String(asked.body['invitation']))
    const list = await web.call('GET', '/api/people', { as: String(accepted['token']) })
    expect(list).toMatchObject({ status: 403, body: { error: 'second_factor_needed' } })
  })

  it('says the same of a wrong one, of nobody, of two with one name, and of somebody who is no staff', async () => {
    await withPassword()
    await aWorker(ground, { stationId, name: `重名${count}` })
    await aWorker(ground, { stationId, name: `重名${count}` })
    const neighbour = await aPerson(ground, { stationId, name: `邻居${count}` })
    const answers = []
    for (const account of [worker.name, '没有这个人', `重名${count}`, neighbour.name, '19999999999'])
      answers.push(await signIn(account, '不是这个密码的一句话'))
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(401)
  })

  it('is guessed five times and then not for a quarter of an hour, also by many at once; a good one is no guess', async () => {
    await withPassword()
    for (let i = 0; i < 8; i += 1) expect((await signIn(worker.name)).status).toBe(201)
    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, i) => signIn(worker.name, `猜一猜这个密码是不是${i}`)),
    )
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(await signIn(worker.name)).toMatchObject({
      status: 429,
      body: { message: expect.stringContaining('15分钟') },
    })
    expect((await signIn(director.name)).status).toBe(401)
    turn(16)
    expect((await signIn(worker.name)).status).toBe(201)
  })

  it('is not guessed at one account after another: twenty tries from one place, then a pause there alone', async () => {
    await withPassword()
    const statuses: number[] = []
    for (let i = 0; i < 22; i += 1) statuses.push((await signIn(`没有这个人${i}`)).status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(20)
    expect((await signIn(worker.name)).status).toBe(429)
    const elsewhere = { account: worker.name, password: GOOD }
    expect(await signInByPassword(ground, elsewhere, 'address:198.51.100.7')).toMatchObject({ id: worker.id })
  })

  it('guessed by many from many places shuts the account to them, and not to its owner where she always comes from', async () => {
    await withPassword()
    const desk = 'address:203.0.113.9'
    const owner = { account: worker.name, password: GOOD }
    await signInByPassword(ground, owner, desk)
    const guess = (from: number) =>
      signInByPassword(
        ground,
        { account: worker.name, password: '不是这个密码的一句话' },
        `address:192.0.2.${from}`,
      ).catch((error: unknown) => (error as { code: string }).code)
    const codes = []
    for (let from = 0; from < 32; from += 1) codes.push(await guess(from))
    expect(codes.slice(0, 30)).toEqual(codes.slice(0, 30).map(() => 'unauthenticated'))
    expect(codes.slice(30)).toEqual(['too_many', 'too_many'])
    await expect(signInByPassword(ground, owner, 'address:192.0.2.200')).rejects.toMatchObject({ code: 'too_many' })
    expect(await signInByPassword(ground, owner, desk)).toMatchObject({ id: worker.id })
    expect(JSON.stringify(await ground.db.collection('entry_places').find().toArray())).not.toMatch(/203|赵敏/)
    turn(31 * 24 * 60)
    await ground.db.collection('entry_tries').deleteMany({})
    for (let from = 0; from < 30; from += 1) await guess(from)
    await expect(signInByPassword(ground, owner, desk)).rejects.toMatchObject({ code: 'too_many' })
  })

  it('is changed by whoever knows the current one; all other sessions end', async () => {
    const token = await withPassword()
    const change = (current: string, password: string, as = token) =>
      web.call('PUT', '/api/me/password', { as, body: { current, password } })
    expect(await change('不是这个', '另一句更长的话记得住')).toMatchObject({ body: { fields: [{ path: 'current' }] } })
    expect(await change(GOOD, GOOD)).toMatchObject({ body: { fields: [{ path: 'password' }] } })
    const other = String((await signIn(worker.name)).body['token'])
    const { status, body } = await change(GOOD, '另一句更长的话记得住')
    expect(status).toBe(200)
    expect(await identify(ground, other)).toBeNull()
    expect(await identify(ground, token)).toBeNull()
    expect(await identify(ground, String(body['token']))).not.toBeNull()
    expect((await signIn(worker.name)).status).toBe(401)
    expect((await web.call('PUT', '/api/me/password', { body: { current: GOOD, password: GOOD } })).status).toBe(401)
    const neighbour = await aPerson(ground, { stationId })
    expect((await change(GOOD, GOOD, await web.signIn(neighbour))).status).toBe(403)
  })

  it('is worth nothing once its owner is no staff any more', async () => {
    await withPassword()
    await web.call('PUT', `/api/people/${worker.id}/role`, {
      as: director,
      body: { role: 'volunteer', reason: '离职' },
    })
    expect((await signIn(worker.name)).status).toBe(401)
  })
})

it('stands in the log by id, good or refused, with the way, and no secret', async () => {
  await withPassword()
  const lines: Record<string, unknown>[] = []
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) })
  const watched = { ...ground, log }
  const door = await openWeb(watched, [
    ...peopleRoutes(watched, { demo: false, sandbox: false }),
    ...entryRoutes(watched),
  ])
  try {
    const knock = (path: string, body: object) => door.call('POST', path, { body })
    const { body } = await knock('/api/sessions', { account: worker.name, password: GOOD })
    await knock('/api/sessions', { account: worker.name, password: '不是这个密码的一句话' })
    const wang = await aPerson(ground, { stationId })
    const code = String((await codeFor(worker, wang.id)).body['code'])
    await knock('/api/sessions/code', { code })
    await knock('/api/sessions/code', { code })
    await door.call('DELETE', '/api/me/session', { as: String(body['token']) })
    const told = lines.map(({ msg, personId, kind, outcome, route, status }) => ({
      msg,
      personId,
      kind,
      outcome,
      route,
      status,
    }))
    expect(told).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ msg: 'sign-in', personId: worker.id, kind: 'password', outcome: 'signed_in' }),
        expect.objectContaining({ msg: 'password', personId: worker.id, outcome: 'refused' }),
        expect.objectContaining({ msg: 'refused', route: 'openPasswordSession', status: 401 }),
        expect.objectContaining({ msg: 'sign-in', personId: wang.id, kind: 'code', outcome: 'signed_in' }),
        expect.objectContaining({ msg: 'refused', route: 'openCodeSession', status: 401 }),
        expect.objectContaining({ msg: 'sign-in', personId: worker.id, outcome: 'signed_out' }),
      ]),
    )
    for (const secret of [GOOD, code, String(body['token']), worker.name])
      expect(JSON.stringify(lines)).not.toContain(secret)
  } finally {
    await door.close()
  }
})

describe('a code of the station', () => {
  it('lets a resident in once, however it is written', async () => {
    const wang = await aPerson(ground, { stationId })
    const { status, body } = await codeFor(worker, wang.id)
    expect([status, body['code']]).toEqual([200, expect.stringMatching(/^\d{8}$/)])
    const code = String(body['code']).replace(/^(\d{4})/, '$1 ')
    expect(await enter(code)).toMatchObject({ status: 201, body: { person: { id: wang.id } } })
    expect(await enter(code)).toMatchObject({ status: 401, body: { error: 'unauthenticated' } })
    const { body: file } = await web.call('GET', `/api/people/${wang.id}`, { as: worker })
    expect(file['changes']).toMatchObject([{ what: '登录码', reason: '到站要的' }])
  })

  it('ends after ten minutes, and with the next one', async () => {
    const li = await aVolunteer(ground, { stationId })
    const first = String((await codeFor(worker, li.id)).body['code'])
    const second = String((await codeFor(worker, li.id)).body['code'])
    expect((await enter(first)).status).toBe(401)
    turn(10.1)
    expect((await enter(second)).status).toBe(401)
  })

  it('is never for staff: it is no way round the password', async () => {
    expect((await codeFor(director, worker.id)).status).toBe(403)
    const li = await aVolunteer(ground, { stationId })
    const code = String((await codeFor(worker, li.id)).body['code'])
    await ground.db
      .collection<{ _id: string }>('people')
      .updateOne({ _id: li.id }, { $set: { role: 'station_worker' } })
    expect((await enter(code)).status).toBe(401)
  })

  it('is given by staff of the own station, with a reason', async () => {
    const wang = await aPerson(ground, { stationId })
    expect((await codeFor(await aWorker(ground), wang.id)).status).toBe(404)
    expect((await codeFor(wang, wang.id)).status).toBe(403)
    expect((await web.call('POST', `/api/people/${wang.id}/entry-code`, { body: { reason: '到站' } })).status).toBe(401)
    const bare = await web.call('POST', `/api/people/${wang.id}/entry-code`, { as: worker, body: {} })
    expect(bare.body).toMatchObject({ fields: [{ path: 'reason' }] })
  })

  it('is guessed five times from one place', async () => {
    const wang = await aPerson(ground, { stationId })
    const code = String((await codeFor(worker, wang.id)).body['code'])
    const wrong = code === '00000000' ? '11111111' : '00000000'
    for (const status of [401, 401, 401, 401, 401, 429]) expect((await enter(wrong)).status).toBe(status)
    expect((await enter(code)).status).toBe(429)
  })
})
