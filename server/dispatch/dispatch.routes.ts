import type { Platform } from '../platform/platform.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { offerRoutes } from './offer.routes.ts'
import { serviceRoutes } from './service.routes.ts'
import { exchangeRoutes } from './exchange.routes.ts'
import { swapRoutes } from './swap.routes.ts'
import { taskRoutes } from './task.routes.ts'

/** Everything for those who help: what they are asked, what they have in hand, what they offer and what they did. */
export function dispatchRoutes(platform: Platform): MountedRoute[] {
  return [
    ...offerRoutes(platform),
    ...taskRoutes(platform),
    ...swapRoutes(platform),
    ...exchangeRoutes(platform),
    ...serviceRoutes(platform),
  ]
}
