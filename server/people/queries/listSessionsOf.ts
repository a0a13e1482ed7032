import type { Platform } from '../../platform/platform.ts'
import { sessionsOf } from '../session.model.ts'

/** Where a person is signed in: since when, and when last used. Newest first. */
export async function listSessionsOf(
  platform: Pick<Platform, 'db'>,
  personId: string,
): Promise<{ createdAt: Date; lastSeenAt: Date }[]> {
  const sessions = await sessionsOf(platform).find({ personId }).sort({ lastSeenAt: -1 }).toArray()
  return sessions.map(({ createdAt, lastSeenAt }) => ({ createdAt, lastSeenAt }))
}
