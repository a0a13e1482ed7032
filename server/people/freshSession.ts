import { isStaff } from '@yimin/shared/people/roles'
import { DomainError } from '@yimin/shared/errors/domainError'
import { entryWords } from '@yimin/shared/entry/words'
import type { Platform } from '../platform/platform.ts'
import type { CallerIdentity } from '../platform/web/caller.ts'
import type { SessionIdentity } from './commands/openSession.ts'

const FRESH_MS = 15 * 60_000

/**
 * What lets somebody into the desk is changed only by who showed a moment ago who he is (ASVS 7.5.1): a screen that was left
 * open is not enough. Residents come by their phone's own WeChat or a code of the station, and nothing of theirs opens a desk:
 * they are not asked. Throws DomainError `second_factor_needed`, `forbidden` with a sentence.
 */
export function requireFreshStaff(
  { clock }: Pick<Platform, 'clock'>,
  caller: Pick<CallerIdentity, 'withheld'> & Partial<Pick<SessionIdentity, 'role' | 'openedAt'>>,
): void {
  const { role, withheld, openedAt } = caller
  if (role === undefined || !isStaff(role)) return
  if (withheld) throw new DomainError(withheld)
  requireFresh({ clock }, openedAt)
}

/** @throws DomainError `forbidden` with a sentence */
export function requireFresh({ clock }: Pick<Platform, 'clock'>, openedAt: Date | undefined): void {
  if (openedAt !== undefined && clock.now().getTime() - openedAt.getTime() < FRESH_MS) return
  throw new DomainError('forbidden', { say: entryWords.signInAnew })
}
