import type { Platform } from '../../platform/platform.ts'
import { peopleOf } from '../person.model.ts'
import { forgetEntry } from '../entry/commands/forgetEntry.ts'
import { secondFactorsOf } from '../secondFactor/secondFactor.model.ts'
import { phoneCallsOf } from '../weChatAccount.model.ts'
import { closeSessionsOf } from './closeSessionsOf.ts'
import { forgetInReads } from './forgetInReads.ts'

/**
 * Ends all sessions of a person, takes her name out of others' families, and strikes her out. Harmless the
 * second time.
 */
export async function erasePerson(platform: Pick<Platform, 'db'>, personId: string): Promise<void> {
  await closeSessionsOf(platform, personId)
  for (const { _id, household } of await peopleOf(platform).find({ 'household.personId': personId }).toArray()) {
    // One field of each entry, so that another entry changed in the same moment is not overwritten.
    for (const { id, relation } of household.filter((member) => member.personId === personId)) {
      await peopleOf(platform).updateOne(
        { _id, 'household.id': id },
        {
          $set: { 'household.$.name': relation },
          $unset: { 'household.$.personId': '', 'household.$.home': '' },
          $inc: { v: 1 },
        },
      )
    }
  }
  await forgetInReads(platform, personId)
  // Whoever was of the staff once may have left an authenticator behind.
  await secondFactorsOf(platform).deleteOne({ _id: personId })
  await forgetEntry(platform, personId)
  await phoneCallsOf(platform).deleteMany({ _id: { $gte: `${personId}.`, $lt: `${personId}/` } })
  await peopleOf(platform).deleteOne({ _id: personId })
}
