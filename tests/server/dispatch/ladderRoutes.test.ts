import { STATION_DEFAULTS, findStation } from '../../../server/organisations/index.ts'
import { acceptOffer, declineOffer, ladderRoutes, searchesOf, sweepSearches } from '../../../server/dispatch/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { confirmRequest, releaseRequest } from '../../../server/requests/index.ts'
import type { LadderAtWork, LaddersView, LadderTrial } from '@yimin/shared/dispatch/ladderContract'
import { aRequest, aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aDirector, aPerson, aVolunteer, callerOf, knock } from '../../factories/people.ts'

let house: TestHouse
let wang: Person
let worker: Person
let director: Person
let neighbours: Person[]

beforeAll(async () => {
  house = await openTestHouse()
  const staffed = await aStaffedStation(house)
  worker = staffed.worker
  const stationId = staffed.station.id
  director = await aDirector(house, { stationId })
  wang = await aPerson(house, { stationId })
  const helper = { skills: ['produce' as const], zones: ['6'], freeHours: [] }
  neighbours = []
  for (let i = 0; i < 5; i += 1) neighbours.push(await aVolunteer(house, { stationId, helper }))
})
afterAll(() => house.close())

const as = (person: Person, name: string, parts: { params?: unknown; body?: unknown } = {}) =>
  knock(ladderRoutes(house), name, callerOf(person), parts)
const atWork = (code: string) => as(worker, 'readLadderAtWork', { params: { code } }) as Promise<LadderAtWork>
const ladders = () => as(director, 'readLadders') as Promise<LaddersView>

async function anOpenOne() {
  const draft = await aRequest(house, wang)
  const open = await confirmRequest(house, draft._id, wang.id, `yes.${draft._id}`)
  await house.work()
  return open
}

describe('the ladder at work', () => {
  it('stands before staff: rungs, who was asked, why, what he answered, what comes next', async () => {
    const open = await anOpenOne()
    const search = await searchesOf(house).findOne({ _id: open._id })
    const [first = ''] = search?.asked.map(({ personId }) => personId) ?? []
    house.later(2)
    await declineOffer(house, open._id, first)
    const seen = await atWork(open.code)
    expect(seen.now).toBe('正在问2位，12点3分问下一级。')
    expect(seen.rungs.map(({ state }) => state)).toEqual(['now', 'next', 'later', 'later', 'later'])
    expect(seen.rungs[0]?.word).toBe('问3位同一片最合适的，等3分钟')
    expect(seen.rungs[0]?.asked).toHaveLength(3)
    expect(seen.rungs[0]?.asked[0]).toMatchObject({
      name: '小李',
      why: expect.stringContaining('常跑'),
      answerWord: '说不方便',
      answeredAt: '2026-11-22T12:02:00+08:00',
    })
  })

  it('keeps whom an earlier round asked after a give-back, and says when somebody has it', async () => {
    const open = await anOpenOne()
    const asked = (await searchesOf(house).findOne({ _id: open._id }))?.asked ?? []
    const li = neighbours.find(({ id }) => asked.some(({ personId }) => personId === id))
    if (!li) throw new Error('no neighbour was asked')
    await acceptOffer(house, open, li, 'accept')
    await house.work()
    expect((await atWork(open.code)).now).toBe('有人接了，不再问了。')
    await releaseRequest(house, open._id, li.id, 'release')
    await house.work()
    const again = await atWork(open.code)
    expect(again.round).toBe(2)
    expect(again.earlier.length).toBeGreaterThan(0)
    expect(again.rungs.flatMap(({ asked }) => asked).map(({ state }) => state)).toContain('released')
  })

  it('is shown as it would be climbed while nobody is looked for yet', async () => {
    const draft = await aRequest(house, wang)
    expect(await atWork(draft.code)).toMatchObject({ now: '还没开始找人。', round: 0 })
  })

  it('of another station is not there', async () => {
    const draft = await aRequest(house, wang)
    const stranger = await aDirector(house)
    await expect(as(stranger, 'readLadderAtWork', { params: { code: draft.code } })).rejects.toThrow('not_found')
  })
})

describe('a station’s own ladders', () => {
  it('are read by staff in plain sentences, and changed by those who answer for the station', async () => {
    const seen = await ladders()
    expect(seen.items.find(({ name }) => name === 'errand')?.sentences).toEqual([
      '先问3位同一片最合适的，等3分钟',
      '再问3位会办这事的，等7分钟',
      '再问5位会办这事的，等15分钟',
      '再问10位能办的人（含社工），群里也说一声，等15分钟',
      '再交给值班社工，15分钟没动静再叫别的同事',
    ])
    expect(seen.abilities.change).toBe(true)
    expect(((await as(worker, 'readLadders')) as LaddersView).abilities.change).toBe(false)
    const rungs = STATION_DEFAULTS.dispatch.ladders.errand.map((rung, i) => (i === 0 ? { ...rung, ask: 1 } : rung))
    await expect(as(worker, 'saveLadder', { body: { version: seen.version, name: 'errand', rungs } })).rejects.toThrow(
      'forbidden',
    )
    const saved = (await as(director, 'saveLadder', {
      body: { version: seen.version, name: 'errand', rungs },
    })) as LaddersView
    expect(saved.items.find(({ name }) => name === 'errand')).toMatchObject({ rungs, savedBy: '郑站长' })
    expect((await findStation(house, director.stationId))?.settings.dispatch.ladders.errand).toEqual(rungs)
    await expect(
      as(director, 'saveLadder', { body: { version: seen.version, name: 'errand', rungs } }),
    ).rejects.toThrow('conflict')
  })

  it('are refused with the rung named', async () => {
    const { version } = await ladders()
    const rungs = STATION_DEFAULTS.dispatch.ladders.errand.map((rung, i) => (i === 1 ? { ...rung, minutes: -5 } : rung))
    for (const [route, body] of [
      ['saveLadder', { version, name: 'errand', rungs }],
      ['tryLadder', { name: 'errand', rungs }],
    ] as const)
      await expect(as(director, route, { body })).rejects.toMatchObject({
        code: 'invalid_input',
        fields: [{ path: 'rungs.1.minutes', message: '第2级等的时间不能小于0分钟。' }],
      })
  })

  it('keep quiet hours of their own, or none', async () => {
    const { version } = await ladders()
    const quietHours = { from: '21:00', to: '08:00' }
    const saved = (await as(director, 'saveQuietHours', { body: { version, quietHours } })) as LaddersView
    expect(saved.quietHours).toEqual(quietHours)
    const none = (await as(director, 'saveQuietHours', {
      body: { version: saved.version, quietHours: null },
    })) as LaddersView
    expect(none.quietHours).toBeNull()
    await expect(as(worker, 'saveQuietHours', { body: { version: none.version, quietHours } })).rejects.toThrow(
      'forbidden',
    )
  })

  it('have habits beside them, which are saved with the version that was seen and whoever saved them', async () => {
    const { version, habits } = await ladders()
    expect(habits).toMatchObject({ shopsCarry: true, tripWindowMinutes: 10, asksPerWeek: 6, equity: true })
    expect(habits.kindChoices.map(({ value }) => value)).not.toContain('nursing')
    const wanted = { shopsCarry: false, tripWindowMinutes: 0, asksPerWeek: null, easyKinds: ['parcel' as const], equity: false } // prettier-ignore
    const body = { version, ...wanted }
    await expect(as(worker, 'saveDispatchHabits', { body })).rejects.toThrow('forbidden')
    const before = (await findStation(house, director.stationId))?.settings
    const saved = (await as(director, 'saveDispatchHabits', { body })) as LaddersView
    expect(saved.habits).toMatchObject({ ...wanted, savedBy: '郑站长' })
    // Whatever else the station has set stays.
    const after = (await findStation(house, director.stationId))?.settings
    expect(after).toEqual({ ...before, dispatch: { ...before?.dispatch, ...wanted } })
    await expect(as(director, 'saveDispatchHabits', { body })).rejects.toThrow('conflict')
    const uneasy = { ...body, version: saved.version, easyKinds: ['parcel', 'nursing'] }
    await expect(as(director, 'saveDispatchHabits', { body: uneasy })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ path: 'easyKinds.1', message: expect.stringContaining('要社工去') }],
    })
    const back = { version: saved.version, shopsCarry: true, tripWindowMinutes: 10, asksPerWeek: 6, easyKinds: habits.easyKinds, equity: true } // prettier-ignore
    await as(director, 'saveDispatchHabits', { body: back })
  })

  it.each([
    ['tripWindowMinutes', { tripWindowMinutes: 61 }],
    ['asksPerWeek', { asksPerWeek: 0 }],
    ['easyKinds', { easyKinds: ['fishing'] }],
    ['equity', { equity: 'yes' }],
  ])('are refused where %s is faulty', async (field, wrong) => {
    const { version, habits } = await ladders()
    const { kindChoices: _choices, savedBy: _by, savedAt: _at, ...now } = habits
    const said: unknown = await as(director, 'saveDispatchHabits', { body: { version, ...now, ...wrong } }).catch((error: unknown) => error) // prettier-ignore
    expect(said).toMatchObject({ issues: [{ path: expect.arrayContaining([field]) }] })
  })

  it('can be tried on last month’s searches before they are saved, and nothing is written by it', async () => {
    const open = await anOpenOne()
    const asked = (await searchesOf(house).findOne({ _id: open._id }))?.asked ?? []
    house.later(3)
    for (const { personId } of asked) await declineOffer(house, open._id, personId)
    await sweepSearches(house)
    await house.work()
    const before = await ladders()
    const rungs = STATION_DEFAULTS.dispatch.ladders.goods.map((rung, i) => (i === 0 ? { ...rung, ask: 1 } : rung))
    const trial = (await as(director, 'tryLadder', { body: { name: 'goods', rungs } })) as LadderTrial
    expect(trial.searches).toBeGreaterThanOrEqual(2)
    expect(trial.changed.asksEach).toBeLessThanOrEqual(trial.asItIs.asksEach)
    expect(trial.limits.join('')).toContain('当时没问的人会不会接，不知道')
    expect(await ladders()).toEqual(before)
    await expect(as(worker, 'tryLadder', { body: { name: 'goods', rungs } })).rejects.toThrow('forbidden')
  })
})
