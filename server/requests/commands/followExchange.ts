import type { Platform } from '../../platform/platform.ts'
import { mayAgree } from '../exchange.policy.ts'
import { findRequest, listProposedTo } from '../queries/findRequests.ts'
import type { RequestMoved } from '../request.events.ts'
import { carryExchange } from './carryExchange.ts'
import { endProposal } from './endProposal.ts'
import { unlessMoved } from './unlessMoved.ts'

const SYSTEM = { id: 'system', part: 'system' } as const

/** A yes is carried out; and where the errand that somebody would exchange for has gone elsewhere, nobody waits for an answer. */
export async function followExchange(platform: Platform, { requestId, step, from }: RequestMoved): Promise<void> {
  if (step === 'agree' || step === 'exchange') await carryExchange(platform, requestId)
  if (from !== 'accepted') return
  for (const { _id, exchange } of await listProposedTo(platform, requestId)) {
    const theirs = await findRequest(platform, requestId)
    if (!exchange || (theirs && mayAgree(theirs, exchange.withId))) continue
    // Whoever said yes is bound by it: that is brought to its end.
    if (theirs?.exchange?.id === exchange.id) continue
    await unlessMoved(() => endProposal(platform, _id, exchange, SYSTEM, `gone/${exchange.id}`))
  }
}
