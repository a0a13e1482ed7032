import { acceptOffer, declineOffer, listOffersTo, rebuildStandings, searchesOf, sweepSearches, wishSwap, withdrawSwap } from '../../../server/dispatch/index.ts' // prettier-ignore
import { askHelpers } from '../../../server/dispatch/commands/askHelpers.ts'
import { listAlarms } from '../../../server/duty/index.ts'
import type { Person } from '../../../server/people/index.ts'
import {
  assignRequest,
  cancelRequest,
  findRequest,
  reportProgress,
  requestsOf,
} from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { openHelperScene, ZONE_TERMS } from '../../factories/helperSide.ts'
import type { HelperScene } from '../../factories/helperSide.ts'
import { aVolunteer, NO_SECOND_FACTOR } from '../../factories/people.ts'
import { saveStation } from '../../../server/organisations/index.ts'

let scene: HelperScene
let taken: RequestDoc
beforeAll(async () => {
  scene = await openHelperScene()
})
beforeEach(async () => {
  await scene.nextDay()
  taken = await scene.inHandOf(scene.li)
  scene.house.later(1)
})
afterAll(() => scene.close())

const now = async (): Promise<RequestDoc> => (await findRequest(scene.house, taken._id)) as RequestDoc
const holder = async () => (await now()).assignee?.personId
const searchNow = () => searchesOf(scene.house).findOne({ _id: taken._id })

let wishes = 0
async function asksForSwap(helper: Person = scene.li, name?: string): Promise<string> {
  const said = await wishSwap(scene.house, await now(), helper, `wish.${(wishes += 1)}`, name) // prettier-ignore
  await scene.house.work()
  return said
}

/** A rung, or the end of the wish, is due. */
async function sweepAfter(minutes: number): Promise<void> {
  scene.house.later(minutes)
  await sweepSearches(scene.house)
  await scene.house.work()
}

async function wordsTo({ id }: Person, template: string): Promise<string[]> {
  const rows = await scene.house.outgoing()
  return rows
    .filter((row) => row.template === template && row.to[0]?.personId === id)
    .map((row) => scene.house.vault.open(row.text, { collection: 'outgoing', id: row._id, field: 'text', class: 'S2' }))
}

describe('a helper who cannot go asks for a swap', () => {
  it('and keeps the errand, its promise and its charge while another one is asked', async () => {
    const before = await now()
    expect(await asksForSwap()).toContain('没人应之前还是你的')
    const after = await now()
    expect(after).toMatchObject({ status: 'accepted', ownerId: scene.li.id, dueAt: before.dueAt })
    expect(after.assignee?.promisedAt).toEqual(before.assignee?.promisedAt)
    expect(await listOffersTo(scene.house, scene.he.id)).toEqual([taken._id])
    expect((await wordsTo(scene.he, 'dispatch.offer')).at(-1)).toMatch(/接单的人临时去不了.*接A/u)
    expect(await listOffersTo(scene.house, scene.li.id)).toEqual([])
  })

  it('tells nobody who it is that cannot go, nor what stands behind the door', async () => {
    await asksForSwap()
    expect((await wordsTo(scene.he, 'dispatch.offer')).at(-1)).not.toMatch(/小李|王|2单元|4楼|138/u)
    for (const { payload } of scene.house.waiting) expect(JSON.stringify(payload)).not.toContain(scene.li.id)
  })

  it('the first yes has it: one owner, the same promise and hand-over code, and all who need to know hear of it', async () => {
    const before = await now()
    const code = await scene.handoverCodeOf(taken)
    await asksForSwap()
    await acceptOffer(scene.house, await now(), scene.he, 'he takes it')
    await scene.house.work()
    const after = await now()
    expect(after).toMatchObject({ status: 'accepted', ownerId: scene.he.id, handsFull: [scene.he.id] })
    expect(after.assignee).toMatchObject({ personId: scene.he.id, promisedAt: before.assignee?.promisedAt })
    expect(after.swap).toBeUndefined()
    expect(await wordsTo(scene.li, 'dispatch.relieved')).toEqual([expect.stringContaining('小何替你去')])
    expect(await wordsTo(scene.he, 'dispatch.assignment')).toHaveLength(1)
    expect(await wordsTo(scene.wang, 'request.relieved')).toEqual([expect.stringMatching(`换成小何来.*交接码还是${code}`)]) // prettier-ignore
    // He may take the next one at once, and no mark stands against him.
    expect((await searchNow())?.asked.find(({ personId }) => personId === scene.li.id)?.state).toBe('released')
    expect(after.history.slice(-2)).toMatchObject([{ step: 'swap', by: scene.li.id }, { step: 'relieve', by: scene.he.id }]) // prettier-ignore
  })

  it('says nothing to the requester where the one who comes is called the same', async () => {
    const other = await aVolunteer(scene.house, { stationId: scene.stationId, helper: ZONE_TERMS })
    await asksForSwap()
    await acceptOffer(scene.house, await now(), other, 'the other one takes it')
    await scene.house.work()
    expect(await holder()).toBe(other.id)
    expect(await wordsTo(scene.wang, 'request.relieved')).toEqual([])
  })

  it('of many who say yes at once one has it', async () => {
    const many = await Promise.all(Array.from({ length: 6 }, () => aVolunteer(scene.house, { stationId: scene.stationId, helper: ZONE_TERMS }))) // prettier-ignore
    await asksForSwap()
    const asked = await now()
    const tries = await Promise.allSettled(many.map((one) => acceptOffer(scene.house, asked, one, `yes.${one.id}`)))
    const won = tries.flatMap((one, i) => (one.status === 'fulfilled' ? [many[i]?.id] : []))
    expect(won).toEqual([await holder()])
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'already_taken' })
    await scene.house.work()
    expect(await requestsOf(scene.house).countDocuments({ handsFull: scene.li.id })).toBe(0)
  })

  it('the asks of a swap are counted by day as the night counts them', async () => {
    await asksForSwap()
    scene.house.later(1)
    await acceptOffer(scene.house, await now(), scene.he, 'he takes it')
    await scene.house.work()
    expect(await rebuildStandings(scene.house, scene.stationId)).toBe(0)
  })
})

describe('nobody says yes', () => {
  it('in time: it is open again, the worker on duty has it, and both hear so', async () => {
    await asksForSwap()
    for (let i = 0; i < 4; i += 1) await sweepAfter(10)
    expect(await now()).toMatchObject({ status: 'open', ownerId: scene.worker.id })
    expect((await now()).swap).toBeUndefined()
    expect(await wordsTo(scene.li, 'dispatch.swapInVain')).toEqual([expect.stringContaining('你不用跑了')])
    const { items } = await listAlarms(scene.house, scene.stationId, { state: 'open', limit: 10 })
    expect(items).toMatchObject([{ kind: 'nobody_accepted', code: taken.code, ownerId: scene.worker.id }])
    // A new search, and not of him.
    expect((await searchNow())?.asked.find(({ personId }) => personId === scene.li.id)?.state).toBe('released')
    expect(await listOffersTo(scene.house, scene.li.id)).toEqual([])
  })

  it('and all say no: nobody waits for the hour', async () => {
    await asksForSwap()
    for (const one of [scene.he, scene.worker]) await declineOffer(scene.house, taken._id, one.id)
    await scene.house.work()
    expect(await now()).toMatchObject({ status: 'open', ownerId: scene.worker.id })
  })

  it('before the promise comes near: the wish ends half an hour before it, and never at once', async () => {
    const promised = (await now()).assignee?.promisedAt.getTime() ?? 0
    scene.house.clock.turnTo(new Date(promised - 40 * 60_000))
    await asksForSwap()
    expect((await now()).swap?.until.getTime()).toBe(promised - 30 * 60_000)
    await withdrawSwap(scene.house, await now(), scene.li, 'keep')
    scene.house.clock.turnTo(new Date(promised - 60_000))
    await asksForSwap()
    expect((await now()).swap?.until.getTime()).toBe(promised + 4 * 60_000)
  })

  it('at night nobody is asked before the morning, and the errand stays his', async () => {
    const quietHours = { from: '09:00', to: '11:00' }
    const station = { id: scene.stationId, name: '演练社工站', community: '演练社区', phone: '0472-0000000' }
    await saveStation(scene.house, { ...station, settings: { ...NO_SECOND_FACTOR, dispatch: { quietHours } } })
    const far = new Date(scene.house.clock.now().getTime() + 5 * 3_600_000)
    await requestsOf(scene.house).updateOne({ _id: taken._id }, { $set: { 'assignee.promisedAt': far } })
    await asksForSwap()
    expect(await listOffersTo(scene.house, scene.he.id)).toEqual([])
    expect(await holder()).toBe(scene.li.id)
    expect(await wordsTo(scene.wang, 'dispatch.rests')).toEqual([])
    await sweepAfter(60)
    expect(await listOffersTo(scene.house, scene.he.id)).toEqual([taken._id])
  })
})

describe('what happens meanwhile has one outcome', () => {
  beforeEach(() => asksForSwap())

  it('he goes himself: nobody may take it any more, and whoever tries hears why', async () => {
    expect(await withdrawSwap(scene.house, await now(), scene.li, 'keep')).toContain('还是你去')
    await scene.house.work()
    await expect(acceptOffer(scene.house, await now(), scene.he, 'late')).rejects.toMatchObject({ code: 'already_taken' }) // prettier-ignore
    expect(await holder()).toBe(scene.li.id)
    expect(await listOffersTo(scene.house, scene.he.id)).toEqual([])
  })

  it('he keeps it and somebody takes it in the same moment: one of both', async () => {
    const asked = await now()
    const [kept, yes] = await Promise.allSettled([
      withdrawSwap(scene.house, asked, scene.li, 'keep'),
      acceptOffer(scene.house, asked, scene.he, 'yes'),
    ])
    const said = kept.status === 'fulfilled' ? kept.value : ''
    expect(await holder()).toBe(yes.status === 'fulfilled' ? scene.he.id : scene.li.id)
    expect(said).toContain(yes.status === 'fulfilled' ? '刚有人替你接过去了' : '还是你去')
  })

  it('he is at the door: the wish is over', async () => {
    await reportProgress(scene.house, await now(), scene.li.id, 'arrive')
    await scene.house.work()
    expect((await now()).swap).toBeUndefined()
    await expect(acceptOffer(scene.house, await now(), scene.he, 'late')).rejects.toMatchObject({ code: 'already_taken' }) // prettier-ignore
    await expect(asksForSwap()).rejects.toMatchObject({ code: 'conflict', say: expect.stringContaining('到门口') })
    expect((await searchNow())?.state).toBe('over')
  })

  it('the requester withdraws: it is over for both', async () => {
    const asked = await now()
    await cancelRequest(scene.house, taken._id, { id: scene.wang.id, part: 'requester' }, 'no more')
    await expect(acceptOffer(scene.house, asked, scene.he, 'late')).rejects.toMatchObject({ code: 'already_taken' })
    await scene.house.work()
    expect(await now()).toMatchObject({ status: 'cancelled' })
    expect((await now()).swap).toBeUndefined()
    expect(await listOffersTo(scene.house, scene.he.id)).toEqual([])
  })

  it('a worker gives it to somebody else: that one has it, and the wish is over', async () => {
    const shop = await aVolunteer(scene.house, { stationId: scene.stationId, name: '小周' })
    const asked = await now()
    await assignRequest(scene.house, asked, shop.id, scene.worker.id, 'given')
    await expect(acceptOffer(scene.house, asked, scene.he, 'late')).rejects.toMatchObject({ code: 'already_taken' })
    await scene.house.work()
    expect(await holder()).toBe(shop.id)
    expect((await searchNow())?.state).toBe('over')
  })

  it('a worker gives it to him again in the same moment: he goes, and it is taken from him no more', async () => {
    await assignRequest(scene.house, await now(), scene.li.id, scene.worker.id, 'given.again')
    await scene.house.work()
    expect((await now()).swap).toBeUndefined()
    await sweepAfter(31)
    expect(await holder()).toBe(scene.li.id)
  })

  it('a process that dies before anybody was asked is taken up again, and asks nobody twice', async () => {
    const said = (await wordsTo(scene.he, 'dispatch.offer')).length
    await searchesOf(scene.house).updateOne({ _id: taken._id }, { $set: { unsaid: true } })
    await askHelpers(scene.house, taken._id)
    expect(await wordsTo(scene.he, 'dispatch.offer')).toHaveLength(said)
  })

  it('a second wish waits for the first', async () => {
    await expect(asksForSwap()).rejects.toMatchObject({ code: 'conflict', say: expect.stringContaining('已经在问') })
  })
})

describe('two who want to swap with each other', () => {
  it('have each a full hand: both keep what they have', async () => {
    const other = await scene.inHandOf(scene.he)
    await asksForSwap()
    await wishSwap(scene.house, other, scene.he, 'swap too')
    await scene.house.work()
    const [mine, his] = [await now(), (await findRequest(scene.house, other._id)) as RequestDoc]
    const tries = await Promise.allSettled([
      acceptOffer(scene.house, his, scene.li, 'cross 1'),
      acceptOffer(scene.house, mine, scene.he, 'cross 2'),
    ])
    for (const one of tries) expect(one.status).toBe('rejected')
    const owners = [await holder(), (await findRequest(scene.house, other._id))?.assignee?.personId]
    expect(owners.filter((id) => id !== undefined).length).toBe(new Set(owners.filter((id) => id !== undefined)).size)
  })
})

describe('one who is named', () => {
  it('is asked alone, and nobody else may take it', async () => {
    const other = await aVolunteer(scene.house, { stationId: scene.stationId, name: '小周', helper: ZONE_TERMS })
    expect(await asksForSwap(scene.li, '小何')).toContain('去问小何了')
    expect(await listOffersTo(scene.house, scene.he.id)).toEqual([taken._id])
    expect(await listOffersTo(scene.house, other.id)).toEqual([])
    await expect(acceptOffer(scene.house, await now(), other, 'not asked')).rejects.toMatchObject({ code: 'already_taken' }) // prettier-ignore
    await declineOffer(scene.house, taken._id, scene.he.id)
    await scene.house.work()
    // He said no: now the others are asked.
    expect(await listOffersTo(scene.house, other.id)).toEqual([taken._id])
  })

  it.each([
    ['小丁', '没找到叫“小丁”的帮手'],
    ['小何', '小何这会儿去不了'],
  ])('%s: is not found, or cannot go, and no reason of his is told', async (name, said) => {
    await scene.inHandOf(scene.he)
    await expect(asksForSwap(scene.li, name)).rejects.toMatchObject({ code: 'conflict', say: expect.stringContaining(said) }) // prettier-ignore
    expect((await now()).swap).toBeUndefined()
  })

  it('of two who are called so neither is asked', async () => {
    await aVolunteer(scene.house, { stationId: scene.stationId, name: '小何', helper: ZONE_TERMS })
    await expect(asksForSwap(scene.li, '小何')).rejects.toMatchObject({ say: expect.stringContaining('不止一位') })
  })
})

describe('through the mini program', () => {
  const path = (act: string) => `/api/me/tasks/${taken.code}/${act}`

  it('he asks, sees that others are asked, and takes it back', async () => {
    const { side, li } = scene
    expect(await side.call(li, 'POST', path('swap'))).toMatchObject({ status: 200, body: { code: taken.code } })
    await scene.house.work()
    const asking = await side.call(li, 'GET', '/api/me/tasks')
    const task = { swap: expect.stringContaining('正在问谁能换'), abilities: { swap: false } }
    expect(asking.body.stops).toMatchObject([{ tasks: [task] }])
    expect((await side.call(scene.he, 'GET', '/api/me/offers')).body.items).toMatchObject([{ code: taken.code }])
    expect(await side.call(li, 'POST', path('keep'))).toMatchObject({ status: 200 })
    const kept = await side.call(li, 'GET', '/api/me/tasks')
    expect(kept.body.stops).toMatchObject([{ tasks: [{ abilities: { swap: true } }] }])
  })

  it('another one says yes there, and has it', async () => {
    const { side, li, he } = scene
    await side.call(li, 'POST', path('swap'))
    await scene.house.work()
    expect(await side.call(he, 'POST', `/api/me/offers/${taken.code}/acceptance`)).toMatchObject({ status: 200 })
    expect(await holder()).toBe(he.id)
    expect((await side.call(li, 'GET', '/api/me/tasks')).body.stops).toEqual([])
  })

  it.each(['swap', 'keep'])('%s is for whoever has it: all others see nothing', async (act) => {
    const { side, he, wang } = scene
    expect((await side.call(undefined, 'POST', path(act))).status).toBe(401)
    expect((await side.call(wang, 'POST', path(act))).status).toBe(403)
    expect((await side.call(he, 'POST', path(act))).status).toBe(404)
    expect((await side.call(scene.li, 'POST', path(act), { to: 'x' })).body).toMatchObject({ error: 'invalid_input' })
  })
})
