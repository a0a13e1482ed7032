import type { Platform } from '../../platform/platform.ts'
import { sessionsOf } from '../session.model.ts'

/** Signs a person out everywhere. */
export async function closeSessionsOf(platform: Pick<Platform, 'db'>, personId: string): Promise<void> {
  await sessionsOf(platform).deleteMany({ personId })
}
