import { createHash } from 'node:crypto'
import { ERASED } from '@yimin/shared/people/roles'
import type { Platform } from '../../platform/platform.ts'
import { readsOf } from '../reads.model.ts'
import type { ReadDoc } from '../reads.model.ts'

/**
 * That a worker read something stays, and when: the worker answers for that. Whose it was, why and for which request goes, and
 * so does the name of a reader who leaves. An id that names people gives way to its hash, so that a second run finds its own row.
 */
export async function forgetInReads(platform: Pick<Platform, 'db'>, personId: string): Promise<void> {
  const reads = readsOf(platform)
  for (const read of await reads.find({ $or: [{ subject: personId }, { 'reader.id': personId }] }).toArray()) {
    const { _id, ...row } = anonymous(read, personId)
    await reads.updateOne({ _id }, { $setOnInsert: row }, { upsert: true })
    await reads.deleteOne({ _id: read._id })
  }
}

function anonymous({ _id, reader, subject, fields, reason, at, requestId }: ReadDoc, personId: string): ReadDoc {
  const isSubject = subject === personId
  return {
    _id: createHash('sha256').update(_id).digest('hex').slice(0, 32),
    reader: { ...reader, id: reader.id === personId ? ERASED : reader.id },
    subject: isSubject ? ERASED : subject,
    fields,
    reason: isSubject ? '' : reason,
    at,
    ...(isSubject || requestId === undefined ? {} : { requestId }),
  }
}
