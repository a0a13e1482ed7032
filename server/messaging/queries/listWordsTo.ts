import type { Platform } from '../../platform/platform.ts'
import { outgoingOf, textAt } from '../outgoing.model.ts'

/** Words that were said to one person, opened for that person alone. */
export interface SaidTo {
  at: Date
  alone: boolean
  text: string
}

/** Newest first. */
export async function listWordsTo(platform: Platform, personId: string, limit: number): Promise<SaidTo[]> {
  const rows = await outgoingOf(platform).find({ 'to.personId': personId }).sort({ order: -1 }).limit(limit).toArray()
  return rows.map(({ _id, queuedAt, channel, text }) => ({
    at: queuedAt,
    alone: channel === 'private',
    text: platform.vault.open(text, textAt(_id)),
  }))
}

export function countWordsTo(platform: Platform, personId: string): Promise<number> {
  return outgoingOf(platform).countDocuments({ 'to.personId': personId })
}

/** How many words of these kinds were said to one person since then. */
export function countKindsTo(
  platform: Platform,
  personId: string,
  templates: readonly string[],
  since: Date,
): Promise<number> {
  return outgoingOf(platform).countDocuments({
    'to.personId': personId,
    queuedAt: { $gte: since },
    template: { $in: [...templates] },
  })
}
