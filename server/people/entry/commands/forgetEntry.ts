import type { Platform } from '../../../platform/platform.ts'
import { entryCodesOf, invitationsOf, passwordsOf } from '../entry.model.ts'

/** Whatever could still let this person in. Harmless the second time. */
export async function forgetEntry(platform: Pick<Platform, 'db'>, personId: string): Promise<void> {
  await passwordsOf(platform).deleteOne({ _id: personId })
  await invitationsOf(platform).deleteMany({ personId })
  await entryCodesOf(platform).deleteMany({ personId })
}
