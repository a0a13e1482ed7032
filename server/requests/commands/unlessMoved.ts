import { DomainError } from '@yimin/shared/errors/domainError'

/** What moved on in the same moment is left as it is: whoever follows it hears of that, or looks again. */
export async function unlessMoved(step: () => Promise<unknown>): Promise<void> {
  try {
    await step()
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error
  }
}
