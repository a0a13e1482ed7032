import { faultsOfLadder, LADDER_NAMES, rungsInOrder } from '@yimin/shared/dispatch/ladder'
import type { Rung } from '@yimin/shared/dispatch/ladder'
import { quietUntil, timetableOf, workerDueAt } from '@yimin/shared/dispatch/quietHours'
import { settingsChanges } from '@yimin/shared/organisations/contract'
import { ladderOf } from '@yimin/shared/organisations/serviceKind'
import { STATION_DEFAULTS, saveStation, settingsWith } from '../../../server/organisations/index.ts'
import { stationsOf } from '../../../server/organisations/station.model.ts'
import { aStation, openGround } from '../../factories/people.ts'

const { ladders } = STATION_DEFAULTS.dispatch

/** The default ladder of errands with something changed on some rung. */
function errandWith(changes: { [at: number]: Partial<Rung> }): Rung[] {
  return ladders.errand.map((rung, i) => ({ ...rung, ...changes[i] }))
}

function faultOf(rungs: Rung[], name: (typeof LADDER_NAMES)[number] = 'errand') {
  return faultsOfLadder(name, rungs)
}

describe('a ladder that may be saved', () => {
  it.each(LADDER_NAMES)('%s of the defaults leads from its first rung to a person', (name) => {
    expect(faultsOfLadder(name, ladders[name])).toEqual([])
    expect(rungsInOrder(ladders[name])).toHaveLength(ladders[name].length)
  })

  it('may ask shops alone, and stand in the mini program without a word', () => {
    expect(faultOf(errandWith({ 1: { who: 'enterprise', channel: 'app' } }))).toEqual([])
  })
})

describe('a ladder that is refused, with its rung named', () => {
  const cases: [string, Rung[], { path: string; message: string }][] = [
    ['a gap', errandWith({ 1: { next: 'nowhere' } }), { path: '1.next', message: '第2级后面接的那一级找不到，到这里就断了。' }],
    ['a loop', errandWith({ 2: { next: 'r1' } }), { path: '2.next', message: '第3级又回到第1级，一直转圈，到不了值班社工。' }],
    ['no last person', errandWith({ 3: { next: null } }), { path: '3.who', message: '第4级是最后一级，最后要落到值班社工。' }],
    ['minutes below zero', errandWith({ 1: { minutes: -1 } }), { path: '1.minutes', message: '第2级等的时间不能小于0分钟。' }],
    ['a rung that nobody comes to', errandWith({ 0: { next: 'r3' } }), { path: '1.id', message: '第2级轮不到：没有哪一级接到它。' }],
    ['nobody to ask', errandWith({ 0: { ask: 0 } }), { path: '0.ask', message: '第1级要问几个人？至少问1个。' }],
    ['somebody after the worker', errandWith({ 4: { next: 'r1' } }), { path: '4.next', message: '第5级又回到第1级，一直转圈，到不了值班社工。' }],
    ['the whole staff for an errand', errandWith({ 4: { who: 'whole_staff' } }), { path: '4.who', message: '第5级：叫全站的人只用在紧急求助。' }],
  ] // prettier-ignore

  it.each(cases)('%s', (_what, rungs, fault) => {
    expect(faultOf(rungs)).toEqual([fault])
  })

  it('an id that two rungs share', () => {
    const fault = { path: '2.id', message: '第3级和第2级用了同一个编号。' }
    expect(faultOf(errandWith({ 2: { id: 'r2' } }))).toContainEqual(fault)
  })

  it('a worker in the middle, because nobody would go on after her', () => {
    const faults = faultOf(errandWith({ 1: { who: 'worker_on_duty' } }))
    expect(faults).toEqual([{ path: '1.next', message: '第2级是值班社工，后面不能再接别的。' }])
  })

  it('a word in the group about what touches health or family, and neighbours in an emergency', () => {
    const told = ladders.sensitive.map((rung, i) => (i === 0 ? { ...rung, channel: 'group' as const } : rung))
    expect(faultOf(told, 'sensitive').map(({ path }) => path)).toEqual(['0.channel'])
    const neighbours = ladders.emergency.map((rung, i) => (i === 0 ? { ...rung, who: 'same_zone' as const } : rung))
    expect(faultOf(neighbours, 'emergency').map(({ path }) => path)).toEqual(['0.who'])
  })

  it('when a station is saved, with the place in its settings', async () => {
    const broken = settingsChanges.safeParse({
      dispatch: { ladders: { errand: errandWith({ 1: { next: 'nowhere' } }) } },
    })
    expect(broken.error?.issues).toMatchObject([
      { path: ['dispatch', 'ladders', 'errand', 1, 'next'], message: '第2级后面接的那一级找不到，到这里就断了。' },
    ])
  })
})

describe('ladders of a station', () => {
  it('are its own where it changed one, and the defaults elsewhere', () => {
    const own = errandWith({ 0: { ask: 1 } })
    const { dispatch } = settingsWith({ dispatch: { ladders: { errand: own } } })
    expect(dispatch.ladders.errand).toEqual(own)
    expect(dispatch.ladders.goods).toEqual(ladders.goods)
    expect(ladderOf({ category: 'parcel', urgent: false }, { dispatch })).toEqual(own)
    expect(ladderOf({ category: 'parcel', urgent: true }, { dispatch })).toEqual(ladders.errand_urgent)
    expect(ladderOf({ category: 'nursing', urgent: false }, { dispatch })).toEqual(ladders.sensitive)
  })

  it('are read from waves that an older station stored, and stay the same when read and saved again', async () => {
    const ground = await openGround()
    try {
      const { id } = await aStation(ground)
      const older = {
        dispatch: { waves: [{ afterMinutes: 0, ask: 2, who: 'skilled' as const }], workerOwnsAfterMinutes: 20 },
        alarms: { emergencySeconds: 30 },
      }
      await stationsOf(ground).updateOne({ _id: id }, { $set: { settings: older } })
      const read = settingsWith(older)
      expect(read.dispatch.ladders.goods.map(({ who, ask, minutes }) => [who, ask, minutes])).toEqual([
        ['skilled', 2, 20],
        ['worker_on_duty', 1, 15],
      ])
      expect(read.dispatch.ladders.emergency.map(({ minutes }) => minutes)).toEqual([0.5, 0.5])
      for (const name of LADDER_NAMES) expect(faultsOfLadder(name, read.dispatch.ladders[name])).toEqual([])
      const saved = await saveStation(ground, { id, settings: older })
      expect(saved.settings).toEqual(read)
      const kept = await stationsOf(ground).findOne({ _id: id })
      expect(kept?.settings.dispatch).not.toHaveProperty('waves')
      expect((await saveStation(ground, { id, settings: kept?.settings ?? {} })).settings).toEqual(read)
    } finally {
      await ground.close()
    }
  })
})

describe('the hours of a ladder', () => {
  const night = { from: '22:00', to: '07:00' }
  const at = (local: string) => new Date(`2026-11-22T${local}:00+08:00`)

  it('are those of its rungs by day: the worker has it after forty minutes', () => {
    expect(timetableOf(ladders.errand, at('10:00'), night).map(({ at: due }) => due)).toEqual(
      ['10:00', '10:03', '10:10', '10:25', '10:40'].map(at),
    )
  })

  it('wait for the morning at night, from where the ladder stands', () => {
    expect(quietUntil(night, at('21:59'))).toBeUndefined()
    expect(quietUntil(night, at('22:00'))).toEqual(new Date('2026-11-23T07:00:00+08:00'))
    expect(quietUntil(night, at('06:59'))).toEqual(at('07:00'))
    expect(quietUntil(null, at('03:00'))).toBeUndefined()
    const late = timetableOf(ladders.errand, at('21:50'), night).map(({ at: due }) => due.toISOString())
    expect(late).toEqual(
      ['22T21:50', '22T21:53', '23T07:00', '23T07:15', '23T07:30'].map((time) =>
        new Date(`2026-11-${time}:00+08:00`).toISOString(),
      ),
    )
  })

  it('lead an urgent request to the worker at once, who is awake', () => {
    expect(workerDueAt(ladders.errand_urgent, at('23:00'), night)).toEqual(at('23:00'))
    expect(workerDueAt(ladders.errand_urgent, at('10:00'), night)).toEqual(at('10:20'))
  })
})
