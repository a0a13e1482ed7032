import type { Platform } from '../../platform/platform.ts'
import { gatewaysOf, qrAt } from '../outgoing.model.ts'
import type { GatewayDoc } from '../outgoing.model.ts'

const SILENT_MS = 15_000

export interface Gateway {
  id: string
  /** What it said last; `offline` when it has said nothing for a while. */
  state: GatewayDoc['state']
  since: Date
  seenAt: Date
  /** The login code, while it is good. Whoever has it has the account: for staff alone. */
  qr?: string
}

export async function listGateways(platform: Platform): Promise<Gateway[]> {
  const now = platform.clock.now()
  const gateways = await gatewaysOf(platform).find().sort({ _id: 1 }).toArray()
  return gateways.map((gateway) => {
    const silent = now.getTime() - gateway.seenAt.getTime() > SILENT_MS
    const { qr, qrUntil } = gateway
    return {
      id: gateway._id,
      state: silent ? 'offline' : gateway.state,
      since: silent ? gateway.seenAt : gateway.since,
      seenAt: gateway.seenAt,
      ...(qr && qrUntil && qrUntil > now ? { qr: platform.vault.open(qr, qrAt(gateway._id)) } : {}),
    }
  })
}
