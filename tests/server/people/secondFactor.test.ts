import { generateSync } from 'otplib'
import { entryWords } from '@yimin/shared/entry/words'
import { dutyRoutes } from '../../../server/duty/index.ts'
import { peopleRoutes, secondFactorRoutes } from '../../../server/people/index.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import { aPerson, aStation, aWorker, NO_SECOND_FACTOR, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

const HALF_MINUTE = 30_000
const MINUTE = 60_000

let ground: Ground
let web: Web
beforeAll(async () => {
  ground = await openGround()
  web = await openWeb(ground, [
    ...peopleRoutes(ground, { demo: true, sandbox: true }),
    ...secondFactorRoutes(ground),
    ...dutyRoutes(ground),
  ])
})
afterAll(async () => {
  await web.close()
  await ground.close()
})

const call: Web['call'] = (...knocking) => web.call(...knocking)
const own = '/api/me/second-factor'
const later = (ms: number) => ground.clock.turnTo(new Date(ground.clock.now().getTime() + ms))
const signIn = (id: string) => web.signIn({ id })
const codeOf = (secret: string, back = 0) =>
  generateSync({ secret, epoch: Math.floor(ground.clock.now().getTime() / 1_000) - back })
/** Six digits that are neither now's nor those of the step before. */
function wrongFor(secret: string): string {
  const good = [codeOf(secret), codeOf(secret, 30)]
  return ['000000', '111111', '222222'].find((code) => !good.includes(code)) ?? ''
}

async function aStrictStation() {
  return aStation(ground, { settings: { security: { staffSecondFactor: true } } })
}

/** A worker with an authenticator, and a session in which its first code was given. */
async function anEnrolledWorker() {
  const worker = await aWorker(ground, { stationId: (await aStrictStation()).id })
  const first = await signIn(worker.id)
  const begun = await call('POST', `${own}/enrolment`, { as: first, body: {} })
  const secret = String(begun.body.secret).replaceAll(' ', '')
  const confirmed = await call('POST', `${own}/confirmation`, { as: first, body: { code: codeOf(secret) } })
  return { worker, first, secret, token: String(confirmed.body.token), recoveryCodes: confirmed.body.recoveryCodes as string[], begun } // prettier-ignore
}

let known: Awaited<ReturnType<typeof anEnrolledWorker>>
let deskAtOnce: number
beforeAll(async () => {
  // One is enough: recovery codes are slow to hash on purpose.
  known = await anEnrolledWorker()
  deskAtOnce = (await call('GET', '/api/alarms', { as: known.token })).status
})
beforeEach(() => later(40 * MINUTE))

/** Each test comes back later than a session lasts, and signs in anew. */
const asKnown = () => signIn(known.worker.id)

describe('a station that asks for it', () => {
  test('shows staff nothing until the code was given, and tells what is missing', async () => {
    const worker = await aWorker(ground, { stationId: (await aStrictStation()).id })
    const token = await signIn(worker.id)
    expect(await call('GET', '/api/alarms', { as: token })).toMatchObject({
      status: 403,
      body: { error: 'second_factor_needed', message: '请先输入登录验证码。' },
    })
    expect((await call('GET', `/api/people/${worker.id}`, { as: token })).body.error).toBe('second_factor_needed')
    expect((await call('GET', '/api/me', { as: token })).body).toMatchObject({
      id: worker.id,
      secondFactorNeeded: true,
    })
    expect((await call('GET', own, { as: token })).body).toEqual({
      enrolled: false,
      required: true,
      proven: false,
      recoveryCodesLeft: 0,
      abilities: { enrol: true, prove: false, renewRecoveryCodes: false },
    })
  })

  test('is the default of every station', async () => {
    const { id: stationId } = await aStation(ground, { settings: {} })
    const token = await signIn((await aWorker(ground, { stationId })).id)
    expect((await call('GET', '/api/alarms', { as: token })).status).toBe(403)
  })

  test('one that does not lets staff in by sign-in alone', async () => {
    const { id: stationId } = await aStation(ground, { settings: NO_SECOND_FACTOR })
    const token = await signIn((await aWorker(ground, { stationId })).id)
    expect((await call('GET', '/api/alarms', { as: token })).status).toBe(200)
    expect((await call('GET', own, { as: token })).body).toMatchObject({ required: false })
  })

  test('leaves residents alone: they have none, and cannot make one', async () => {
    const token = await signIn((await aPerson(ground, { stationId: (await aStrictStation()).id })).id)
    expect((await call('GET', '/api/me', { as: token })).status).toBe(200)
    for (const [method, path] of [
      ['GET', own],
      ['POST', `${own}/enrolment`],
    ] as const)
      expect((await call(method, path, { as: token, body: method === 'GET' ? undefined : {} })).body.error).toBe(
        'forbidden',
      )
    expect((await call('GET', own)).status).toBe(401)
  })
})

describe('binding an authenticator', () => {
  test('shows a secret and its picture, takes the first code, opens the desk under a new token', async () => {
    const { begun, first, recoveryCodes } = known
    expect(begun.body.secret).toMatch(/^([A-Z2-7]{4} ?){8}$/)
    const svg = Buffer.from(String(begun.body.picture).replace('data:image/svg+xml;base64,', ''), 'base64').toString()
    expect(svg).toMatch(/^<svg /)
    expect(new Set(recoveryCodes).size).toBe(10)
    for (const code of recoveryCodes) expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    expect((await call('GET', '/api/me', { as: first })).status).toBe(401)
    expect(deskAtOnce).toBe(200)
  })

  test('keeps neither secret nor recovery codes in clear', async () => {
    const stored = JSON.stringify(await ground.db.collection('second_factors').find().toArray())
    expect(stored).not.toContain(known.secret)
    for (const code of known.recoveryCodes) {
      expect(stored).not.toContain(code)
      expect(stored).not.toContain(code.replaceAll('-', ''))
    }
  })

  test('refuses a wrong first code, and one for what was not begun', async () => {
    const worker = await aWorker(ground, { stationId: (await aStrictStation()).id })
    const token = await signIn(worker.id)
    expect((await call('POST', `${own}/confirmation`, { as: token, body: { code: '123456' } })).body).toMatchObject({
      error: 'invalid_input',
      fields: [{ path: 'code', message: '还没有绑定验证器，请先绑定。' }],
    })
    const { body } = await call('POST', `${own}/enrolment`, { as: token, body: {} })
    const code = wrongFor(String(body.secret).replaceAll(' ', ''))
    expect((await call('POST', `${own}/confirmation`, { as: token, body: { code } })).body).toMatchObject({
      fields: [{ path: 'code' }],
    })
    expect((await call('POST', `${own}/confirmation`, { as: token, body: { code: '12' } })).body).toMatchObject({
      fields: [{ path: 'code' }],
    })
    expect((await call('GET', own, { as: token })).body).toMatchObject({ enrolled: false })
  })

  test('whoever only signed in cannot put another authenticator in the place of the first', async () => {
    const token = await asKnown()
    expect((await call('POST', `${own}/enrolment`, { as: token, body: {} })).body.error).toBe('second_factor_needed')
    expect(
      (await call('POST', `${own}/confirmation`, { as: token, body: { code: codeOf(known.secret) } })).body.error,
    ).toBe('second_factor_needed')
  })
})

/** A worker of her own for what cannot be undone; her authenticator is known. */
async function proven(worker: { id: string }, secret: string): Promise<string> {
  later(MINUTE)
  const { body } = await call('POST', `${own}/proof`, { as: await signIn(worker.id), body: { code: codeOf(secret) } })
  return String(body.token)
}

describe('another authenticator', () => {
  test('is bound by a code of the old one, given for this alone, however fresh the proof of the session is', async () => {
    const token = await proven(known.worker, known.secret)
    const begin = (body: object) => call('POST', `${own}/enrolment`, { as: token, body })
    for (const body of [{}, { code: wrongFor(known.secret) }, { code: codeOf(known.secret) }])
      expect((await begin(body)).body).toMatchObject({ error: 'invalid_input', fields: [{ path: 'code' }] })
    later(MINUTE)
    expect((await begin({ code: codeOf(known.secret) })).status).toBe(200)
  })

  test('ends all other sessions, and so do new recovery codes', async () => {
    const { worker, secret } = await anEnrolledWorker()
    const [other, here] = [await proven(worker, secret), await proven(worker, secret)]
    later(MINUTE)
    const begun = await call('POST', `${own}/enrolment`, { as: here, body: { code: codeOf(secret) } })
    const next = String(begun.body.secret).replaceAll(' ', '')
    later(MINUTE)
    const bound = await call('POST', `${own}/confirmation`, { as: here, body: { code: codeOf(next) } })
    const token = String(bound.body.token)
    for (const old of [other, here]) expect((await call('GET', '/api/me', { as: old })).status).toBe(401)
    const another = await proven(worker, next)
    later(MINUTE)
    expect((await call('POST', `${own}/recovery-codes`, { as: token, body: { code: codeOf(next) } })).status).toBe(200)
    expect((await call('GET', '/api/me', { as: another })).status).toBe(401)
    expect((await call('GET', '/api/me', { as: token })).status).toBe(200)
  })

  test('the first one is bound by who signed in a moment ago, not at a screen that was left open', async () => {
    const worker = await aWorker(ground, { stationId: (await aStrictStation()).id })
    const token = await signIn(worker.id)
    later(16 * MINUTE)
    const late = await call('POST', `${own}/enrolment`, { as: token, body: {} })
    expect(late).toMatchObject({ status: 403, body: { error: 'forbidden', message: entryWords.signInAnew } })
    expect((await call('POST', `${own}/enrolment`, { as: await signIn(worker.id), body: {} })).status).toBe(200)
  })
})

describe('giving the code', () => {
  test('opens the desk under a new token; the old one ends', async () => {
    const before = await asKnown()
    expect((await call('GET', '/api/alarms', { as: before })).status).toBe(403)
    const { body } = await call('POST', `${own}/proof`, { as: before, body: { code: codeOf(known.secret) } })
    expect((await call('GET', '/api/alarms', { as: String(body.token) })).status).toBe(200)
    expect((await call('GET', '/api/me', { as: String(body.token) })).body).toMatchObject({ secondFactorNeeded: false })
    expect((await call('GET', '/api/me', { as: before })).status).toBe(401)
  })

  test('a code that came half a minute late counts, an older or a later one does not', async () => {
    const token = await asKnown()
    for (const back of [60, -30])
      expect(
        (await call('POST', `${own}/proof`, { as: token, body: { code: codeOf(known.secret, back) } })).status,
      ).toBe(400)
    expect((await call('POST', `${own}/proof`, { as: token, body: { code: codeOf(known.secret, 30) } })).status).toBe(
      200,
    )
  })

  test('a code is good once, also for two who come at the same moment', async () => {
    const tokens = await Promise.all([asKnown(), asKnown(), asKnown()])
    const code = codeOf(known.secret)
    const answers = await Promise.all(
      tokens.slice(0, 2).map((token) => call('POST', `${own}/proof`, { as: token, body: { code } })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    expect((await call('POST', `${own}/proof`, { as: tokens[2], body: { code } })).status).toBe(400)
    later(HALF_MINUTE)
    expect((await call('POST', `${own}/proof`, { as: tokens[2], body: { code } })).status).toBe(400)
    expect((await call('POST', `${own}/proof`, { as: tokens[2], body: { code: codeOf(known.secret) } })).status).toBe(
      200,
    )
  })

  test('after five wrong ones there is a pause, even for the right one', async () => {
    const token = await asKnown()
    const code = wrongFor(known.secret)
    const tried = await Promise.all(
      Array.from({ length: 7 }, () => call('POST', `${own}/proof`, { as: token, body: { code } })),
    )
    expect(tried.map(({ status }) => status).sort()).toEqual([400, 400, 400, 400, 400, 429, 429])
    expect(
      (await call('POST', `${own}/proof`, { as: token, body: { code: codeOf(known.secret) } })).body,
    ).toMatchObject({
      error: 'too_many',
      message: '试错的次数多了，请过15分钟再试。',
    })
    later(16 * MINUTE)
    expect((await call('POST', `${own}/proof`, { as: token, body: { code: codeOf(known.secret) } })).status).toBe(200)
  })

  test('a recovery code opens the desk once, however it is written', async () => {
    const [code = ''] = known.recoveryCodes
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `
    const good = await call('POST', `${own}/proof`, { as: await asKnown(), body: { code: typed } })
    expect(good).toMatchObject({ status: 200, body: { recoveryCodesLeft: 9 } })
    expect((await call('POST', `${own}/proof`, { as: await asKnown(), body: { code } })).status).toBe(400)
    later(HALF_MINUTE)
    const token = String(good.body.token)
    const renewed = await call('POST', `${own}/recovery-codes`, { as: token, body: { code: codeOf(known.secret) } })
    expect(renewed.body.recoveryCodes).toHaveLength(10)
    const [, old = ''] = known.recoveryCodes
    expect((await call('POST', `${own}/proof`, { as: await asKnown(), body: { code: old } })).status).toBe(400)
  })

  test('one person’s code opens nothing for another', async () => {
    const worker = await aWorker(ground, { stationId: known.worker.stationId })
    const answer = await call('POST', `${own}/proof`, {
      as: await signIn(worker.id),
      body: { code: codeOf(known.secret) },
    })
    expect(answer.body).toMatchObject({ error: 'invalid_input' })
  })

  test('a changed role ends the proof with the session', async () => {
    const { body } = await call('POST', `${own}/proof`, { as: await asKnown(), body: { code: codeOf(known.secret) } })
    await ground.db
      .collection<{ _id: string }>('people')
      .updateOne({ _id: known.worker.id }, { $set: { role: 'volunteer' } })
    expect((await call('GET', '/api/alarms', { as: String(body.token) })).status).toBe(401)
    await ground.db
      .collection<{ _id: string }>('people')
      .updateOne({ _id: known.worker.id }, { $set: { role: 'station_worker' } })
  })
})
