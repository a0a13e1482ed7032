import { listGateways } from '@yimin/shared/chat/contract'
import { gatewayWords } from '@yimin/shared/messaging/words'
import type { Gateway } from '../messaging/index.ts'

/** A gateway with its code drawn, for whoever may scan it. */
export type ShownGateway = Omit<Gateway, 'qr' | 'qrSince'> & { code?: { text: string; picture: string; since: Date } }

/** A code that waits while nothing is heard: somebody must scan it. */
function stateWordOf({ state }: ShownGateway, waits: boolean): string {
  return state === 'offline' && waits ? gatewayWords.again : gatewayWords[state]
}

/** For staff. `waiting` are those with a code that is good, whether or not it is shown. */
export function presentGateways(gateways: readonly ShownGateway[], waiting: ReadonlySet<string>, scan: boolean) {
  const items = gateways.map(({ code, since, seenAt, ...gateway }) => ({
    ...gateway,
    stateWord: stateWordOf({ ...gateway, since, seenAt }, waiting.has(gateway.id)),
    since: since.toISOString(),
    seenAt: seenAt.toISOString(),
    ...(code && { qr: code.text, code: { picture: code.picture, since: code.since.toISOString() } }),
  }))
  return listGateways.reply.parse({ items, abilities: { scan } })
}
