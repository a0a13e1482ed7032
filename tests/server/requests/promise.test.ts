import { alarmsOf } from '../../../server/duty/alarm.model.ts'
import type { Person } from '../../../server/people/index.ts'
import {
  findRequest,
  finishRequest,
  rateRequest,
  requestsOf,
  sweepDeadlines,
  sweepNudges,
} from '../../../server/requests/index.ts'
import { saveStation } from '../../../server/organisations/index.ts'
import { NO_SECOND_FACTOR } from '../../factories/people.ts'
import { openHelperScene } from '../../factories/helperSide.ts'
import type { HelperScene } from '../../factories/helperSide.ts'

let scene: HelperScene
beforeAll(async () => {
  scene = await openHelperScene()
})
afterAll(() => scene.close())
beforeEach(() => scene.nextDay())

const post = (person: Person, path: string, body: unknown, key?: string) =>
  scene.side.call(person, 'POST', path, body, key)

/** Time goes on by so many minutes, and all that is due then is done. */
async function after(minutes: number): Promise<void> {
  scene.house.later(minutes)
  await sweepNudges(scene.house)
  await sweepDeadlines(scene.house)
  await scene.house.work()
}

async function wordsTo(person: Person, template: string): Promise<string[]> {
  const { house } = scene
  const rows = await house.outgoing()
  return rows
    .filter((row) => row.template === template && row.to.some(({ personId }) => personId === person.id))
    .map(({ _id, text }) => house.vault.open(text, { collection: 'outgoing', id: _id, field: 'text', class: 'S2' }))
}

const openAlarms = () =>
  alarmsOf(scene.house)
    .find({ state: { $ne: 'closed' } })
    .toArray()

describe('before the promised time', () => {
  it('the helper is reminded an hour before, and asked twenty minutes before whether he sets off', async () => {
    const { code } = await scene.inHandOf(scene.li)
    await after(61)
    expect(await wordsTo(scene.li, 'dispatch.nudge')).toEqual([
      `别忘了12点前，6区9栋，送菜。去不了早点说，马上换人。〔${code}〕`,
    ])
    await after(40)
    expect((await wordsTo(scene.li, 'dispatch.nudge'))[1]).toContain('出发了')
    expect(await wordsTo(scene.wang, 'request.maybeLate')).toEqual([])
  })

  it('whoever has set off hears nothing more', async () => {
    const { _id, code } = await scene.inHandOf(scene.li)
    await post(scene.li, `/api/me/tasks/${code}/start`, {})
    await after(115)
    expect(await wordsTo(scene.li, 'dispatch.nudge')).toEqual([])
    expect(await findRequest(scene.house, _id)).not.toHaveProperty('nudgeAt')
  })

  it('ten minutes before, the requester hears early that it may be late, and a worker is called; his setting off ends it', async () => {
    const { _id, code } = await scene.inHandOf(scene.li)
    await after(111)
    expect(await wordsTo(scene.wang, 'request.maybeLate')).toEqual([expect.stringContaining('可能要晚一点')])
    expect((await openAlarms()).map(({ kind, subjectId }) => [kind, subjectId])).toEqual([['no_show', _id]])
    // Of what was slept through the most urgent alone is said.
    expect(await wordsTo(scene.li, 'dispatch.nudge')).toHaveLength(1)
    await post(scene.li, `/api/me/tasks/${code}/start`, {})
    await scene.house.work()
    expect(await openAlarms()).toEqual([])
  })

  it('says everything once, however often it is swept', async () => {
    const { _id } = await scene.inHandOf(scene.li)
    await after(111)
    const { v } = (await findRequest(scene.house, _id)) ?? {}
    await after(0)
    await after(1)
    expect((await findRequest(scene.house, _id))?.v).toBe(v)
    expect(await wordsTo(scene.li, 'dispatch.nudge')).toHaveLength(1)
  })

  it('whoever gave it back is not reminded; the next one is, of his own promise', async () => {
    const { code } = await scene.inHandOf(scene.li)
    await post(scene.li, `/api/me/tasks/${code}/release`, {})
    await scene.house.work()
    await after(61)
    expect(await wordsTo(scene.li, 'dispatch.nudge')).toEqual([])
    await post(scene.he, `/api/me/offers/${code}/acceptance`, {})
    await after(70)
    expect(await wordsTo(scene.he, 'dispatch.nudge')).toHaveLength(1)
  })
})

describe('a later time, said early', () => {
  it('is told to the requester at once and is the new promise, with reminders of its own', async () => {
    const { _id, code } = await scene.inHandOf(scene.li)
    await after(101)
    const answered = await post(scene.li, `/api/me/tasks/${code}/postponement`, { byMinutes: 30 })
    await scene.house.work()
    expect(answered.body.reply).toBe('好，改到12点半前，告诉对方了。')
    expect(await wordsTo(scene.wang, 'request.postponed')).toEqual([expect.stringContaining('改到12点半前到')])
    const request = await findRequest(scene.house, _id)
    expect(request?.dueAt).toEqual(new Date((request?.assignee?.promisedAt.getTime() ?? 0) + 15 * 60_000))
    await after(30)
    expect(await wordsTo(scene.li, 'dispatch.nudge')).toHaveLength(2)
  })

  it('counts once under one key, and only as often as the station allows', async () => {
    const { _id, code } = await scene.inHandOf(scene.li)
    const path = `/api/me/tasks/${code}/postponement`
    await post(scene.li, path, { byMinutes: 10 }, 'postpone-key-0001')
    await post(scene.li, path, { byMinutes: 10 }, 'postpone-key-0001')
    expect((await findRequest(scene.house, _id))?.assignee?.postponed).toBe(1)
    expect((await post(scene.li, path, { byMinutes: 10 })).status).toBe(200)
    const { body } = await scene.side.call(scene.li, 'GET', '/api/me/tasks')
    expect(JSON.stringify(body)).toContain('"postpone":false')
    const third = await post(scene.li, path, { byMinutes: 10 })
    expect(third).toMatchObject({ body: { error: 'too_many', message: '已经改过两回了。去不了就还回来，马上换人。' } })
  })

  it('ends being late: the alarm closes, and the clock begins anew', async () => {
    const { _id, code } = await scene.inHandOf(scene.li)
    await after(136)
    expect((await findRequest(scene.house, _id))?.escalatedAt).toBeInstanceOf(Date)
    await post(scene.li, `/api/me/tasks/${code}/postponement`, { byMinutes: 30 })
    await scene.house.work()
    expect(await openAlarms()).toEqual([])
    const request = await findRequest(scene.house, _id)
    expect(request).not.toHaveProperty('escalatedAt')
    expect(request?.assignee?.promisedAt.getTime()).toBeGreaterThan(scene.house.clock.now().getTime())
  })
})

describe('a day after the end', () => {
  async function setShare(followUpShare: number): Promise<void> {
    await saveStation(scene.house, {
      id: scene.stationId,
      settings: { ...NO_SECOND_FACTOR, completion: { followUpShare } },
    })
  }

  async function done() {
    const { _id } = await scene.inHandOf(scene.li)
    await finishRequest(scene.house, _id, { id: scene.wang.id, part: 'requester' }, `finish.${_id}`)
    await scene.house.work()
    return _id
  }

  it('a few are asked how it was, once; who has judged is not', async () => {
    await setShare(1)
    const [asked, judged] = [await done(), await done()]
    await rateRequest(scene.house, judged, scene.wang.id, 5)
    await after(24 * 60 + 1)
    await after(60)
    expect(await wordsTo(scene.wang, 'request.followUp')).toHaveLength(1)
    expect(await requestsOf(scene.house).distinct('_id', { followedUpAt: { $exists: true } })).toEqual([asked])
  })

  it('nobody where the station asks nobody', async () => {
    await setShare(0)
    expect(await findRequest(scene.house, await done())).not.toHaveProperty('nudgeAt')
  })
})
