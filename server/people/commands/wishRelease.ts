import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import type { Person, PersonChange } from '../person.model.ts'
import { peopleOf } from '../person.model.ts'

type Ground = Pick<Platform, 'db' | 'clock'>

/** Wants the WeChat account of somebody let go; nothing goes until somebody else of the staff agrees. A newer wish replaces an older one. */
export async function wishRelease(platform: Ground, person: Person, by: { id: string; reason: string }): Promise<void> {
  const at = platform.clock.now()
  const entry: PersonChange = { at, what: 'release_proposed', by: by.id, reason: by.reason }
  const { matchedCount } = await peopleOf(platform).updateOne(
    { _id: person.id, v: person.v },
    { $set: { weChatRelease: { by: by.id, reason: by.reason, at } }, $push: { changes: entry }, $inc: { v: 1 } },
  )
  if (matchedCount === 0) throw new DomainError('conflict')
}

/** Somebody else agreed: the account is hers no more, in one write with who said so; exactly the wish that was seen, once. */
export async function recordRelease(
  platform: Ground,
  person: Person,
  chatId: string,
  by: { id: string; reason: string; to: string },
): Promise<void> {
  const { weChatRelease: wish } = person
  const entry: PersonChange = { at: platform.clock.now(), what: 'released', by: by.id, reason: by.reason, to: by.to }
  const { matchedCount } = await peopleOf(platform).updateOne(
    { _id: person.id, chatIds: chatId, 'weChatRelease.by': wish?.by, 'weChatRelease.at': wish?.at },
    { $pull: { chatIds: chatId }, $unset: { weChatRelease: '' }, $push: { changes: entry }, $inc: { v: 1 } },
  )
  if (matchedCount === 0) throw new DomainError('conflict')
}
