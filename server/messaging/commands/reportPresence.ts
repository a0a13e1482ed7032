import type { Platform } from '../../platform/platform.ts'
import { CODE_MARK, gatewaysOf, qrAt } from '../outgoing.model.ts'
import type { GatewayDoc } from '../outgoing.model.ts'
import { isDuplicateKey } from '../../platform/mongo.ts'

const LEASE_MS = 15_000
const QR_MS = 120_000

export interface Presence {
  adapter: string
  account: string
  consumer: string
  state: GatewayDoc['state']
  since: Date
  qr?: string
}

/** Takes a heartbeat and tells whether this consumer holds the gateway. Only one does at a time; another waits until the lease runs out (BOT-05). */
export async function reportPresence(platform: Platform, presence: Presence): Promise<boolean> {
  const now = platform.clock.now()
  const _id = `${presence.adapter}.${presence.account}`
  const qr = presence.qr ? await keepCode(platform, _id, presence.qr) : {}
  const state = {
    adapter: presence.adapter,
    account: presence.account,
    consumer: presence.consumer,
    leaseUntil: new Date(now.getTime() + LEASE_MS),
    state: presence.state,
    since: presence.since,
    seenAt: now,
    ...qr,
  }
  try {
    await gatewaysOf(platform).updateOne(
      { _id, $or: [{ consumer: presence.consumer }, { leaseUntil: { $lt: now } }] },
      { $set: state, ...(presence.qr ? {} : { $unset: { qr: '', qrUntil: '', qrMark: '', qrSince: '' } }) },
      { upsert: true },
    )
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** The code that is good now, sealed anew for two minutes more; how long it is the same one stays known. */
async function keepCode(platform: Platform, _id: string, code: string) {
  const now = platform.clock.now()
  const qrMark = platform.vault.blindIndex(code, CODE_MARK)
  const before = await gatewaysOf(platform).findOne({ _id }, { projection: { qrMark: 1, qrSince: 1 } })
  return {
    qr: platform.vault.seal(code, qrAt(_id)),
    qrUntil: new Date(now.getTime() + QR_MS),
    qrMark,
    qrSince: before?.qrMark === qrMark ? (before.qrSince ?? now) : now,
  }
}
