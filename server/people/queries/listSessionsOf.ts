import type { Platform } from '../../platform/platform.ts'
import { sessionsOf } from '../session.model.ts'

export interface OwnSession {
  sessionId: string
  /** By which its person may point at it; it says nothing of the token. */
  name: string
  createdAt: Date
  lastSeenAt: Date
}

/** Where a person is signed in: since when, and when last used. The last used first; what has run out is none. */
export async function listSessionsOf(
  platform: Pick<Platform, 'db' | 'vault' | 'clock'>,
  personId: string,
): Promise<OwnSession[]> {
  const alive = { personId, expiresAt: { $gt: platform.clock.now() } }
  const sessions = await sessionsOf(platform).find(alive).sort({ lastSeenAt: -1 }).toArray()
  return sessions.map(({ _id, createdAt, lastSeenAt }) => ({
    sessionId: _id,
    name: platform.vault.blindIndex(_id, 'session'),
    createdAt,
    lastSeenAt,
  }))
}
