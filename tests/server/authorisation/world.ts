import type { Role } from '@yimin/shared/people/roles'
import { raiseAlarm } from '../../../server/duty/index.ts'
import { identify, openSession } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import type { CallerIdentity } from '../../../server/platform/web/caller.ts'
import { beginRecurring } from '../../../server/recurring/commands/beginRecurring.ts'
import { recurringTasksOf } from '../../../server/recurring/recurring.model.ts'
import { requestsOf } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { savePhoto } from '../../../server/photos/index.ts'
import { aPicture } from '../photos/pictures.ts'
import { aRequest, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aStation, aWorker } from '../../factories/people.ts'
import type { Relation, Subject } from './table.ts'

/** Stands in every name of the other station: nobody of ours may ever read it. */
export const ELSEWHERE = '外站'

/** Two stations that know nothing of each other, on the real record. */
export interface World {
  house: TestHouse
  /** A new person of this role in our station, with a session. */
  caller(role: Role): Promise<{ person: Person; identity: CallerIdentity }>
  /** The id or code of a new thing that stands so to this person. */
  thing(subject: Subject, relation: Relation, person: Person): Promise<string>
  /** Somebody of our station who may be given a request. */
  helperId: string
}

export async function openWorld(): Promise<World> {
  const house = await openTestHouse()
  const here = await aStation(house, { name: '本站' })
  const there = await aStation(house, { name: `${ELSEWHERE}社工站`, community: `${ELSEWHERE}社区` })
  await aWorker(house, { stationId: here.id, onDuty: true })
  await aWorker(house, { stationId: there.id, onDuty: true, name: `${ELSEWHERE}社工` })
  const neighbour = await aPerson(house, { stationId: here.id, name: '邻居' })
  const stranger = await aPerson(house, { stationId: there.id, name: `${ELSEWHERE}居民` })
  const picture = await aPicture()
  const helper = await aWorker(house, { stationId: here.id })
  let count = 0
  const next = () => (count += 1)

  const ownerOf = (relation: Relation, person: Person) =>
    ({ own: person, sameStation: neighbour, otherStation: stranger })[relation as Exclude<Relation, 'none'>]
  const makers: Record<Subject, (owner: Person) => Promise<string>> = {
    person: (owner) => Promise.resolve(owner.id),
    alarm: async (owner) => {
      const key = `alarm${next()}`
      const call = { stationId: owner.stationId, kind: 'needs_person', subjectId: key, personId: owner.id, ownerId: owner.id, text: '请打电话', key } as const // prettier-ignore
      return (await raiseAlarm(house, call)).alarm.id
    },
    member: async (owner) => {
      const id = `member${next()}`
      const people = house.db.collection<{ _id: string; household: object[] }>('people')
      await people.updateOne({ _id: owner.id }, { $push: { household: { id, relation: '妈妈', name: '妈妈' } } })
      return id
    },
    recurring: async (owner) => {
      const { _id } = await aRequest(house, owner)
      await requestsOf(house).updateOne({ _id }, { $set: { status: 'open' } })
      const request = { ...(await requestsOf(house).findOne({ _id })) } as RequestDoc
      // Ten at most; the matrix tries more.
      await recurringTasksOf(house).deleteMany({ requesterId: owner.id })
      const weekly = {
        rhythm: { every: 'week' as const, weekdays: [2] },
        part: 'morning' as const,
        onHoliday: 'skip' as const,
      }
      return (await beginRecurring(house, request, weekly, owner.id, `weekly${next()}`))._id
    },
    photo: async (owner) => (await savePhoto(house, owner, picture))._id,
    request: async (owner) => {
      const { _id } = await aRequest(house, owner)
      // Codes of two stations may be the same; these are not.
      const code = `${owner.stationId === here.id ? 'H' : 'T'}${1000 + next()}`
      await requestsOf(house).updateOne({ _id }, { $set: { code } })
      return code
    },
  }
  const missing: Record<Subject, string> = {
    person: 'nobody',
    alarm: 'nothing',
    member: 'nobody',
    recurring: 'nothing',
    photo: 'z'.repeat(20),
    request: 'Z9999',
  }
  return {
    house,
    helperId: helper.id,
    caller: async (role) => {
      const person = await aPerson(house, { stationId: here.id, role, ...(role === 'resident' ? {} : HELPER) })
      const session = await openSession(house, person.id)
      const identity = await identify(house, session?.token ?? '')
      if (identity === null) throw new Error('no session')
      return { person, identity }
    },
    thing: (subject, relation, person) =>
      relation === 'none' ? Promise.resolve(missing[subject]) : makers[subject](ownerOf(relation, person)),
  }
}

const HELPER = { helper: { skills: [], zones: [], freeHours: [] } }
