import { ILINK } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { gatewaysOf, qrAt } from '../outgoing.model.ts'
import type { GatewayDoc } from '../outgoing.model.ts'

const SILENT_MS = 15_000

export interface Gateway {
  id: string
  /** `groups`: an account that sits in the groups. `private`: WeChat's bot channel. */
  reach: 'groups' | 'private'
  /** What it said last; `offline` when it has said nothing for a while. */
  state: GatewayDoc['state']
  since: Date
  seenAt: Date
  /** The login code, while it is good. Whoever has it has the account: for staff alone. */
  qr?: string
  /** Since when this code is the one. */
  qrSince?: Date
}

export async function listGateways(platform: Platform): Promise<Gateway[]> {
  const now = platform.clock.now()
  const gateways = await gatewaysOf(platform).find().sort({ _id: 1 }).toArray()
  return gateways.map((gateway) => {
    const silent = now.getTime() - gateway.seenAt.getTime() > SILENT_MS
    const { qr, qrUntil, qrSince = now } = gateway
    return {
      id: gateway._id,
      reach: gateway.adapter === ILINK ? ('private' as const) : ('groups' as const),
      state: silent ? 'offline' : gateway.state,
      since: silent ? gateway.seenAt : gateway.since,
      seenAt: gateway.seenAt,
      ...(qr && qrUntil && qrUntil > now ? { qr: platform.vault.open(qr, qrAt(gateway._id)), qrSince } : {}),
    }
  })
}
