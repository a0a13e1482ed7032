import { exchangeWords } from '@yimin/shared/dispatch/exchangeWords'
import { sayErrand } from '../../dispatch/index.ts'
import { findRequest, isProposedTo } from '../../requests/index.ts'
import { nameOf } from './nameOf.ts'
import type { Tell } from './tell.ts'
import { tellHelper } from './tellHelper.ts'
import { tellOfNewHands } from './tellSwap.ts'

/** A fellow volunteer is asked: area and kind of what he would get, and nothing of whom it is for. */
export const onPropose: Tell = async (platform, request, _moved, ref) => {
  const { exchange, code } = request
  if (!exchange) return
  const mine = await findRequest(platform, exchange.withRequestId)
  if (!mine || !isProposedTo(request, exchange.withId, mine._id)) return
  const who = await nameOf(platform, exchange.byId)
  await tellHelper(platform, request, exchange.withId, {
    key: `proposal.${ref}`,
    template: 'dispatch.exchangeProposed',
    text: exchangeWords.proposal({ who, errand: sayErrand(request, platform.clock.now()), mine: mine.code, code }),
  })
}

/** It has changed hands: he hears the door, the other that he need not go there, and the requester who comes now. */
export const onExchange: Tell = (platform, request, moved, ref) =>
  tellOfNewHands(platform, request, moved, ref, { template: 'dispatch.exchanged', say: exchangeWords.givenAway })

/** Nothing came of it. Whoever said so himself had his answer in the talk. */
export const onStay: Tell = async (platform, request, moved, ref) => {
  const { assignee, code, history } = request
  if (request.status !== 'accepted' || !assignee || moved.by === assignee.personId) return
  const asked = history.findLast(({ step }) => step === 'propose' || step === 'agree')
  // Taken from him since: he has heard of that.
  if (asked?.by !== assignee.personId) return
  const saidNo =
    moved.by === 'system' ? undefined : exchangeWords.saidNo({ who: await nameOf(platform, moved.by), code })
  await tellHelper(platform, request, assignee.personId, {
    key: `stays.${ref}`,
    template: 'dispatch.exchangeOver',
    text: saidNo ?? exchangeWords.nothingCame(code),
  })
}
