import { createHash } from 'node:crypto'
import { CONSENT_KINDS, CONSENT_TEXTS, currentText } from '@yimin/shared/consent/texts'
import type { ConsentKind } from '@yimin/shared/consent/texts'
import { consentWords } from '@yimin/shared/consent/words'
import { answerTo, hashOf } from '../../../server/people/consent/commands/answerConsent.ts'
import { asksFor, consentState } from '../../../server/people/consent/consent.policy.ts'
import { consentRoutes, findPerson, mineRoutes, peopleRoutes, registerRoutes } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import type { PersonDoc } from '../../../server/people/person.model.ts'
import { aPerson, aStation, aVolunteer, aWorker, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'

let ground: Ground
let web: Web
let stationId: string
beforeAll(async () => {
  ground = await openGround()
  const people = peopleRoutes(ground, { demo: false, sandbox: false })
  web = await openWeb(ground, [...people, ...mineRoutes(ground), ...registerRoutes(ground), ...consentRoutes(ground)])
  stationId = (await aStation(ground, { zones: [{ name: '6', buildings: [{ name: '9' }] }] })).id
})
afterAll(async () => {
  await web.close()
  await ground.close()
})

const docOf = (id: string) => ground.db.collection<PersonDoc>('people').findOne({ _id: id })
const list = async (as: Person) =>
  (await web.call<{ items: Record<string, unknown>[] }>('GET', '/api/me/consents', { as })).body.items
const answer = (as: Person, agrees: boolean, kind: ConsentKind = 'rules', version = currentText(kind).version) =>
  web.call('POST', '/api/me/consents', { as, body: { kind, version, agrees } })
const full = (parts = {}) =>
  aPerson(ground, { stationId, phone: '19900002222', home: { zone: '6', building: '9', room: '402' }, groups: ['alone'], household: [{ relation: '妈妈' }], ...parts }) // prettier-ignore
const groupsOf = async (as: Person, groups: string[]) => {
  const version = (await docOf(as.id))?.v
  return web.call('PUT', '/api/me/groups', { as, body: { version, groups } })
}

/** What was asked once stays as it was: whoever changes a text writes a new one below it, and its hash here. */
const HASHES = {
  rules: [
    'be999cc0d0d6c56ae57b5fed8b228dcd673508906701f4b2964334594d1c40e4',
    '0a1ee7727e48dbd39a4ed8beb15d72c9100738161e37bd445c270fe5635750cb',
  ],
  groups: ['a57b39ff150da12dd5903c93b7d584cb232377d9da944ce45254362c1205cc16'],
}

describe('the texts', () => {
  it.each(CONSENT_KINDS)('of %s are never changed, only followed by the next one', (kind) => {
    expect(CONSENT_TEXTS[kind].map(({ version }) => version)).toEqual(HASHES[kind].map((_, at) => at + 1))
    expect(CONSENT_TEXTS[kind].map(hashOf)).toEqual(HASHES[kind])
  })

  it('are short enough to be read aloud line by line', () => {
    const lines = CONSENT_KINDS.flatMap((kind) => CONSENT_TEXTS[kind].flatMap(({ text }) => text))
    expect(lines.filter((line) => Array.from(line).length > 50)).toEqual([])
  })
})

describe('what somebody agrees to', () => {
  it('is asked once, in plain words, and a yes stands with text, time and act', async () => {
    const wang = await aPerson(ground, { stationId })
    const { version, title, text } = currentText('rules')
    expect(await list(wang)).toEqual([
      { kind: 'rules', version, title, text, state: 'open', stateWord: consentWords.open, asks: true },
    ])
    const { status, body } = await answer(wang, true)
    const [shown] = body['items'] as Record<string, unknown>[]
    expect([status, shown]).toMatchObject([200, { state: 'given', asks: false, stateWord: '2099-11-22 10:00 在手机上点的：同意（第2版说明）。' }]) // prettier-ignore
    const hash = createHash('sha256')
      .update([title, ...text].join('\n'))
      .digest('hex')
    const row = { kind: 'rules', version: 2, hash, agreed: true, at: ground.clock.now(), act: 'page', by: wang.id }
    expect((await docOf(wang.id))?.consents).toEqual([row])
    await answer(wang, true)
    expect((await docOf(wang.id))?.consents).toHaveLength(1)
  })

  it('a no is not asked twice, keeps nothing for the next time, and says so where something is to be kept', async () => {
    const wang = await full()
    await answer(wang, false)
    expect(await list(wang)).toMatchObject([{ kind: 'rules', state: 'refused', asks: false }])
    const { known, household } = (await findPerson(ground, wang.id)) as Person
    expect([known, household]).toEqual([{ phone: false, door: false, groups: false }, []])
    const version = (await docOf(wang.id))?.v
    const phone = await web.call('PUT', '/api/me/phone', { as: wang, body: { version, phone: '19900002222' } })
    expect(phone).toMatchObject({ status: 403, body: { message: consentWords.notKept } })
    const home = await web.call('PUT', '/api/me/home', {
      as: wang,
      body: { version, home: { zone: '6', building: '9' } },
    })
    expect([home.status, (await groupsOf(wang, ['alone'])).status]).toEqual([403, 403])
    await answer(wang, true)
    expect((await groupsOf(wang, ['alone'])).status).toBe(200)
  })

  it('is taken back as easily as it was given, and what it was about is gone in the same moment', async () => {
    const wang = await full()
    await answer(wang, true)
    await answer(wang, false)
    expect(await list(wang)).toMatchObject([{ state: 'withdrawn', stateWord: expect.stringContaining('收回') }])
    const doc = await docOf(wang.id)
    expect(doc?.consents?.map(({ agreed }) => agreed)).toEqual([true, false])
    for (const field of ['phone', 'phoneIndex', 'home', 'groups']) expect(doc).not.toHaveProperty(field)
  })

  it('to special groups is a yes of its own: by the form, off by default, and gone with a tap', async () => {
    const wang = await aPerson(ground, { stationId })
    expect(await list(wang)).toHaveLength(1)
    await groupsOf(wang, ['pregnant'])
    await groupsOf(wang, ['pregnant', 'alone'])
    expect((await docOf(wang.id))?.consents).toMatchObject([{ kind: 'groups', agreed: true, act: 'form', by: wang.id }])
    expect(await list(wang)).toMatchObject([{ kind: 'rules', state: 'open' }, { kind: 'groups', state: 'given', asks: false }]) // prettier-ignore
    await answer(wang, false, 'groups')
    expect([(await docOf(wang.id))?.groups, (await list(wang))[1]]).toMatchObject([undefined, { state: 'withdrawn' }])
    await groupsOf(wang, ['alone'])
    await groupsOf(wang, [])
    expect((await docOf(wang.id))?.consents?.map(({ agreed }) => agreed)).toEqual([true, false, true, false])
  })

  it('without the general yes the special one has nothing to stand on', async () => {
    const wang = await aPerson(ground, { stationId })
    await groupsOf(wang, ['alone'])
    await answer(wang, false)
    expect(await list(wang)).toMatchObject([
      { kind: 'rules', state: 'refused' },
      { kind: 'groups', state: 'withdrawn' },
    ])
  })

  it('at the desk is noted with the worker to whom it was said', async () => {
    const worker = await aWorker(ground, { stationId })
    const body = { name: '新来的李奶奶', agreed: true }
    const { body: file } = await web.call('POST', '/api/people', { as: worker, body })
    expect((await docOf(String(file['id'])))?.consents).toMatchObject([
      { kind: 'rules', agreed: true, act: 'desk', by: worker.id },
    ])
  })

  it('is asked again by a new text alone; the old yes holds until then, and an old no is no yes', () => {
    const at = ground.clock.now()
    const old = (agreed: boolean, kind: 'rules' | 'groups' = 'rules') => ({ ...answerTo(kind, agreed, { at, act: 'page', by: 'wang' }), version: 0 }) // prettier-ignore
    const person = (...consents: ReturnType<typeof old>[]) => ({ role: 'resident' as const, consents, known: { phone: true, door: true, groups: true } }) // prettier-ignore
    expect([consentState(person(old(true)), 'rules'), asksFor(person(old(true)), 'rules')]).toEqual(['outdated', true])
    expect([consentState(person(old(false)), 'rules'), asksFor(person(old(false)), 'rules')]).toEqual(['refused', true])
    expect(asksFor(person(old(false, 'groups')), 'groups')).toBe(false)
    expect(asksFor({ ...person(old(true)), role: 'station_worker' }, 'rules')).toBe(false)
  })
})

describe('who may not', () => {
  it('nobody answers without being signed in, to an older text, or to something that is none', async () => {
    const li = await aVolunteer(ground, { stationId })
    expect((await web.call('GET', '/api/me/consents')).status).toBe(401)
    expect(
      (await web.call('POST', '/api/me/consents', { body: { kind: 'rules', version: 1, agrees: true } })).status,
    ).toBe(401)
    expect(await answer(li, true, 'rules', 1)).toMatchObject({ status: 409, body: { message: consentWords.newer } })
    expect(await answer(li, true, 'adverts' as ConsentKind, 1)).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'kind' }] },
    })
    expect((await docOf(li.id))?.consents).toBeUndefined()
  })

  it('staff are not asked, and special groups are a matter of whoever told of some', async () => {
    const worker = await aWorker(ground, { stationId })
    expect(await list(worker)).toEqual([])
    expect((await answer(worker, true)).status).toBe(403)
    expect((await answer(await aPerson(ground, { stationId }), true, 'groups')).status).toBe(403)
  })
})
