import type { RecurringView } from '@yimin/shared/recurring/contract'
import type { Person } from '../../../server/people/index.ts'
import { recurringRoutes } from '../../../server/recurring/index.ts'
import { approveRequest } from '../../../server/requests/index.ts'
import { aRequest, aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aWorker } from '../../factories/people.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'

const WEEKLY = { rhythm: { every: 'week', weekdays: [4, 2, 2] }, part: 'morning', onHoliday: 'skip' }

let house: TestHouse
let web: Web
let wang: Person
let neighbour: Person
let worker: Person
let foreign: Person
beforeAll(async () => {
  house = await openTestHouse()
  web = await openWeb(house, recurringRoutes(house))
  worker = (await aStaffedStation(house)).worker
  const { stationId } = worker
  wang = await aPerson(house, { stationId })
  neighbour = await aPerson(house, { stationId, name: '孙大娘' })
  foreign = await aWorker(house)
})
afterAll(async () => {
  await web.close()
  await house.close()
})

async function aPattern(person = wang): Promise<string> {
  const { _id, code } = await aRequest(house, person)
  await approveRequest(house, _id, worker.id, `let.${_id}`)
  return code
}

async function aTask(as = wang, whose = wang): Promise<RecurringView> {
  const path = as === whose ? '/api/me/requests' : '/api/requests'
  const { body } = await web.call<{ task: RecurringView }>('POST', `${path}/${await aPattern(whose)}/recurrence`, { as, body: WEEKLY }) // prettier-ignore
  return body.task
}

const mine = (id: string) => `/api/me/recurring-tasks/${id}/decision`
const atDesk = (id: string) => `/api/recurring-tasks/${id}/decision`
const decide = (as: Person | undefined, path: (id: string) => string, id: string, act: string, version = 1) =>
  web.call<{ reply: string; task: RecurringView; error: string }>('POST', path(id), {
    ...(as && { as }),
    body: { act, version },
  })

describe('the resident', () => {
  it('lets one of her requests come again, and reads it in plain words', async () => {
    const code = await aPattern()
    const begun = await web.call('POST', `/api/me/requests/${code}/recurrence`, { as: wang, body: WEEKLY })
    expect(begun).toMatchObject({
      status: 201,
      body: {
        reply: expect.stringContaining('头一回是11月24日周二上午'),
        task: { state: 'active', rhythmWord: '每周二、周四上午', place: '6区9栋', version: 1 },
      },
    })
    const list = await web.call<{ items: RecurringView[] }>('GET', '/api/me/recurring-tasks', { as: wang })
    expect(list.body.items).toHaveLength(1)
    expect(list.body.items[0]?.abilities).toEqual({ pause: true, resume: false, skip: true, end: true })
    expect(JSON.stringify(list.body)).not.toMatch(/2单元|1381/)
  })

  it('skips, pauses, resumes and ends it', async () => {
    const { id } = await aTask()
    expect((await decide(wang, mine, id, 'skip', 1)).body).toMatchObject({
      reply: '好，11月24日周二不来，下一回是11月26日周四上午。',
      task: { next: { on: '2026-11-26' } },
    })
    expect((await decide(wang, mine, id, 'pause', 2)).body.task).toMatchObject({ state: 'paused' })
    expect((await decide(wang, mine, id, 'skip', 3)).status).toBe(409)
    expect((await decide(wang, mine, id, 'resume', 3)).body.task).toMatchObject({ next: { on: '2026-11-26' } })
    expect((await decide(wang, mine, id, 'end', 4)).body.task).toMatchObject({ state: 'ended', stateWord: '不办了' })
    expect((await decide(wang, mine, id, 'resume', 5)).status).toBe(409)
  })

  it('hears which field is wrong', async () => {
    const path = `/api/me/requests/${await aPattern()}/recurrence`
    const ask = (body: object) => web.call('POST', path, { as: wang, body: { ...WEEKLY, ...body } })
    expect((await ask({ rhythm: { every: 'week', weekdays: [8] } })).body).toMatchObject({ error: 'invalid_input' })
    expect((await ask({ until: '2026-11-20' })).body).toMatchObject({ fields: [{ path: 'until' }] })
    expect((await ask({ until: '2026-11-23' })).body).toMatchObject({ fields: [{ path: 'rhythm' }] })
  })

  it('sent again with the same key, it is one', async () => {
    const path = `/api/me/requests/${await aPattern(neighbour)}/recurrence`
    const ask = () => web.call<{ task: RecurringView }>('POST', path, { as: neighbour, body: WEEKLY, key: 'same' })
    expect((await ask()).body.task.id).toBe((await ask()).body.task.id)
    const { body } = await web.call<{ items: unknown[] }>('GET', '/api/me/recurring-tasks', { as: neighbour })
    expect(body.items).toHaveLength(1)
  })

  it('sees nothing of a neighbour’s', async () => {
    const { id } = await aTask()
    expect((await decide(neighbour, mine, id, 'end')).status).toBe(404)
    expect((await decide(undefined, mine, id, 'end')).status).toBe(401)
    const code = await aPattern()
    const taken = await web.call('POST', `/api/me/requests/${code}/recurrence`, { as: neighbour, body: WEEKLY })
    expect(taken.status).toBe(404)
  })
})

describe('a worker', () => {
  it('arranges it for a resident, who is told; and changes it, and she is told again', async () => {
    const liu = await aPerson(house, { stationId: worker.stationId, name: '刘大爷' })
    const task = await aTask(worker, liu)
    expect(task).toMatchObject({ requester: { id: liu.id } })
    expect((await decide(worker, atDesk, task.id, 'skip')).status).toBe(200)
    await house.work()
    const told = (await house.outgoing()).filter(({ to }) => to.some(({ personId }) => personId === liu.id))
    expect(told.filter(({ template }) => template === 'request.recurringChanged')).toHaveLength(2)
    const { body } = await web.call<{ items: RecurringView[] }>('GET', '/api/recurring-tasks', { as: worker })
    expect(body.items.map(({ id }) => id)).toContain(task.id)
  })

  it('of another station sees none of it, and a resident has no desk', async () => {
    const { id } = await aTask(worker, await aPerson(house, { stationId: worker.stationId }))
    expect((await decide(foreign, atDesk, id, 'end')).status).toBe(404)
    expect((await decide(wang, atDesk, id, 'end')).status).toBe(403)
    const code = await aPattern(neighbour)
    expect((await web.call('POST', `/api/requests/${code}/recurrence`, { as: foreign, body: WEEKLY })).status).toBe(404)
    expect((await web.call('GET', '/api/recurring-tasks', { as: wang })).status).toBe(403)
    const theirs = await web.call<{ items: unknown[] }>('GET', '/api/recurring-tasks', { as: foreign })
    expect(theirs.body.items).toEqual([])
  })
})
