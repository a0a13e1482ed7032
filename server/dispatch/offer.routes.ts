import { talkWords } from '@yimin/shared/chat/words'
import { acceptOffer as acceptRoute, listMyOffers, refuseOffer } from '@yimin/shared/dispatch/contract'
import { tripWords } from '@yimin/shared/dispatch/tripWords'
import { helperWords } from '@yimin/shared/dispatch/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import { toLocal } from '@yimin/shared/language/localTime'
import { sayInstant } from '@yimin/shared/requests/words'
import { isPausedAt } from '../people/index.ts'
import type { Person } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { causeOf, serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { listInHandOf, listSeatsOf, seatsFree } from '../requests/index.ts'
import type { RequestDoc } from '../requests/index.ts'
import { acceptTrip } from './commands/acceptTrip.ts'
import type { TripTaken } from './commands/acceptTrip.ts'
import { declineOffer } from './commands/declineOffer.ts'
import { restUntilMorning } from './commands/restUntilMorning.ts'
import { mayAccept, tripInHand } from './dispatch.policy.ts'
import { presentOffers, sayPause } from './dispatch.presenter.ts'
import { helperWhoCalls } from './queries/helperWhoCalls.ts'
import { findOffer, listOpenOffers } from './queries/listOffersTo.ts'
import type { Offer } from './queries/listOffersTo.ts'
import { whyNotAccepted } from './queries/whyNotAccepted.ts'

/** What a helper is asked, and his yes or no. */
export function offerRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(listMyOffers, [], async ({ caller }) => showOffers(platform, await helperWhoCalls(platform, caller))),
    serve(acceptRoute, [], async ({ params, body, caller, request: call }) => {
      const me = await helperWhoCalls(platform, caller)
      const offered = await askedFor(platform, me, params.code)
      const trip = await accept(platform, offered, me, causeOf({ caller, request: call }), body.only)
      const codes = trip.taken.map(({ code }) => code)
      return { code: codes[0] ?? offered.code, codes, reply: sayTaken(codes, trip) }
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
  const [offers, tasks, seats] = await Promise.all([
    listOpenOffers(platform, me.id),
    listInHandOf(platform, me.id),
    listSeatsOf(platform, me.id),
  ])
  const inHand = [...tasks, ...seats]
  // Hands are full of another trip, not of what goes in the same one.
  const notNow = ({ tripId }: Offer) => {
    const another = inHand.find((one) => tripInHand(one) !== tripId)
    return another && !mayAccept(me, inHand.length) ? talkWords.handsFull(another.code) : undefined
  }
  const until = isPausedAt(me, now) ? me.helper?.pausedUntil : undefined
  return {
    items: presentOffers(offers, now, notNow),
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

function sayTaken(codes: string[], { taken, gone }: TripTaken): string {
  const [seated] = taken
  // Where several are needed he goes alone of all trips, and waits for the others.
  if (seated?.status === 'open') return helperWords.seated(seatsFree(seated))
  const [only] = codes
  if (only !== undefined && codes.length + gone.length === 1) return helperWords.accepted(only)
  return `${tripWords.taken({ codes, gone: gone.map(({ code }) => code) })}${tripWords.addressesInHand}`
}

async function accept(
  platform: Platform,
  offered: RequestDoc,
  me: Person,
  cause: string,
  only: boolean | undefined,
): Promise<TripTaken> {
  try {
    return await acceptTrip(platform, offered, me, cause, only)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    throw new DomainError(error.code, { say: await whyNotAccepted(platform, me, offered, error) })
  }
}
