import type { Platform } from '../../../platform/platform.ts'
import type { PersonChange } from '../../person.model.ts'
import { peopleOf } from '../../person.model.ts'
import { invitationsOf } from '../entry.model.ts'

type Ground = Pick<Platform, 'db' | 'vault' | 'clock'>

const DAY_MS = 24 * 3_600_000

export interface Invited {
  invitation: string
  expiresAt: Date
}

/** An invitation to set a password: good once, for a day; an earlier one ends. Shown this once; it stands in the person's changes. */
export async function invite(platform: Ground, personId: string, by: { id: string; reason: string }): Promise<Invited> {
  const now = platform.clock.now()
  const invitation = platform.vault.newToken()
  const expiresAt = new Date(now.getTime() + DAY_MS)
  const entry: PersonChange = { at: now, what: 'invited', by: by.id, reason: by.reason }
  await peopleOf(platform).updateOne({ _id: personId }, { $push: { changes: entry }, $inc: { v: 1 } })
  await invitationsOf(platform).deleteMany({ personId })
  const _id = platform.vault.tokenHash(invitation)
  await invitationsOf(platform).insertOne({ _id, personId, by: by.id, createdAt: now, expiresAt })
  return { invitation, expiresAt }
}
