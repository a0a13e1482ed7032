import { keepTask, swapTask } from '@yimin/shared/dispatch/exchangesContract'
import type { Platform } from '../platform/platform.ts'
import { causeOf, serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { wasTaken } from '../requests/index.ts'
import { wishSwap, withdrawSwap } from './commands/wishSwap.ts'
import { taskInHand } from './queries/taskInHand.ts'

/** Somebody else in the place of whoever has an errand in hand (换一下). */
export function swapRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(swapTask, [], async ({ params, caller, request: call }) => {
      const cause = causeOf({ caller, request: call })
      const { me, request } = await taskInHand(platform, caller, params.code, (one) => wasTaken(one, 'swap', cause))
      return { code: request.code, reply: await wishSwap(platform, request, me, cause) }
    }),
    serve(keepTask, [], async ({ params, caller, request: call }) => {
      const cause = causeOf({ caller, request: call })
      const { me, request } = await taskInHand(platform, caller, params.code)
      return { code: request.code, reply: await withdrawSwap(platform, request, me, cause) }
    }),
  ]
}
