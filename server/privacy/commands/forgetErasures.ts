import type { Platform } from '../../platform/platform.ts'
import { erasuresOf } from '../erasure.model.ts'

/** That somebody was erased before this instant; what is under way stays. */
export async function forgetErasures(platform: Pick<Platform, 'db'>, before: Date): Promise<void> {
  await erasuresOf(platform).deleteMany({ state: 'done', doneAt: { $lt: before } })
}
