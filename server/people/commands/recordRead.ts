import { newId } from '../../platform/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Reader } from '../people.policy.ts'
import { readsOf } from '../reads.model.ts'
import type { PersonalField } from '../reads.model.ts'

/** Writes down that somebody reads another person's data where another room holds it: call it before the value is given (PRIV-07). */
export async function recordRead(
  platform: Pick<Platform, 'db' | 'clock'>,
  read: { reader: Reader; subjectId: string; fields: PersonalField[] },
): Promise<void> {
  const { reader } = read
  if (reader.id === read.subjectId || read.fields.length === 0) return
  await readsOf(platform).insertOne({
    _id: newId(),
    reader: { id: reader.id, role: reader.role },
    subject: read.subjectId,
    fields: read.fields,
    reason: reader.reason,
    at: platform.clock.now(),
    ...(reader.requestId === undefined ? {} : { requestId: reader.requestId }),
  })
}
