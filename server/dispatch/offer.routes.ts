import { talkWords } from '@yimin/shared/chat/words'
import { acceptOffer as acceptRoute, listMyOffers, refuseOffer } from '@yimin/shared/dispatch/contract'
import { helperWords } from '@yimin/shared/dispatch/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import { toLocal } from '@yimin/shared/language/localTime'
import { sayInstant } from '@yimin/shared/requests/words'
import { isPausedAt } from '../people/index.ts'
import type { Person } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { causeOf, serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { listInHandOf } from '../requests/index.ts'
import type { RequestDoc } from '../requests/index.ts'
import { acceptOffer } from './commands/acceptOffer.ts'
import { declineOffer } from './commands/declineOffer.ts'
import { restUntilMorning } from './commands/restUntilMorning.ts'
import { mayAccept } from './dispatch.policy.ts'
import { presentOffer, sayPause } from './dispatch.presenter.ts'
import { helperWhoCalls } from './queries/helperWhoCalls.ts'
import { findOffer, listOpenOffers } from './queries/listOffersTo.ts'
import { whyNotAccepted } from './queries/whyNotAccepted.ts'

/** What a helper is asked, and his yes or no. */
export function offerRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(listMyOffers, [], async ({ caller }) => showOffers(platform, await helperWhoCalls(platform, caller))),
    serve(acceptRoute, [], async ({ params, caller, request: call }) => {
      const me = await helperWhoCalls(platform, caller)
      const offered = await askedFor(platform, me, params.code)
      await accept(platform, offered, me, causeOf({ caller, request: call }))
      return { code: offered.code, reply: helperWords.accepted(offered.code) }
    }),
    serve(refuseOffer, [], async ({ params, body, caller }) => {
      const me = await helperWhoCalls(platform, caller)
      const offered = await askedFor(platform, me, params.code)
      await declineOffer(platform, offered._id, me.id)
      if (!body.notTonight) return { code: offered.code, reply: talkWords.declined }
      const until = await restUntilMorning(platform, me.id)
      const when = sayInstant(toLocal(until), toLocal(platform.clock.now()))
      return { code: offered.code, reply: helperWords.notTonight(when) }
    }),
  ]
}

async function showOffers(platform: Platform, me: Person) {
  const now = platform.clock.now()
  const [offers, inHand] = await Promise.all([listOpenOffers(platform, me.id), listInHandOf(platform, me.id)])
  const notNow = mayAccept(me, inHand.length) ? undefined : talkWords.handsFull(inHand[0]?.code ?? '')
  const until = isPausedAt(me, now) ? me.helper?.pausedUntil : undefined
  return {
    items: offers.map((offer) => presentOffer(offer, now, notNow)),
    inHand: inHand.length,
    ...(until ? { paused: sayPause(until, now) } : {}),
  }
}

/** What he was never asked for and what does not exist look the same. */
async function askedFor(platform: Platform, me: Person, code: string): Promise<RequestDoc> {
  const request = await findOffer(platform, me.stationId, code, me.id)
  if (!request) throw new DomainError('not_found')
  return request
}

async function accept(platform: Platform, offered: RequestDoc, me: Person, cause: string): Promise<void> {
  try {
    await acceptOffer(platform, offered, me, cause)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    throw new DomainError(error.code, { say: await whyNotAccepted(platform, me, offered, error) })
  }
}
