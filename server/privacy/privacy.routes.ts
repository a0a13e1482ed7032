import { DomainError } from '@yimin/shared/errors/domainError'
import { eraseMe, readMyData } from '@yimin/shared/privacy/contract'
import { privacyWords } from '@yimin/shared/privacy/words'
import { whoCalls } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { beginErasure } from './commands/beginErasure.ts'
import { runErasure } from './commands/runErasure.ts'
import { presentData } from './privacy.presenter.ts'
import { mayEraseHimself } from './privacy.policy.ts'
import { gatherData } from './queries/gatherData.ts'

/** All that the station keeps of whoever calls, and the way out. */
export function privacyRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(readMyData, [], async ({ caller }) =>
      presentData(await gatherData(platform, await whoCalls(platform, { caller })), platform.clock.now()),
    ),
    serve(eraseMe, [], async ({ caller }) => {
      const person = await whoCalls(platform, { caller })
      if (!mayEraseHimself(person)) throw new DomainError('forbidden', { say: privacyWords.staffOnly })
      const erasureId = await beginErasure(platform, person)
      try {
        await runErasure(platform, erasureId)
        return { state: 'done' as const }
      } catch (error) {
        // The wish is on record: the sweeper goes on until it is done.
        platform.log.warn({ id: erasureId, err: error }, 'erasure left for the sweeper')
        return { state: 'running' as const }
      }
    }),
  ]
}
