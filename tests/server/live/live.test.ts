import { liveRoutes, openLiveDoor, publishHint, sweepHints } from '../../../server/platform/live/index.ts'
import type { LiveLimits, LiveParts } from '../../../server/platform/live/index.ts'
import { hintsOf } from '../../../server/platform/live/live.model.ts'
import { closeSession, identify, openSession, stillOpen } from '../../../server/people/index.ts'
import { createApp } from '../../../server/platform/web/index.ts'
import type { App } from '../../../server/platform/web/index.ts'
import { aPerson, aStation, aWorker, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'
import { until } from '../../factories/until.ts'
import { aPage } from './aPage.ts'
import type { Page } from './aPage.ts'

interface House {
  app: App
  port: number
}

let ground: Ground
let house: House
const apps: App[] = []

async function open(
  limits: Partial<LiveLimits> = {},
  record: Partial<Pick<LiveParts, 'stillOpen'>> = {},
): Promise<House> {
  const who = (token: string) => identify(ground, token)
  const { db, clock, log } = ground
  const app = createApp({
    routes: liveRoutes(ground),
    doors: [
      openLiveDoor({
        db,
        log,
        identify: who,
        stillOpen: (listening) => stillOpen(ground, listening),
        ...record,
        limits: { everyMs: 20, checkMs: 100, ...limits },
      }),
    ],
    identify: who,
    db,
    clock,
    log,
    checks: {},
    info: { title: 'test', version: '0' },
    rate: { burst: 10_000, perSecond: 10_000 },
    strictReplies: true,
  })
  apps.push(app)
  return { app, port: (await app.listen(0, '127.0.0.1')).port }
}

beforeAll(async () => {
  ground = await openGround()
  house = await open()
})
afterAll(async () => {
  await Promise.all(apps.map((app) => app.close(200)))
  await ground.close()
})

async function tokenOf(personId: string): Promise<string> {
  return (await openSession(ground, personId))?.token ?? ''
}

async function aSignedInPage(personId: string, since?: number, at = house): Promise<Page> {
  const page = aPage(at.port, { token: await tokenOf(personId), ...(since === undefined ? {} : { since }) })
  await until('the page is welcome', () => page.news.length > 0)
  return page
}

let counter = 0
function hintFor(parts: { people?: string[]; stations?: string[] }): Promise<void> {
  counter += 1
  return publishHint(ground, { kind: 'request', id: `A${counter}`, version: 1, ...parts })
}

async function readOverHttp(token: string | undefined, query = '') {
  const response = await fetch(`http://127.0.0.1:${house.port}/api/live${query}`, {
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('what is new', () => {
  it('reaches every page of the person at once, whichever process it hangs on, and nobody else', async () => {
    const [wang, li] = [await aPerson(ground), await aPerson(ground)]
    const other = await open()
    const pages = [await aSignedInPage(wang.id), await aSignedInPage(wang.id, undefined, other)]
    const stranger = await aSignedInPage(li.id)
    await hintFor({ people: [wang.id] })
    await hintFor({ people: [li.id] })
    for (const page of [...pages, stranger]) await until('one hint came', () => page.hints().length === 1)
    expect(pages.map((page) => page.hints().map(({ id }) => id))).toEqual([[`A${counter - 1}`], [`A${counter - 1}`]])
    expect(stranger.hints()).toMatchObject([{ id: `A${counter}`, kind: 'request', version: 1 }])
    await Promise.all([...pages, stranger].map((page) => page.leave()))
  })

  it('of a station reaches its staff alone: no resident, no worker of another station', async () => {
    const station = await aStation(ground)
    const worker = await aSignedInPage((await aWorker(ground, { stationId: station.id })).id)
    const elsewhere = await aSignedInPage((await aWorker(ground)).id)
    const resident = await aSignedInPage((await aPerson(ground, { stationId: station.id })).id)
    await hintFor({ stations: [station.id] })
    await until('the worker hears', () => worker.hints().length === 1)
    // Whatever were on its way to the others would have come before this one.
    const last = await aPerson(ground)
    const witness = await aSignedInPage(last.id)
    await hintFor({ people: [last.id] })
    await until('a later hint is told', () => witness.hints().length === 1)
    expect([elsewhere.hints(), resident.hints()]).toEqual([[], []])
    await Promise.all([worker, elsewhere, resident, witness].map((page) => page.leave()))
  })

  it('tells kind, id, version and number, never who else hears it', async () => {
    const person = await aPerson(ground)
    const page = await aSignedInPage(person.id)
    await hintFor({ people: [person.id, 'somebody-else'] })
    await until('the hint came', () => page.hints().length === 1)
    expect(Object.keys(page.hints()[0] ?? {}).sort()).toEqual(['id', 'kind', 'seq', 'version'])
    await page.leave()
  })

  it('comes in order, a thousand hints from three writers at once, none missing', async () => {
    const person = await aPerson(ground)
    const [page, late] = [await aSignedInPage(person.id), await aSignedInPage(person.id)]
    const begin = page.seq()
    await Promise.all(Array.from({ length: 1_000 }, () => hintFor({ people: [person.id] })))
    await until('all came', () => page.hints().length === 1_000)
    const numbers = page.hints().map(({ seq }) => seq)
    expect(numbers).toEqual(Array.from({ length: 1_000 }, (_, i) => begin + 1 + i))
    await until('the other page has them, too', () => late.hints().length === 1_000)
    await Promise.all([page.leave(), late.leave()])
  })

  it('keeps one order and no gap when processes write in the same moment', async () => {
    const person = await aPerson(ground)
    const before = (await readOverHttp(await tokenOf(person.id))).body['seq'] as number
    // Another handle on the same record is another process to the writer.
    const twins = [ground.db.client.db(ground.db.databaseName), ground.db.client.db(ground.db.databaseName)]
    await Promise.all(
      twins.flatMap((db) =>
        Array.from({ length: 40 }, (_, i) =>
          publishHint({ ...ground, db }, { kind: 'alarm', id: `x${i}`, version: 1, people: [person.id] }),
        ),
      ),
    )
    const kept = await hintsOf(ground.db)
      .find({ _id: { $gt: before } })
      .sort({ _id: 1 })
      .toArray()
    expect(kept.map(({ _id }) => _id)).toEqual(Array.from({ length: 80 }, (_, i) => before + 1 + i))
  })
})

describe('coming back', () => {
  it('gets all hints since then, once and in order, as if the line had never been cut', async () => {
    const person = await aPerson(ground)
    const page = await aSignedInPage(person.id)
    await hintFor({ people: [person.id] })
    await until('the first came', () => page.hints().length === 1)
    const since = page.seq()
    await page.leave()
    await hintFor({ people: [person.id] })
    await hintFor({ people: ['somebody-else'] })
    await hintFor({ people: [person.id] })
    const again = await aSignedInPage(person.id, since)
    await hintFor({ people: [person.id] })
    await until('the third came', () => again.hints().length === 3)
    expect(again.news[0]?.reset).toBe(false)
    expect(again.hints().map(({ id }) => id)).toEqual([`A${counter - 3}`, `A${counter - 1}`, `A${counter}`])
    await again.leave()
  })

  it('misses nothing that is written while it comes in', async () => {
    const person = await aPerson(ground)
    const token = await tokenOf(person.id)
    const since = (await readOverHttp(token)).body['seq'] as number
    const writing = Promise.all(Array.from({ length: 60 }, () => hintFor({ people: [person.id] })))
    const pages = Array.from({ length: 6 }, () => aPage(house.port, { token, since }))
    await writing
    for (const page of pages) {
      await until('all came', () => page.hints().length >= 60)
      expect(page.hints().map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, i) => since + 1 + i))
    }
    await Promise.all(pages.map((page) => page.leave()))
  })

  it('is told to read everything: the first time, after too long, and with a number of another record', async () => {
    const person = await aPerson(ground)
    const first = await aSignedInPage(person.id)
    expect(first.news[0]).toMatchObject({ reset: true, hints: [] })
    const since = first.seq()
    await first.leave()
    await hintFor({ people: [person.id] })
    await hintFor({ people: [person.id] })
    const ahead = await aSignedInPage(person.id, since + 1_000_000)
    expect(ahead.news[0]).toMatchObject({ reset: true, seq: since + 2 })
    await ahead.leave()
    ground.clock.turnTo(new Date(ground.clock.now().getTime() + 25 * 3_600_000))
    expect(await sweepHints(ground)).toBeGreaterThan(0)
    const late = await aSignedInPage(person.id, since)
    expect(late.news[0]).toMatchObject({ reset: true, seq: since + 2 })
    await late.leave()
  })

  it('counts on after the sweep, however long nothing happened', async () => {
    const person = await aPerson(ground)
    const { seq } = (await readOverHttp(await tokenOf(person.id))).body
    ground.clock.turnTo(new Date(ground.clock.now().getTime() + 72 * 3_600_000))
    await sweepHints(ground)
    await sweepHints(ground)
    await hintFor({ people: [person.id] })
    const { body } = await readOverHttp(await tokenOf(person.id), `?since=${String(seq)}`)
    expect(body).toMatchObject({ reset: false, hints: [{ seq: (seq as number) + 1 }] })
  })
})

describe('who may listen', () => {
  it.each([
    ['no JSON', 'hello'],
    ['no token', { since: 3 }],
    ['a field too many', { token: 'x', admin: true }],
    ['a number that is none', { token: 'x', since: -1 }],
  ])('%s: the socket is closed', async (_what, first) => {
    expect(await aPage(house.port, first).closed).toBe(4400)
  })

  it('nobody with a token that nobody has, and after a few guesses not even to guess', async () => {
    const codes: number[] = []
    for (let guess = 0; guess < 14; guess += 1) codes.push(await aPage(house.port, { token: `guess${guess}` }).closed)
    expect(codes[0]).toBe(4401)
    expect(codes.at(-1)).toBe(4429)
  })

  it('no page of another site', async () => {
    const token = await tokenOf((await aPerson(ground)).id)
    expect(await aPage(house.port, { token }, { origin: 'https://evil.example' }).closed).toBe(0)
    const own = aPage(house.port, { token }, { origin: `http://127.0.0.1:${house.port}` })
    await until('the own page is welcome', () => own.news.length === 1)
    await own.leave()
  })

  it('nobody who stays silent, says too much, or says something twice', async () => {
    const strict = await open({ signInMs: 50 })
    expect(await aPage(strict.port).closed).toBe(4408)
    expect(await aPage(house.port, 'x'.repeat(5_000)).closed).toBe(1009)
    const chatty = await aSignedInPage((await aPerson(ground)).id)
    chatty.socket.send('{"token":"again"}')
    expect(await chatty.closed).toBe(4400)
  })

  it('nobody whose session is signed out or has run out', async () => {
    const person = await aPerson(ground)
    const [token, other] = [await tokenOf(person.id), await tokenOf(person.id)]
    const [page, stays] = [aPage(house.port, { token }), aPage(house.port, { token: other })]
    await until('both are in', () => page.news.length > 0 && stays.news.length > 0)
    await closeSession(ground, (await identify(ground, token))?.sessionId ?? '')
    expect(await page.closed).toBe(4401)
    expect(stays.socket.readyState).toBe(1)
    const worker = await aSignedInPage((await aWorker(ground)).id)
    ground.clock.turnTo(new Date(ground.clock.now().getTime() + 31 * 60_000))
    expect(await worker.closed).toBe(4401)
    await stays.leave()
  })

  it('not more pages of one person than a person has; the newest stays', async () => {
    const small = await open({ perPerson: 2 })
    const { id } = await aPerson(ground)
    const first = await aSignedInPage(id, undefined, small)
    const rest = [await aSignedInPage(id, undefined, small), await aSignedInPage(id, undefined, small)]
    expect(await first.closed).toBe(4409)
    await Promise.all(rest.map((page) => page.leave()))
  })

  it('not more pages than this process can bear', async () => {
    const small = await open({ sockets: 1 })
    const page = await aSignedInPage((await aPerson(ground)).id, undefined, small)
    expect(await aPage(small.port, { token: 'any' }).closed).toBe(0)
    await page.leave()
  })

  it('nobody who does not read: he is cut off, the others go on', async () => {
    const tight = await open({ waitingBytes: 1_000 })
    const [slow, quick] = [await aPerson(ground), await aPerson(ground)]
    const sleeper = await aSignedInPage(slow.id, undefined, tight)
    const reader = await aSignedInPage(quick.id, undefined, tight)
    sleeper.socket.pause()
    // How much the system itself keeps for a socket is its own affair: hints go on until he is cut off.
    const deadline = performance.now() + 30_000
    while (!(await cutOff(tight))) {
      if (performance.now() > deadline) throw new Error('he was never cut off')
      await Promise.all(Array.from({ length: 200 }, () => hintFor({ people: [slow.id, quick.id] })))
    }
    await until('the other has the last one', () => reader.hints().at(-1)?.id === `A${counter}`)
    sleeper.socket.resume()
    await Promise.all([sleeper.leave(), reader.leave()])

    async function cutOff({ app }: House): Promise<boolean> {
      return (
        (await new Promise<number>((resolve, reject) => {
          app.server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
        })) < 2
      )
    }
  }, 45_000)
})

describe('the beat of the line', () => {
  const BRISK = { checkMs: 20, checksPerBeat: 1 }

  it('tells that it is alive, and goodbye when the server stops', async () => {
    const brisk = await open(BRISK)
    const page = await aSignedInPage((await aPerson(ground)).id, undefined, brisk)
    await until('three beats', () => page.news.length > 3)
    expect(page.news.at(-1)).toEqual({ seq: page.seq(), reset: false, hints: [] })
    await brisk.app.close()
    expect(await page.closed).toBe(1001)
  })

  it('pauses while the record is slow, and cuts nobody off for it', async () => {
    let goOn: () => void = () => undefined
    const slow = new Promise<void>((done) => (goOn = done))
    let asked = 0
    const house = await open(BRISK, {
      stillOpen: async (listening) => {
        asked += 1
        await slow
        return stillOpen(ground, listening)
      },
    })
    const [page, clock] = [await aSignedInPage((await aPerson(ground)).id, undefined, house), await open(BRISK)]
    const other = await aSignedInPage((await aPerson(ground)).id, undefined, clock)
    await until('a round waits for the record', () => asked > 0)
    const since = other.news.length
    await until('elsewhere the heart beats on', () => other.news.length > since + 4)
    expect([asked, page.news.length]).toEqual([1, 1])
    goOn()
    await until('it beats again', () => page.news.length > 3)
    expect(page.socket.readyState).toBe(1)
    await Promise.all([page.leave(), other.leave()])
  })

  it('cuts off a page that never answers, once its time is over', async () => {
    const { id } = await aPerson(ground)
    const impatient = await open({ ...BRISK, answerMs: 60 })
    const mute = aPage(impatient.port, { token: await tokenOf(id) }, {}, false)
    expect(await mute.closed).toBe(1006)
    expect(mute.news.length).toBeGreaterThan(1)
    const patient = await open(BRISK)
    const silent = aPage(patient.port, { token: await tokenOf(id) }, {}, false)
    await until('many beats unanswered', () => silent.news.length > 5)
    expect(silent.socket.readyState).toBe(1)
    await silent.leave()
  })
})

describe('without a socket', () => {
  it('the same hints are there to be asked for', async () => {
    const person = await aPerson(ground)
    const token = await tokenOf(person.id)
    const { body } = await readOverHttp(token)
    expect(body).toMatchObject({ reset: true, hints: [] })
    await hintFor({ people: [person.id] })
    expect((await readOverHttp(token, `?since=${String(body['seq'])}`)).body).toEqual({
      seq: (body['seq'] as number) + 1,
      reset: false,
      hints: [{ seq: (body['seq'] as number) + 1, kind: 'request', id: `A${counter}`, version: 1 }],
    })
    const stranger = await tokenOf((await aPerson(ground)).id)
    expect((await readOverHttp(stranger, `?since=${String(body['seq'])}`)).body['hints']).toEqual([])
  })

  it('not for the one who is not signed in, and a bad number names the field', async () => {
    expect((await readOverHttp(undefined)).status).toBe(401)
    const { status, body } = await readOverHttp(await tokenOf((await aPerson(ground)).id), '?since=-4')
    expect([status, body['fields']]).toEqual([400, [expect.objectContaining({ path: 'since' })]])
  })
})
