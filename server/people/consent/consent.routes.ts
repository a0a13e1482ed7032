import { answerConsent as answerRoute, listMyConsents } from '@yimin/shared/consent/contract'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { Platform } from '../../platform/platform.ts'
import { serve } from '../../platform/web/serve.ts'
import type { MountedRoute } from '../../platform/web/serve.ts'
import { whoCalls } from '../queries/whoCalls.ts'
import { answerConsent } from './commands/answerConsent.ts'
import { consentKindsOf } from './consent.policy.ts'
import { presentConsents } from './consent.presenter.ts'

/** What a person agrees to, and takes back. */
export function consentRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(listMyConsents, [], async ({ caller }) => ({ items: presentConsents(await whoCalls(platform, { caller })) })),
    serve(answerRoute, [], async ({ caller, body }) => {
      const me = await whoCalls(platform, { caller })
      if (!consentKindsOf(me).includes(body.kind)) throw new DomainError('forbidden')
      await answerConsent(platform, me, body)
      return { items: presentConsents(await whoCalls(platform, { caller })) }
    }),
  ]
}
