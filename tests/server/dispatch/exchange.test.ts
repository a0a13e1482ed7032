import { acceptOffer, rebuildStandings, searchesOf } from '../../../server/dispatch/index.ts'
import { saveStation } from '../../../server/organisations/index.ts'
import type { Person } from '../../../server/people/index.ts'
import {
  agreeToExchange,
  assignRequest,
  findRequest,
  releaseRequest,
  reportProgress,
  requestsOf,
  sweepExchanges,
} from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { anOpenRequest, openHelperScene, ZONE_TERMS } from '../../factories/helperSide.ts'
import type { HelperScene } from '../../factories/helperSide.ts'
import { aVolunteer, NO_SECOND_FACTOR } from '../../factories/people.ts'

let scene: HelperScene
let mine: RequestDoc
let theirs: RequestDoc
beforeAll(async () => {
  scene = await openHelperScene()
})
beforeEach(async () => {
  await scene.nextDay()
  mine = await scene.inHandOf(scene.li)
  theirs = await scene.inHandOf(scene.he)
  scene.house.later(1)
})
afterAll(() => scene.close())

const now = async ({ _id }: RequestDoc) => (await findRequest(scene.house, _id)) as RequestDoc
const holderOf = async (request: RequestDoc) => (await now(request)).assignee?.personId
const path = ({ code }: RequestDoc, act: string) => `/api/me/tasks/${code}/${act}`

async function proposes(by: Person = scene.li, one = mine, other = theirs) {
  const answered = await scene.side.call(by, 'POST', path(one, 'exchange'), { with: other.code })
  await scene.house.work()
  return answered
}

async function answers(yes: boolean, by: Person = scene.he, one = theirs, other = mine) {
  const answered = await scene.side.call(by, 'POST', path(one, 'exchange/answer'), { with: other.code, yes })
  await scene.house.work()
  return answered
}

async function partnersOf(helper: Person, request: RequestDoc): Promise<unknown> {
  return (await scene.side.call(helper, 'GET', `/api/me/tasks/${request.code}/exchanges`)).body.items
}

async function wordsTo({ id }: Person, template: string): Promise<string[]> {
  const rows = await scene.house.outgoing()
  return rows
    .filter((row) => row.template === template && row.to[0]?.personId === id)
    .map((row) => scene.house.vault.open(row.text, { collection: 'outgoing', id: row._id, field: 'text', class: 'S2' }))
}

const change = ({ _id }: RequestDoc, fields: Partial<RequestDoc>) =>
  requestsOf(scene.house).updateOne({ _id }, { $set: fields })

describe('a volunteer with an errand', () => {
  it('is shown with whom she might exchange: area, kind and time, and nothing of whom it is for', async () => {
    expect(await partnersOf(scene.li, mine)).toEqual([{ code: theirs.code, who: '小何', word: '6区，送菜' }])
    expect(JSON.stringify(await partnersOf(scene.li, mine))).not.toMatch(/栋|单元|王|138|西红柿/u)
  })

  it('asks one, and keeps hers with its promise until he says yes', async () => {
    const before = await now(mine)
    expect(await proposes()).toMatchObject({
      status: 200,
      body: { reply: expect.stringContaining('点头之前还是你的') },
    })
    expect(await now(mine)).toMatchObject({ ownerId: scene.li.id, dueAt: before.dueAt, status: 'accepted' })
    expect(await holderOf(theirs)).toBe(scene.he.id)
    const [word] = await wordsTo(scene.he, 'dispatch.exchangeProposed')
    expect(word).toBe(`小李想跟你对换：你去6区，送菜，你的${theirs.code}归对方。愿意就回“同意换${mine.code}”，不换就回“不换${mine.code}”。`) // prettier-ignore
    const asked = (await scene.side.call(scene.he, 'GET', '/api/me/tasks')).body.stops
    expect(asked).toMatchObject([{ tasks: [{ proposals: [{ code: mine.code, word: expect.stringContaining('小李想跟你对换') }] }] }]) // prettier-ignore
    const asking = (await scene.side.call(scene.li, 'GET', '/api/me/tasks')).body.stops
    expect(asking).toMatchObject([{ tasks: [{ swap: expect.stringContaining('正在问小何'), abilities: { exchange: false, swap: false } }] }]) // prettier-ignore
  })

  it('both say yes: both change hands with promise and code, and all who need to know hear of it', async () => {
    const codes = [await scene.handoverCodeOf(mine), await scene.handoverCodeOf(theirs)]
    const promised = (await now(mine)).assignee?.promisedAt
    await proposes()
    const { body } = await answers(true)
    expect(body.reply).toBe(`对换好了。${mine.code}归你，地址马上发你；${theirs.code}归小李。`)
    const [one, other] = [await now(mine), await now(theirs)]
    expect(one).toMatchObject({ status: 'accepted', ownerId: scene.he.id, handsFull: [scene.he.id] })
    expect(one.assignee).toMatchObject({ personId: scene.he.id, promisedAt: promised, alone: true })
    expect(other).toMatchObject({ ownerId: scene.li.id, handsFull: [scene.li.id] })
    expect([one.exchange, other.exchange]).toEqual([undefined, undefined])
    expect(one.history.slice(-2)).toMatchObject([{ step: 'propose', by: scene.li.id }, { step: 'exchange', by: scene.he.id }]) // prettier-ignore
    expect(other.history.slice(-2)).toMatchObject([{ step: 'agree', by: scene.he.id }, { step: 'exchange', by: scene.li.id }]) // prettier-ignore
    expect([await scene.handoverCodeOf(mine), await scene.handoverCodeOf(theirs)]).toEqual(codes)
    expect(await wordsTo(scene.wang, 'request.relieved')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(`换成小何来.*交接码还是${codes[0]}.*${mine.code}`),
        expect.stringMatching(`换成小李来.*交接码还是${codes[1]}.*${theirs.code}`),
      ]),
    )
    expect(await wordsTo(scene.li, 'dispatch.exchanged')).toEqual([expect.stringContaining(mine.code)])
    expect((await wordsTo(scene.li, 'dispatch.assignment')).at(-1)).toContain(theirs.code)
    expect((await wordsTo(scene.he, 'dispatch.assignment')).at(-1)).toContain(mine.code)
    expect(await rebuildStandings(scene.house, scene.stationId)).toBe(0)
    // The doors changed with the errands.
    expect(await scene.side.call(scene.li, 'POST', path(mine, 'call'))).toMatchObject({ status: 404 })
    expect(await scene.side.call(scene.li, 'POST', path(theirs, 'call'))).toMatchObject({ status: 200 })
  })

  it('the same yes again is heard again, and changes nothing', async () => {
    await proposes()
    const say = () =>
      scene.side.call(scene.he, 'POST', path(theirs, 'exchange/answer'), { with: mine.code, yes: true }, 'a-yes-said-twice') // prettier-ignore
    const first = await say()
    expect(await say()).toEqual(first)
    expect((await now(mine)).history.filter(({ step }) => step === 'exchange')).toHaveLength(1)
  })

  it('afterwards each has full hands, and whoever gave one away is not asked for it again', async () => {
    await proposes()
    await answers(true)
    const open = await anOpenRequest(scene.house, scene.wang)
    for (const helper of [scene.li, scene.he])
      await expect(acceptOffer(scene.house, open, helper, `more.${helper.id}`)).rejects.toMatchObject({ code: 'too_many' }) // prettier-ignore
    await releaseRequest(scene.house, mine._id, scene.he.id, 'back')
    await scene.house.work()
    const asked = (await searchesOf(scene.house).findOne({ _id: mine._id }))?.asked
    expect(asked?.find(({ personId }) => personId === scene.li.id)?.state).toBe('released')
  })

  it('each asks the other: that is a yes', async () => {
    await proposes()
    expect((await proposes(scene.he, theirs, mine)).body.reply).toContain('对换好了')
    expect([await holderOf(mine), await holderOf(theirs)]).toEqual([scene.he.id, scene.li.id])
  })
})

describe('each keeps his own', () => {
  it('he says no: she hears it without a reason, and may not ask him again for the same', async () => {
    await proposes()
    expect((await answers(false)).body.reply).toContain('还是你去')
    expect(await wordsTo(scene.li, 'dispatch.exchangeOver')).toEqual([expect.stringContaining('小何这回换不了')])
    expect([await holderOf(mine), await holderOf(theirs)]).toEqual([scene.li.id, scene.he.id])
    expect(await partnersOf(scene.li, mine)).toEqual([])
    expect(await proposes()).toMatchObject({ status: 409 })
  })

  it('she takes it back, and a yes comes too late', async () => {
    await proposes()
    expect((await scene.side.call(scene.li, 'POST', path(mine, 'keep'))).body.reply).toContain('还是你去')
    expect(await answers(true)).toMatchObject({ status: 409, body: { message: expect.stringContaining('换不成') } })
    expect(await holderOf(mine)).toBe(scene.li.id)
  })

  it('a second yes of one who read before it was over binds him no more', async () => {
    await proposes()
    const asRead = await now(mine)
    await reportProgress(scene.house, asRead, scene.li.id, 'start')
    const yes = (cause: string) => agreeToExchange(scene.house, theirs._id, asRead, scene.he.id, cause)
    await yes('first')
    await expect(yes('second')).rejects.toMatchObject({ code: 'conflict' })
    expect((await now(theirs)).exchange).toBeUndefined()
  })

  it('nobody answers: half an hour before the promise at the latest it is over', async () => {
    await proposes()
    scene.house.later(21)
    await sweepExchanges(scene.house)
    await scene.house.work()
    expect((await now(mine)).exchange).toBeUndefined()
    expect(await wordsTo(scene.li, 'dispatch.exchangeOver')).toEqual([expect.stringContaining('没换成')])
  })

  it('she sets off, or his is gone: nobody waits for an answer any more', async () => {
    await proposes()
    await reportProgress(scene.house, await now(mine), scene.li.id, 'start')
    expect((await now(mine)).exchange).toBeUndefined()
    await proposes(scene.he, theirs, mine)
    expect((await now(theirs)).exchange).toBeUndefined()
    const third = await aVolunteer(scene.house, { stationId: scene.stationId, name: '小周', helper: ZONE_TERMS })
    const more = await scene.inHandOf(third)
    await proposes(third, more, theirs)
    expect((await now(more)).exchange?.stands).toBe('proposed')
    await releaseRequest(scene.house, theirs._id, scene.he.id, 'gone')
    await scene.house.work()
    expect((await now(more)).exchange).toBeUndefined()
    expect(await wordsTo(third, 'dispatch.exchangeOver')).toHaveLength(1)
  })

  it('at night nobody is asked', async () => {
    const station = { id: scene.stationId, name: '演练社工站', community: '演练社区', phone: '0472-0000000' }
    const dispatch = { quietHours: { from: '09:00', to: '11:00' } }
    await saveStation(scene.house, { ...station, settings: { ...NO_SECOND_FACTOR, dispatch } })
    expect(await proposes()).toMatchObject({ status: 409, body: { message: expect.stringContaining('夜里不打扰') } })
  })
})

describe('both must suit', () => {
  const helperOf = (person: Person, helper: object) =>
    scene.house.db.collection<{ _id: string }>('people').updateOne({ _id: person.id }, { $set: helper })

  it.each<[string, () => Promise<unknown>]>([
    ['his skill', () => helperOf(scene.he, { 'helper.skills': ['legal'] })],
    ['his zone', () => helperOf(scene.he, { 'helper.zones': ['9'] })],
    ['her skill', () => helperOf(scene.li, { 'helper.skills': ['legal'] })],
    ['that the station knows him', () => helperOf(scene.he, { verified: false })],
    ['a wish of gender where a body is nursed', () => change(mine, { category: 'nursing', wish: { gender: 'woman' } })],
    ['what is a worker’s', () => change(theirs, { category: 'counselling' })],
    ['that he has set off', () => now(theirs).then((one) => reportProgress(scene.house, one, scene.he.id, 'start'))],
    ['that it needs several', () => change(theirs, { helpersNeeded: 2 })],
    ['that his is her own request', () => change(theirs, { requesterId: scene.li.id })],
    [
      'that nothing of the same trip is still sought',
      async () => {
        const { _id } = await anOpenRequest(scene.house, scene.wang)
        await searchesOf(scene.house).updateOne({ _id }, { $set: { tripId: theirs._id } })
      },
    ],
    [
      'that he has nothing else in hand',
      async () =>
        assignRequest(scene.house, await anOpenRequest(scene.house, scene.wang), scene.he.id, scene.worker.id, 'more'),
    ],
  ])('%s', async (_what, spoil) => {
    await proposes()
    await spoil()
    expect(await answers(true)).toMatchObject({ status: 409 })
    expect([await holderOf(mine), await holderOf(theirs)]).toEqual([scene.li.id, scene.he.id])
    await requestsOf(scene.house).updateOne({ _id: mine._id }, { $unset: { exchange: '' } })
    expect(await partnersOf(scene.li, mine)).toEqual([])
  })

  it('who is free just now is for both to judge, once they say yes', async () => {
    await proposes()
    await helperOf(scene.he, { 'helper.pausedUntil': new Date(scene.house.clock.now().getTime() + 3_600_000) })
    expect(await answers(true)).toMatchObject({ status: 200 })
    expect(await holderOf(mine)).toBe(scene.he.id)
  })
})

it('is for those two alone: all others see nothing', async () => {
  const { side, wang, he } = scene
  const other = await aVolunteer(scene.house, { stationId: scene.stationId, name: '小周', helper: ZONE_TERMS })
  for (const [method, act, body] of [
    ['GET', 'exchanges', undefined],
    ['POST', 'exchange', { with: theirs.code }],
    ['POST', 'exchange/answer', { with: theirs.code, yes: true }],
  ] as const) // prettier-ignore
  {
    expect((await side.call(undefined, method, path(mine, act), body)).status).toBe(401)
    expect((await side.call(wang, method, path(mine, act), body)).status).toBe(403)
    expect((await side.call(he, method, path(mine, act), body)).status).toBe(404)
    expect((await side.call(other, method, path(mine, act), body)).status).toBe(404)
  }
  await proposes()
  // Nobody answers for him, and he answers with nothing else than what he was asked for.
  const third = await scene.inHandOf(other)
  expect(await answers(true, other, third, mine)).toMatchObject({ status: 409 })
  expect(await answers(true, he, theirs, third)).toMatchObject({ status: 409 })
  for (const { payload } of scene.house.waiting) expect(JSON.stringify(payload)).not.toContain(scene.li.id)
})

it('of three who exchange in a ring at one moment each errand has one helper, and each helper one errand', async () => {
  const other = await aVolunteer(scene.house, { stationId: scene.stationId, name: '小周', helper: ZONE_TERMS })
  const third = await scene.inHandOf(other)
  await proposes(scene.li, mine, theirs)
  await proposes(scene.he, theirs, third)
  await proposes(other, third, mine)
  await Promise.all([
    answers(true, scene.he, theirs, mine),
    answers(true, other, third, theirs),
    answers(true, scene.li, mine, third),
  ])
  scene.house.later(1)
  await sweepExchanges(scene.house)
  await scene.house.work()
  const ends = await Promise.all([mine, theirs, third].map(now))
  const holders = ends.map(({ assignee }) => assignee?.personId)
  expect(new Set(holders)).toEqual(new Set([scene.li.id, scene.he.id, other.id]))
  expect(ends.map(({ ownerId }) => ownerId)).toEqual(holders)
  expect(ends.filter(({ exchange }) => exchange && exchange.stands !== 'proposed')).toEqual([])
})
