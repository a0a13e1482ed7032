import type { Document } from 'mongodb'
import { PERIODS } from '@yimin/shared/privacy/periods'
import type { Period, Rule } from '@yimin/shared/privacy/periods'
import { receiveMessages } from '../../../server/chat/index.ts'
import { sweepSearches } from '../../../server/dispatch/index.ts'
import { closeAlarm, raiseAlarm } from '../../../server/duty/index.ts'
import { readPhone } from '../../../server/people/index.ts'
import { savePhoto } from '../../../server/photos/index.ts'
import { beginErasure } from '../../../server/privacy/commands/beginErasure.ts'
import { sweepErasures, sweepRetention } from '../../../server/privacy/index.ts'
import {
  acceptRequest,
  deliverRequest,
  findRequestByCode,
  noteRequest,
  requestsOf,
  sweepDeadlines,
} from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { openTestApp } from '../../factories/app.ts'
import type { TestApp } from '../../factories/app.ts'
import { aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aVolunteer } from '../../factories/people.ts'
import { aPicture } from '../photos/pictures.ts'

const DAY = 24 * 60
export const WANG = 'person-wang'
export const RULES = Object.entries(PERIODS) as [Rule, Period][]

/** A station with a worker, a volunteer (li) and a resident (WANG), and a clock that is turned by days and years. */
export async function openPastLife(): Promise<PastLife> {
  const house = await openTestHouse()
  const { station, worker } = await aStaffedStation(house)
  await aPerson(house, {
    id: WANG,
    stationId: station.id,
    chatIds: ['sandbox:wang'],
    rooms: ['sandbox:g1'],
    phone: '13987654321',
    groups: ['elderly'],
    home: { zone: '6', building: '9', unit: '2', room: '401' },
  })
  await aVolunteer(house, { id: 'li', stationId: station.id })
  return new PastLife(house, await openTestApp(house), station.id, worker.id)
}

const isThere = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : ![undefined, null, '', 0, 'erased', 'system'].includes(value as never)

/** The values at a path, lists looked through; what names nobody and nothing is not there. */
function at(document: Document, [first = '', ...rest]: string[]): unknown[] {
  const value: unknown = document[first]
  if (rest.length === 0) return isThere(value) ? [value] : []
  return [value].flat().flatMap((one) => (one ? at(one as Document, rest) : []))
}

function valuesOf(rule: Rule, document: Document, field: string): unknown[] {
  const values = at(document, field.split('.'))
  if (field === 'history.cause') return values.filter((cause) => !String(cause).startsWith('cleared/'))
  // Whoever helped keeps the service.
  return rule === 'requestPerson' && field === 'history.by' ? values.filter((by) => by !== 'li') : values
}

/** All that a rule takes, as `left` tells it. */
export function taken(rule: Rule): string[] {
  const { takes }: Period = PERIODS[rule]
  return Object.entries(takes).flatMap(([collection, fields]) => (fields === 'row' ? [collection] : fields))
}

export class PastLife {
  readonly house: TestHouse
  readonly stationId: string
  readonly workerId: string
  /** When each rule begins to count, for what `live` leaves behind. */
  readonly since: { [rule in Rule]?: Date } = {}
  private readonly app: TestApp
  private seq = 0

  constructor(house: TestHouse, app: TestApp, stationId: string, workerId: string) {
    this.house = house
    this.app = app
    this.stationId = stationId
    this.workerId = workerId
  }

  async close(): Promise<void> {
    await this.app.close()
    await this.house.close()
  }

  async byCode(code: string): Promise<RequestDoc> {
    return (await findRequestByCode(this.house, this.stationId, code)) as RequestDoc
  }

  days(n: number): void {
    this.house.later(n * DAY)
  }

  turnTo(instant: Date, daysLater: number): void {
    this.house.clock.turnTo(new Date(instant.getTime() + daysLater * DAY * 60_000))
  }

  private async says(text: string): Promise<void> {
    this.seq += 1
    await receiveMessages(this.house, [
      {
        adapter: 'sandbox', account: 'yimin', messageId: `m${this.seq}`, at: this.house.clock.now().toISOString(), seq: this.seq, kind: 'text', room: { id: 'g1', topic: '海威益民一群' },
        from: { id: 'wang', name: '王阿姨' }, self: false, text, mentionsMe: false,
      },
    ]) // prettier-ignore
    await this.house.work()
  }

  /** All that is due at this hour, round after round. */
  async sweepAll(): Promise<void> {
    for (let round = 0; round < 20; round += 1) {
      if ((await sweepRetention(this.house)) === 0) return
      this.house.later(2)
    }
    throw new Error('it finds no end')
  }

  /** The deadlines of requests, in their turn. */
  private async passDeadlines(): Promise<void> {
    await sweepDeadlines(this.house)
    await this.house.work()
  }

  /** Something of every kind that is kept: A101, asked for in the group, done and closed; calls, looks, words, a photo, one who left. */
  async live(): Promise<RequestDoc> {
    await this.says('帮我送两斤西红柿，共15元内，6区9栋2单元401，电话13987654321')
    await this.says('对')
    await sweepSearches(this.house)
    await this.house.work()
    await acceptRequest(this.house, await this.byCode('A101'), 'li', 'accept')
    await this.house.work()
    await readPhone(this.house, WANG, { id: this.workerId, role: 'station_worker', stationId: this.stationId, reason: '回访', requestId: 'r' })
    const call = { stationId: this.stationId, subjectId: 'm7', personId: WANG, key: 'call' }
    const { alarm } = await raiseAlarm(this.house, { ...call, kind: 'needs_person', text: '王阿姨要找人', said: '我要找真人' })
    await this.says('哪个是我的')
    const { _id: photoId } = await savePhoto(this.house, { id: WANG, stationId: this.stationId }, await aPicture())
    await this.app.call(WANG, 'POST', '/api/me/requests/A101/photos', { photoId })
    await deliverRequest(this.house, (await this.byCode('A101'))._id, 'li', 'deliver')
    await this.house.work()
    await this.app.call(WANG, 'POST', '/api/me/requests/A101/completion', { rating: 5 })
    await this.house.work()
    await closeAlarm(this.house, alarm.id, this.workerId)
    const gone = await aPerson(this.house, { stationId: this.stationId, name: '孙丽' })
    await beginErasure(this.house, gone)
    for (const _ of [1, 2, 3]) {
      this.house.later(2)
      await sweepErasures(this.house)
    }
    await this.house.db.collection<Document & { _id: string }>('wechat_media_checks').insertOne({ _id: 'photos.p', state: 'pass', askedAt: this.house.clock.now() })
    const began = this.house.clock.now()
    for (const [rule] of RULES) this.since[rule] = began
    this.days(8)
    await this.passDeadlines()
    await noteRequest(this.house, (await this.byCode('A101'))._id, { id: this.workerId, part: 'worker' }, '打过电话，都好', 'note')
    await this.leaveBehind('A101', photoId)
    await this.house.db.collection<Document & { _id: string }>('threads').insertOne({ _id: WANG, act: 'sealed', candidates: [], at: this.house.clock.now() })
    this.since.threads = this.since.requestSealed = this.since.requestWords = this.since.requestPerson = this.house.clock.now()
    return this.byCode('A101')
  } // prettier-ignore

  /** What the closing has taken already, and what this errand did not have: as an older record may hold it. */
  private async leaveBehind(code: string, photoId: string): Promise<void> {
    const { _id } = await this.byCode(code)
    const sealed = { door: 'x', phone: 'x', handoverCode: 'x', photos: [photoId], handoverPhotos: ['h'], groups: 'x' }
    const words = {
      passedWhen: {}, beneficiary: '妈妈', rejection: 'x', wish: { gender: 'woman' }, repeats: { rhythm: { every: 'day' } }, recurringId: 't', askFirst: 'li',
      when: { asap: true }, missing: ['time'], reviewReasons: ['budget'], priority: 1, parts: [{ requestId: 'p', kind: 'goods', category: 'produce', items: [{ name: '蛋' }] }],
    } // prettier-ignore
    await requestsOf(this.house).updateOne({ _id }, { $set: { ...sealed, ...words } as never })
    await this.house.db.collection('searches').updateOne({ _id: _id as never }, [{ $set: { earlier: '$asked' } }])
    const picture = { stationId: this.stationId, authorId: WANG, state: 'shown', requestId: _id, width: 1, height: 1, v: 1 } as const
    await this.house.db.collection<Document & { _id: string }>('photos').deleteMany({})
    await this.house.db.collection<Document & { _id: string }>('photos').insertOne({ ...picture, _id: photoId, sentAt: this.since.photos })
    await this.house.files.put(photoId, new Uint8Array([1]))
  } // prettier-ignore

  /** What a rule takes and is still there: `requests.door`, `inbound`. */
  async left(rule: Rule): Promise<string[]> {
    const { takes }: Period = PERIODS[rule]
    const found: string[] = []
    for (const [collection, fields] of Object.entries(takes)) {
      const documents = await this.house.db.collection(collection).find().toArray()
      if (fields === 'row') found.push(...(documents.length > 0 ? [collection] : []))
      else found.push(...fields.filter((field) => documents.some((document) => valuesOf(rule, document, field).length > 0)))
    }
    return found
  } // prettier-ignore

  /** Signed in anew: years later no session is left. */
  async asks<Body = Record<string, unknown>>(personId: string, method: string, path: string) {
    const later = await openTestApp(this.house)
    try {
      return await later.call<Body>(personId, method, path)
    } finally {
      await later.close()
    }
  }

  /** Every document of every collection but the sweep's own. */
  async record(): Promise<string[]> {
    const all: string[] = []
    for (const collection of await this.house.db.collections()) {
      if (collection.collectionName === 'retention_rounds') continue
      for await (const document of collection.find({}).sort({ _id: 1 }))
        all.push(`${collection.collectionName} ${JSON.stringify(document)}`)
    }
    return all.sort()
  }
}
