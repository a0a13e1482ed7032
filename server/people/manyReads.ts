import { registerWords } from '@yimin/shared/register/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../platform/platform.ts'
import { subjectsReadToday } from './queries/listBusyReaders.ts'

/** From so many people in a day on somebody else looks why (LAW-14: fifty is where the courts begin to count). */
export const WORTH_A_LOOK = 50
/** More people in one day than any desk has: whoever copies the register gets no further. */
const MOST_A_DAY = 500

/**
 * The register's files are closed to this worker until tomorrow, but for those opened today already. What is under way (a request,
 * an alarm) opens by its own door, so that nobody in need waits. Throws DomainError `too_many` with a sentence.
 */
export async function requireMeasure(
  platform: Pick<Platform, 'db' | 'clock'>,
  readerId: string,
  subjectId: string,
): Promise<void> {
  const read = await subjectsReadToday(platform, readerId)
  if (read.size < MOST_A_DAY || read.has(subjectId)) return
  throw new DomainError('too_many', { say: registerWords.enoughToday })
}
