import { answerExchange as answer, listExchanges, proposeExchange } from '@yimin/shared/dispatch/exchangesContract'
import { addressOf } from '@yimin/shared/people/addressing'
import type { Platform } from '../platform/platform.ts'
import { causeOf, serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { wasTaken } from '../requests/index.ts'
import { answerExchange, wishExchange } from './commands/wishExchange.ts'
import { findPartners, sayErrand } from './queries/findPartners.ts'
import { taskInHand } from './queries/taskInHand.ts'

/** Two volunteers exchange what each has in hand (对换). */
export function exchangeRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(listExchanges, [], async ({ params, caller }) => {
      const { me, request } = await taskInHand(platform, caller, params.code)
      const partners = await findPartners(platform, request, me)
      const now = platform.clock.now()
      return {
        items: partners.map(({ person, request: theirs }) => ({
          code: theirs.code,
          who: addressOf(person),
          word: sayErrand(theirs, now),
        })),
      }
    }),
    serve(proposeExchange, [], async ({ params, body, caller, request: call }) => {
      const cause = causeOf({ caller, request: call })
      const { me, request } = await taskInHand(platform, caller, params.code, (one) => wasTaken(one, 'propose', cause))
      return {
        code: request.code,
        reply: await wishExchange(platform, request, me, { code: body.with }, cause),
      }
    }),
    serve(answer, [], async ({ params, body, caller, request: call }) => {
      const cause = causeOf({ caller, request: call })
      const { me, request } = await taskInHand(platform, caller, params.code, (one) => wasTaken(one, 'agree', cause))
      const reply = await answerExchange(platform, request, me, { code: body.with, yes: body.yes }, cause)
      return { code: request.code, reply }
    }),
  ]
}
