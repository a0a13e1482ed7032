import { DomainError } from '@yimin/shared/errors/domainError'
import { joiningWords } from '@yimin/shared/joining/words'
import { listAlarmIdsAbout, moveAlarms } from '../../../duty/index.ts'
import { listWordIdsTo, moveWords, sayPrivately } from '../../../messaging/index.ts'
import {
  closeSessionsOf,
  fillUpFrom,
  findPerson,
  handOverAccount,
  ILINK,
  listReadIdsOf,
  moveReads,
  readFormer,
  removeFormer,
} from '../../../people/index.ts'
import type { Person } from '../../../people/index.ts'
import { listPhotoIdsBy, movePhotos } from '../../../photos/index.ts'
import { newId } from '../../../platform/ids.ts'
import { isDuplicateKey } from '../../../platform/mongo.ts'
import type { Platform } from '../../../platform/platform.ts'
import { listRecurringIdsOf, moveRecurring } from '../../../recurring/index.ts'
import { listRequestIdsOf, moveRequests } from '../../../requests/index.ts'
import type { JoinDoc, Moved } from '../join.model.ts'
import { joinsOf } from '../join.model.ts'
import { isAccountAlone, mayTakeAccount, ownLike } from '../joining.policy.ts'
import { letGoAccount } from './releaseWeChat.ts'

const DAY_MS = 24 * 3_600_000
const UNDOABLE_MS = 30 * DAY_MS
/** Within this every job that was under way has run. */
const SETTLE_MS = 60_000
const NOTHING: Moved = { requests: [], photos: [], alarms: [], words: [], reads: [] }

/**
 * Makes one of a WeChat account's own person and the one whom the station knows. A row first, then steps that are harmless the
 * second time, so that whatever dies on the way is carried out. Throws DomainError `conflict` where one of the two is not fit.
 */
export async function joinPeople(platform: Platform, from: Person, to: Person, how: JoinDoc['how']): Promise<void> {
  const [chatId = ''] = from.chatIds
  if (from.stationId !== to.stationId || from.id === to.id || !isAccountAlone(from))
    throw new DomainError('conflict', { say: joiningWords.notFresh })
  if (!mayTakeAccount(to, chatId, how)) throw new DomainError('conflict', { say: joiningWords.hasOwn })
  const former = await readFormer(platform, from.id)
  if (!former) throw new DomainError('unauthenticated')
  const at = platform.clock.now()
  const until = new Date(at.getTime() + UNDOABLE_MS)
  const replaced = ownLike(to, chatId)
  const parts = {
    stationId: to.stationId,
    fromId: from.id,
    toId: to.id,
    chatId,
    how,
    former,
    at,
    until,
    nextAt: at,
    ...(replaced !== undefined && { replaced }),
  }
  const join: JoinDoc = { _id: newId(), ...parts, state: 'running', copied: [], moved: NOTHING }
  try {
    await joinsOf(platform).insertOne(join)
  } catch (error) {
    if (isDuplicateKey(error)) throw new DomainError('conflict')
    throw error
  }
  await runJoin(platform, join._id)
  await sayPrivately(platform, to, {
    key: `joined.${join._id}`,
    stationId: to.stationId,
    template: 'talk.joined',
    urgent: false,
    text: chatId.startsWith(`${ILINK}:`) ? joiningWords.toldBound : joiningWords.told,
  })
}

/** The steps of one join, or of the way back. Harmless the second time. */
export async function runJoin(platform: Platform, joinId: string): Promise<void> {
  const join = await joinsOf(platform).findOne({ _id: joinId })
  if (join?.state !== 'running' && join?.state !== 'settling') return
  const { fromId, toId, chatId, former, how, replaced } = join
  // Nothing new comes in under the old name from another page.
  await closeSessionsOf(platform, fromId)
  if (replaced !== undefined) await letGoAccount(platform, toId, replaced)
  const reason = { phone: joiningWords.byPhone, code: joiningWords.byCode, own_code: joiningWords.byOwnCode }[how]
  await handOverAccount(platform, chatId, toId, { at: join.at, what: 'joined', by: toId, reason })
  const copied = former ? await fillUpFrom(platform, former, toId) : []
  const found = await listAll(platform, fromId)
  const each = Object.entries(found).map(([room, ids]) => [`moved.${room}`, { $each: ids }])
  await joinsOf(platform).updateOne(
    { _id: joinId },
    { $addToSet: { ...Object.fromEntries(each), copied: { $each: copied } } },
  )
  await move(platform, found, fromId, toId)
  await removeFormer(platform, fromId)
  const isOver = join.state === 'settling'
  const nextAt = new Date(platform.clock.now().getTime() + SETTLE_MS)
  await joinsOf(platform).updateOne(
    { _id: joinId, state: join.state },
    isOver ? { $set: { state: 'joined' }, $unset: { nextAt: '' } } : { $set: { state: 'settling', nextAt } },
  )
}

async function listAll(platform: Platform, personId: string): Promise<Moved> {
  const [requests, photos, alarms, words, reads, recurring] = await Promise.all([
    listRequestIdsOf(platform, personId),
    listPhotoIdsBy(platform, personId),
    listAlarmIdsAbout(platform, personId),
    listWordIdsTo(platform, personId),
    listReadIdsOf(platform, personId),
    listRecurringIdsOf(platform, personId),
  ])
  return { requests, photos, alarms, words, reads, recurring }
}

/** From one name to the other, and no more than these. */
export async function move(platform: Platform, moved: Moved, fromId: string, toId: string): Promise<void> {
  await moveRequests(platform, moved.requests, fromId, toId)
  await movePhotos(platform, moved.photos, toId)
  await moveAlarms(platform, moved.alarms, toId)
  await moveWords(platform, moved.words, fromId, toId)
  await moveReads(platform, moved.reads, toId)
  await moveRecurring(platform, moved.recurring ?? [], fromId, toId)
}

/** Whom a code or a number leads to, as he is now. Throws `not_found`. */
export async function personNow(platform: Platform, personId: string): Promise<Person> {
  const person = await findPerson(platform, personId)
  if (!person) throw new DomainError('not_found')
  return person
}
