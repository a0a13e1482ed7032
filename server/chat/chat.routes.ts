import { setTimeout as pause } from 'node:timers/promises'
import {
  claimOutgoing as claimRoute, listGateways as gatewaysRoute, receiveMessages as receiveRoute, reportOutgoing, reportPresence as presenceRoute,
} from '@yimin/shared/chat/contract' // prettier-ignore
import { claimOutgoing, listGateways, reportPresence, settleOutgoing } from '../messaging/index.ts'
import type { Platform } from '../platform/platform.ts'
import { serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { noteBlindSpell } from './commands/noteBlindSpell.ts'
import { receiveMessages } from './commands/receiveMessages.ts'

const LOOK_MS = 80

/** The chat gateway's door: what was heard comes in, what is to be said goes out; and for staff, whether it is open. */
export function botRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(receiveRoute, [], ({ body }) => receiveMessages(platform, body.events)),
    serve(claimRoute, [], async ({ body, request }) => {
      const until = performance.now() + body.waitMs
      for (;;) {
        if (request.signal.aborted) return { items: [] }
        const items = await claimOutgoing(platform, body.adapter, body.consumer, body.max)
        if (items.length > 0 || performance.now() >= until) return { items }
        await pause(LOOK_MS)
      }
    }),
    serve(reportOutgoing, [], async ({ body }) => {
      const settled = await Promise.all(
        body.outcomes.map((outcome) => settleOutgoing(platform, { ...outcome, at: new Date(outcome.at) })),
      )
      const accepted = settled.filter(Boolean).length
      return { accepted, stale: settled.length - accepted }
    }),
    serve(presenceRoute, [], async ({ body }) => {
      const held = await reportPresence(platform, { ...body, since: new Date(body.since) })
      if (held && body.blind)
        await noteBlindSpell(platform, body.adapter, new Date(body.blind.from), new Date(body.blind.to))
      return { held }
    }),
    serve(gatewaysRoute, [], async () => ({
      items: (await listGateways(platform)).map((gateway) => ({
        ...gateway,
        since: gateway.since.toISOString(),
        seenAt: gateway.seenAt.toISOString(),
      })),
    })),
  ]
}
