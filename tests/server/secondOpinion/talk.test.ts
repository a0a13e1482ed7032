import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { InboundEvent } from '@yimin/shared/chat/contract'
import { openHouse } from '../../../server/app/house.ts'
import { receiveMessages } from '../../../server/chat/index.ts'
import { handleLane } from '../../../server/chat/commands/handleLane.ts'
import { listAlarms } from '../../../server/duty/index.ts'
import { outgoingOf } from '../../../server/messaging/index.ts'
import { saveStation } from '../../../server/organisations/index.ts'
import type { Platform } from '../../../server/platform/platform.ts'
import { acceptRequest, confirmRequest, requestsOf, unseal } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { openSecondOpinion } from '../../../server/secondOpinion/index.ts'
import { aRequest, aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aVolunteer } from '../../factories/people.ts'
import { HOSTILE_CASES } from './hostileCases.ts'
import { KNOWN_NAMES } from './hostileMessages.ts'
import { openStandIn, says } from './standIn.ts'
import type { StandIn } from './standIn.ts'

const WITHIN_MS = 120

let house: TestHouse
let standIn: StandIn
let stationId: string
let quiet: string

beforeAll(async () => {
  ;[house, standIn] = await Promise.all([openTestHouse(), openStandIn()])
  const staffed = await aStaffedStation(house)
  stationId = staffed.station.id
  // Every message is doubted, so that every case is put to the second opinion, whatever the reader believes.
  await saveStation(house, { id: stationId, settings: { talk: { confidenceFloor: 1 } } })
  for (const name of KNOWN_NAMES) await aPerson(house, { name, stationId, rooms: ['sandbox:g1'] })
  quiet = (await aPerson(house, { name: '孙师傅', stationId, rooms: ['sandbox:g1'] })).id
})
afterAll(async () => {
  await standIn.close()
  await house.close()
})

const asking = (): Platform => ({
  ...house,
  secondOpinion: openSecondOpinion(
    { url: standIn.url, model: 'stand-in', key: 'sk-1' },
    { log: { warn: () => undefined }, withinMs: WITHIN_MS },
  ),
})

let counter = 0
async function hear(platform: Platform, personId: string, text: string, more: Partial<InboundEvent> = {}) {
  counter += 1
  const event: InboundEvent = {
    adapter: 'sandbox',
    account: 'yimin',
    messageId: `m${counter}`,
    at: house.clock.now().toISOString(),
    seq: counter,
    kind: 'text',
    from: { id: personId, name: personId },
    self: false,
    text,
    mentionsMe: false,
    ...more,
  }
  await receiveMessages(house, [event])
  await handleLane(platform, event.room ? `sandbox.r.${event.room.id}` : `sandbox.p.${personId}`)
}

interface Scene {
  speaker: string
  neighbour: string
}

/** Somebody with an open wish and an errand in hand: whatever an answer might move is there to be moved. */
async function aScene(): Promise<Scene> {
  counter += 1
  const run = `scene${counter}`
  const speaker = await aVolunteer(house, { stationId, name: '小李', id: `speaker.${run}`, rooms: ['sandbox:g1'] })
  const neighbour = await aPerson(house, { stationId, name: '钱阿姨', id: `neighbour.${run}` })
  const mine = await aRequest(house, speaker)
  const theirs = await aRequest(house, neighbour)
  const [open] = await Promise.all([
    confirmRequest(house, theirs._id, neighbour.id, `theirs.${run}`),
    confirmRequest(house, mine._id, speaker.id, `mine.${run}`),
  ])
  await acceptRequest(house, open, speaker.id, `accept.${run}`)
  return { speaker: speaker.id, neighbour: neighbour.id }
}

/** All that the record holds about a scene, without what is different in every one. */
async function recordOf({ speaker, neighbour }: Scene): Promise<unknown> {
  const who = (id: string | undefined) => (id === speaker ? 'speaker' : id === neighbour ? 'neighbour' : id)
  const requests = await requestsOf(house).find({ requesterId: { $in: [speaker, neighbour] } }).sort({ code: 1 }).toArray() // prettier-ignore
  const { items: alarms } = await listAlarms(house, stationId, { limit: 10_000 })
  const outgoing = await outgoingOf(house).find({ 'to.personId': speaker }).sort({ order: 1 }).toArray()
  return {
    requests: requests.map((request) => ({ ...contentOf(request), requester: who(request.requesterId), assignee: who(request.assignee?.personId) })), // prettier-ignore
    alarms: alarms.filter(({ personId }) => personId === speaker).map(({ kind, state }) => `${kind} ${state}`).sort(), // prettier-ignore
    said: outgoing.map(({ template }) => template),
  }
}

function contentOf(request: RequestDoc) {
  const { status, category, items, budgetFen, when, place, urgent, priority, rating, reviewReasons, history } = request
  const steps = history.map(({ step, to }) => `${step} ${to}`)
  return { status, category, items, budgetFen, when, place, urgent, priority, rating, reviewReasons, steps, ...unseal(house, request), handoverCode: undefined } // prettier-ignore
}

describe('200 hostile cases', () => {
  it.each(HOSTILE_CASES)('$name', async ({ message, answer }) => {
    standIn.behave(answer.behave)
    const [alone, asked] = await Promise.all([aScene(), aScene()])
    await Promise.all([hear(house, alone.speaker, message.text), hear(asking(), asked.speaker, message.text)])
    expect(await recordOf(asked)).toEqual(await recordOf(alone))
  })

  it('were put to the second opinion', () => {
    expect(standIn.heard.length).toBeGreaterThan(100)
  })
})

describe('a helpful answer', () => {
  it('fills the draft that a person looks at', async () => {
    standIn.behave(says({ intent: 'request', category: 'repair', address: { building: '9', unit: '【门A】' } }))
    // Of what it is about the reader has no idea; where it has one, its own stands.
    await hear(asking(), quiet, '九栋二单元那啥麻烦了')
    const [request] = await requestsOf(house).find({ requesterId: quiet }).toArray()
    expect(request).toMatchObject({ status: 'reviewing', category: 'repair', place: { building: '9' } })
  })
})

describe('switched on by settings', () => {
  it('it stands on the platform', async () => {
    const name = `t_second_${randomBytes(6).toString('hex')}`
    const dataDir = mkdtempSync(path.join(tmpdir(), 'yimin-second-'))
    const { MONGODB_URI = '', REDIS_URL = '' } = process.env
    const settings = { mongodbUri: MONGODB_URI, redisUrl: REDIS_URL, database: name, redisPrefix: name, dataDir }
    const on = await openHouse({ ...settings, secondOpinion: { url: standIn.url, model: 'm' } }, house.log)
    expect(on.platform.secondOpinion).toBeDefined()
    await on.platform.db.dropDatabase()
    await on.close()
    rmSync(dataDir, { recursive: true })
  })
})

describe('switched off', () => {
  it('nobody is asked', async () => {
    const before = standIn.heard.length
    await hear(house, quiet, '家里那个啥它老是不太对劲')
    await hear(house, quiet, '海棠花开了真好看呀大家都来看', { room: { id: 'g1', topic: '海威益民一群' } })
    expect(standIn.heard).toHaveLength(before)
    expect(house.secondOpinion).toBeUndefined()
  })
})

describe('in the group', () => {
  const room = { id: 'g1', topic: '海威益民一群' }

  it('doubtful chatter of a neighbour may be a wish', async () => {
    standIn.behave(says({ intent: 'request', category: 'daily_goods', items: [{ name: '盐' }] }))
    const { id } = await aPerson(house, { name: '周师傅', stationId, rooms: ['sandbox:g1'] })
    await hear(asking(), id, '唉呀家里头就剩下那么一丁点盐了可怎么是好', { room })
    expect(standIn.heard.at(-1)?.message).toContain('盐')
    const [request] = await requestsOf(house).find({ requesterId: id }).toArray()
    expect(request).toMatchObject({ status: 'reviewing', items: [{ name: '盐' }] })
  })

  it('words of somebody whom nobody knows stay here', async () => {
    const before = standIn.heard.length
    await hear(asking(), 'stranger', '今天那边广场上人可真是多得不得了呀', { room })
    expect(standIn.heard).toHaveLength(before)
  })

  it('small talk stays small talk', async () => {
    standIn.behave(says({ intent: 'other' }))
    const said = (await house.outgoing()).length
    await hear(asking(), quiet, '今天那边广场上人可真是多得不得了呀', { room })
    expect(await house.outgoing()).toHaveLength(said)
  })
})
