import {
  acknowledgeAlarm,
  closeAlarm,
  closeAlarmsAbout,
  dutyRoutes,
  escalateAlarms,
  findAlarm,
  listAlarms,
  markTold,
  nextAlarmDue,
  raiseAlarm,
  setOnDuty,
} from '../../../server/duty/index.ts'
import type { AlarmCall } from '../../../server/duty/index.ts'
import { listReadsOf } from '../../../server/people/index.ts'
import { aDirector, aPerson, aStation, aWorker, callerOf, knock, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

let ground: Ground
beforeEach(async () => {
  ground = await openGround()
})
afterEach(() => ground.close())

function later(ms: number): void {
  ground.clock.turnTo(new Date(ground.clock.now().getTime() + ms))
}

async function aCommunity() {
  const { id: stationId } = await aStation(ground)
  const worker = await aWorker(ground, { stationId, onDuty: true })
  const other = await aWorker(ground, { stationId, name: '钱社工' })
  const director = await aDirector(ground, { stationId })
  return { stationId, worker, other, director }
}

function call(stationId: string, parts: Partial<AlarmCall> = {}): AlarmCall {
  return { stationId, kind: 'nobody_accepted', subjectId: 'r1', text: '六区9栋2单元，陪诊', key: 'r1:nobody', ...parts }
}

test('the same key is one alarm, also when many raise it at once', async () => {
  const { stationId, worker } = await aCommunity()
  const raised = await Promise.all(Array.from({ length: 10 }, () => raiseAlarm(ground, call(stationId))))
  expect(raised.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(new Set(raised.map(({ alarm }) => alarm.id)).size).toBe(1)
  expect(raised[0]?.alarm).toMatchObject({ state: 'open', ownerId: worker.id })
})

test('the words are sealed in the record and not in the alarm that is handed around', async () => {
  const { stationId } = await aCommunity()
  const { alarm } = await raiseAlarm(ground, call(stationId))
  expect(JSON.stringify(alarm)).not.toContain('六区')
  expect(JSON.stringify(await ground.db.collection('alarms').find().toArray())).not.toContain('六区')
})

test('an emergency that nobody sees for a minute goes to everyone of the station, again and again', async () => {
  const { stationId, worker, other, director } = await aCommunity()
  const { alarm } = await raiseAlarm(ground, call(stationId, { kind: 'emergency', key: 'e1' }))
  later(59 * SECOND)
  expect(await escalateAlarms(ground)).toEqual([])
  later(SECOND)
  const [telling] = await escalateAlarms(ground)
  expect(telling?.tell.map((person) => person.id).sort()).toEqual([worker.id, other.id, director.id].sort())
  await markTold(ground, alarm.id, 1)
  expect(await escalateAlarms(ground)).toEqual([])
  later(MINUTE)
  expect((await escalateAlarms(ground)).map(({ level }) => level)).toEqual([2])
})

test('a plain alarm goes to its owner and the next worker, then to the director too', async () => {
  const { stationId, worker, other, director } = await aCommunity()
  const { alarm } = await raiseAlarm(ground, call(stationId))
  later(15 * MINUTE)
  const [first] = await escalateAlarms(ground)
  expect(first?.tell.map((person) => person.id)).toEqual([worker.id, other.id])
  await markTold(ground, alarm.id, 1)
  later(15 * MINUTE)
  const [second] = await escalateAlarms(ground)
  expect(second?.tell.map((person) => person.id)).toEqual([worker.id, other.id, director.id])
})

test('two processes that look at once widen the circle once', async () => {
  const { stationId } = await aCommunity()
  const { alarm } = await raiseAlarm(ground, call(stationId))
  later(15 * MINUTE)
  await Promise.all([escalateAlarms(ground), escalateAlarms(ground)])
  expect((await findAlarm(ground, alarm.id))?.escalations).toHaveLength(1)
})

test('what was not marked as told is given out again', async () => {
  const { stationId } = await aCommunity()
  await raiseAlarm(ground, call(stationId))
  later(15 * MINUTE)
  expect(await escalateAlarms(ground)).toHaveLength(1)
  expect(await escalateAlarms(ground)).toHaveLength(1)
})

test('who sees it stops it; the first stays on record', async () => {
  const { stationId, worker, other } = await aCommunity()
  const { alarm } = await raiseAlarm(ground, call(stationId))
  await acknowledgeAlarm(ground, alarm.id, worker.id)
  expect(await acknowledgeAlarm(ground, alarm.id, other.id)).toMatchObject({ state: 'seen', seenBy: worker.id })
  later(60 * MINUTE)
  expect(await escalateAlarms(ground)).toEqual([])
})

test('the circle stops widening in the end, and the alarm stays open', async () => {
  const { stationId } = await aCommunity()
  const { alarm } = await raiseAlarm(ground, call(stationId))
  for (let i = 0; i < 10; i += 1) {
    later(60 * MINUTE)
    await escalateAlarms(ground)
  }
  expect((await findAlarm(ground, alarm.id))?.escalations).toHaveLength(5)
  expect(await nextAlarmDue(ground)).toBeUndefined()
  expect((await listAlarms(ground, stationId)).items.map(({ id }) => id)).toEqual([alarm.id])
})

test('a station without staff keeps its alarm open and tells nobody', async () => {
  const { id: stationId } = await aStation(ground)
  const { alarm } = await raiseAlarm(ground, call(stationId))
  expect(alarm.ownerId).toBeUndefined()
  later(60 * MINUTE)
  expect(await escalateAlarms(ground)).toEqual([])
})

test('closing what nobody had seen counts as seeing it, and closed it stays', async () => {
  const { stationId, worker, other } = await aCommunity()
  const { alarm } = await raiseAlarm(ground, call(stationId))
  expect(await closeAlarm(ground, alarm.id, worker.id)).toMatchObject({
    state: 'closed',
    seenBy: worker.id,
    closedBy: worker.id,
  })
  expect(await closeAlarm(ground, alarm.id, other.id)).toMatchObject({ closedBy: worker.id })
  expect(await closeAlarm(ground, 'nothing', other.id)).toBeUndefined()
  expect((await listAlarms(ground, stationId)).items).toEqual([])
})

test('when the cause is gone its alarms are closed, others stay', async () => {
  const { stationId } = await aCommunity()
  await raiseAlarm(ground, call(stationId))
  await raiseAlarm(ground, call(stationId, { kind: 'emergency', key: 'e1' }))
  expect(await closeAlarmsAbout(ground, 'r1', ['nobody_accepted', 'late'])).toBe(1)
  expect((await listAlarms(ground, stationId)).items.map(({ kind }) => kind)).toEqual(['emergency'])
})

test('the next due time is the earliest of the open ones', async () => {
  const { stationId } = await aCommunity()
  await raiseAlarm(ground, call(stationId))
  await raiseAlarm(ground, call(stationId, { kind: 'emergency', key: 'e1' }))
  expect(await nextAlarmDue(ground)).toEqual(new Date(ground.clock.now().getTime() + MINUTE))
})

describe('at the desk', () => {
  test('staff see the list without words, and the words when they open one; the person sees who looked', async () => {
    const { stationId, worker } = await aCommunity()
    const person = await aPerson(ground, { stationId })
    const { alarm } = await raiseAlarm(ground, call(stationId, { personId: person.id }))
    const list = (await knock(dutyRoutes(ground), 'listAlarms', callerOf(worker))) as { items: object[] }
    expect(list.items).toHaveLength(1)
    expect(list.items[0]).toMatchObject({
      kindWord: '没人接单',
      stateWord: '还没人看',
      owner: { id: worker.id, name: '赵社工' },
      overdue: false,
    })
    expect(list.items[0]).not.toHaveProperty('text')
    const opened = await knock(dutyRoutes(ground), 'readAlarm', callerOf(worker), { params: { id: alarm.id } })
    expect(opened).toMatchObject({ text: '六区9栋2单元，陪诊' })
    expect((await listReadsOf(ground, person.id)).items).toMatchObject([
      { reader: { id: worker.id }, reason: '没人接单' },
    ])
  })

  test('seen, then closed', async () => {
    const { stationId, other } = await aCommunity()
    const { alarm } = await raiseAlarm(ground, call(stationId))
    const params = { id: alarm.id }
    expect(await knock(dutyRoutes(ground), 'seeAlarm', callerOf(other), { params })).toMatchObject({
      state: 'seen',
      seenBy: { id: other.id, name: '钱社工' },
      abilities: { see: false, close: true },
    })
    expect(await knock(dutyRoutes(ground), 'closeAlarm', callerOf(other), { params })).toMatchObject({
      state: 'closed',
    })
  })

  test('staff of another station find nothing', async () => {
    const { stationId } = await aCommunity()
    const stranger = await aWorker(ground)
    const { alarm } = await raiseAlarm(ground, call(stationId))
    for (const name of ['readAlarm', 'openAlarmContact', 'seeAlarm', 'closeAlarm']) {
      const knocking = knock(dutyRoutes(ground), name, callerOf(stranger), {
        params: { id: alarm.id },
        body: { what: 'phone' },
      })
      await expect(knocking).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(await knock(dutyRoutes(ground), 'listAlarms', callerOf(stranger))).toEqual({ items: [], nextCursor: null })
  })

  test('page by page', async () => {
    const { stationId, worker } = await aCommunity()
    for (const key of ['a', 'b', 'c']) {
      await raiseAlarm(ground, call(stationId, { key }))
      later(SECOND)
    }
    const first = await listAlarms(ground, stationId, { limit: 2 })
    const second = await listAlarms(ground, stationId, { limit: 2, cursor: first.nextCursor ?? '' })
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3)
    expect(second.nextCursor).toBeNull()
    await setOnDuty(ground, stationId, worker.id, false)
  })
})
