import { setTimeout as pause } from 'node:timers/promises'
import {
  claimOutgoing as claimRoute, listGateways as gatewaysRoute, MOST_ENDED, receiveMessages as receiveRoute, reportOutgoing, reportPresence as presenceRoute,
} from '@yimin/shared/chat/contract' // prettier-ignore
import { claimOutgoing, listGateways, mayScanCode, reportPresence, settleOutgoing } from '../messaging/index.ts'
import type { Gateway } from '../messaging/index.ts'
import { findHomeStation } from '../organisations/index.ts'
import { ILINK, whoCalls } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { drawCode, serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { noteBlindSpell } from './commands/noteBlindSpell.ts'
import { noteEndedChats } from './commands/noteEndedChats.ts'
import { receiveMessages } from './commands/receiveMessages.ts'
import { presentGateways } from './gateways.presenter.ts'
import type { ShownGateway } from './gateways.presenter.ts'

const LOOK_MS = 80

/** The code leaves the record only for whoever may scan it. */
async function drawn({ qr, qrSince, ...gateway }: Gateway, mayScan: boolean): Promise<ShownGateway> {
  if (!mayScan || qr === undefined || qrSince === undefined) return gateway
  return { ...gateway, code: { text: qr, picture: await drawCode(qr), since: qrSince } }
}

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
      if (held && body.adapter === ILINK) {
        const ended = (body.ended ?? []).map(({ contactId, at }) => ({
          chatId: `${ILINK}:${contactId}`,
          at: new Date(at),
        }))
        await noteEndedChats(platform, ended, { isAll: ended.length < MOST_ENDED })
      }
      return { held }
    }),
    serve(gatewaysRoute, [], async (input) => {
      const me = await whoCalls(platform, input)
      const mayScan = mayScanCode(me, await findHomeStation(platform))
      const gateways = await listGateways(platform)
      const waiting = new Set(gateways.flatMap(({ id, qr }) => (qr === undefined ? [] : [id])))
      return presentGateways(await Promise.all(gateways.map((gateway) => drawn(gateway, mayScan))), waiting, mayScan)
    }),
  ]
}
