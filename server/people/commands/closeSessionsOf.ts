import type { Platform } from '../../platform/platform.ts'
import { sessionsOf } from '../session.model.ts'

/** Signs a person out everywhere, or everywhere but in one session; tells how many ended. */
export async function closeSessionsOf(platform: Pick<Platform, 'db'>, personId: string, but?: string): Promise<number> {
  const others = but === undefined ? {} : { _id: { $ne: but } }
  const { deletedCount } = await sessionsOf(platform).deleteMany({ personId, ...others })
  return deletedCount
}
