/** One bug that is planted on purpose: `search` stands in `file` exactly once. */
export interface Mutant {
  /** What is broken, in a few words. */
  name: string
  file: string
  search: string
  replace: string
  /** How it is looked for: `seeds` are short moments, `races` many who accept at once, `mornings` long ones. */
  foundBy: 'seeds' | 'races' | 'mornings'
}

const REQUESTS = 'server/requests/commands'
const DISPATCH = 'server/dispatch/commands'
const MESSAGING = 'server/messaging'
const EVENTS = 'server/platform/events/events.ts'

const steps: Mutant[] = [
  {
    name: 'a step compares neither version nor state',
    file: `${REQUESTS}/takeStep.ts`,
    search: '{ _id: before._id, v: before.v, status: before.status },',
    replace: '{ _id: before._id },',
    foundBy: 'races',
  },
  {
    name: 'a step compares the state and not the version',
    file: `${REQUESTS}/takeStep.ts`,
    search: '{ _id: before._id, v: before.v, status: before.status },',
    replace: '{ _id: before._id, status: before.status },',
    foundBy: 'seeds',
  },
  {
    name: 'the same cause is worked in twice',
    file: `${REQUESTS}/takeStep.ts`,
    search: 'if (wasTaken(request, taken.step, taken.cause)) return request',
    replace: '',
    foundBy: 'seeds',
  },
  {
    name: 'the table of allowed moves is not asked',
    file: `${REQUESTS}/takeStep.ts`,
    search: '!mayTakeStep(taken.step, request.status, taken.by.part) ||',
    replace: '',
    foundBy: 'seeds',
  },
  {
    name: 'a step is written without its announcement',
    file: `${REQUESTS}/takeStep.ts`,
    search: '...(event.pending.length > 0 ? { outbox: event } : {}),',
    replace: '',
    foundBy: 'seeds',
  },
  {
    name: 'the version does not grow',
    file: `${REQUESTS}/takeStep.ts`,
    search: '$inc: { v: 1 },',
    replace: '$inc: { v: 0 },',
    foundBy: 'seeds',
  },
  {
    name: 'a withdrawn request stays in its helper’s hands',
    file: `${REQUESTS}/cancelRequest.ts`,
    search: "drop: ['assignee', 'companions', 'promiseKept']",
    replace: 'drop: []',
    foundBy: 'seeds',
  },
  {
    name: 'a request that was given back stays in its helper’s hands',
    file: `${REQUESTS}/releaseRequest.ts`,
    search: "drop: ['assignee', 'companions']",
    replace: 'drop: []',
    foundBy: 'seeds',
  },
  {
    name: 'a reopened request stays in its helper’s hands',
    file: `${REQUESTS}/reopenRequest.ts`,
    search: "drop: ['assignee', 'companions', 'promiseKept', 'handover', 'finishedBy', 'rating']",
    replace: "drop: ['handover', 'finishedBy', 'rating']",
    foundBy: 'seeds',
  },
  {
    name: 'whoever is late is told that he has it',
    file: `${REQUESTS}/acceptRequest.ts`,
    search: 'if (now?.assignee?.personId === helperId && now.status ===',
    replace: 'if (now?.status ===',
    foundBy: 'races',
  },
  {
    name: 'whoever is late gets the request of the other',
    file: `${REQUESTS}/acceptRequest.ts`,
    search: "throw new DomainError('already_taken')",
    replace: 'return request',
    foundBy: 'races',
  },
  {
    name: 'the same sentence may make two requests',
    file: 'server/requests/request.model.ts',
    search: "{ key: { 'history.0.cause': 1 }, unique: true },",
    replace: "{ key: { 'history.0.cause': 1 } },",
    foundBy: 'seeds',
  },
  {
    name: 'a deadline passes before its time',
    file: `${REQUESTS}/passDeadline.ts`,
    search: ' || request.dueAt > platform.clock.now()) return',
    replace: ') return',
    foundBy: 'seeds',
  },
  {
    name: 'an overdue request gets no new clock',
    file: `${REQUESTS}/escalateRequest.ts`,
    search: ', dueAt: new Date(at.getTime() + wait)',
    replace: '',
    foundBy: 'seeds',
  },
  {
    name: 'the sweeper looks for deadlines to come',
    file: `${REQUESTS}/sweepDeadlines.ts`,
    search: '$lte: platform.clock.now()',
    replace: '$gt: platform.clock.now()',
    foundBy: 'seeds',
  },
]

const dispatch: Mutant[] = [
  {
    name: 'two climb the same rung',
    file: `${DISPATCH}/climbRung.ts`,
    search: '{ _id: request._id, v: search.v },',
    replace: '{ _id: request._id },',
    foundBy: 'seeds',
  },
  {
    name: 'whoever is asked is not told',
    file: `${DISPATCH}/askHelpers.ts`,
    search: 'await sayOffers(platform, request, search, station)',
    replace: '',
    foundBy: 'seeds',
  },
  {
    name: 'nobody knows that an offer was not said yet',
    file: `${DISPATCH}/climbRung.ts`,
    search: '{ unsaid: true as const, updatedAt: now }',
    replace: '{ updatedAt: now }',
    foundBy: 'seeds',
  },
  {
    name: 'offers count as said before they are said',
    file: `${DISPATCH}/askHelpers.ts`,
    search: 'await hintOffers(platform, request, search)',
    replace: "await searchesOf(platform).updateOne({ _id: requestId, v: search.v }, { $unset: { unsaid: '' } })",
    foundBy: 'seeds',
  },
  {
    name: 'all who are asked share one key',
    file: `${DISPATCH}/sayOffers.ts`,
    search: 'key: `offer.${request._id}.${search.round}.${person.id}`',
    replace: 'key: `offer.${request._id}.${search.round}`',
    foundBy: 'seeds',
  },
  {
    name: 'whoever gave it back counts as winner beside the next',
    file: `${DISPATCH}/acceptOffer.ts`,
    search: "'asked.$[former].state': 'released' as const,",
    replace: "'asked.$[former].state': 'accepted' as const,",
    foundBy: 'seeds',
  },
  {
    name: 'only a withdrawal ends the search',
    file: 'server/dispatch/dispatch.reactions.ts',
    search: "if (request.status !== 'open') {",
    replace: "if (request.status === 'cancelled') {",
    foundBy: 'seeds',
  },
  {
    name: 'no search begins when a request is open again',
    file: 'server/dispatch/dispatch.reactions.ts',
    search: "if (moved.to === 'open' && moved.from !== 'open')",
    replace: "if (moved.to === 'open' && moved.from === 'draft')",
    foundBy: 'seeds',
  },
  {
    name: 'the sweeper looks for rungs to come',
    file: `${DISPATCH}/sweepSearches.ts`,
    search: '{ nextAt: { $lte: now } },',
    replace: '{ nextAt: { $gt: now } },',
    foundBy: 'seeds',
  },
  {
    name: 'the sweeper does not see offers that were not said',
    file: `${DISPATCH}/sweepSearches.ts`,
    search: ', { unsaid: true, updatedAt: { $lte: new Date(now.getTime() - UNSAID_MS) } }',
    replace: '',
    foundBy: 'seeds',
  },
]

const words: Mutant[] = [
  {
    name: 'a listener is struck off before it has listened',
    file: EVENTS,
    search: 'const told = await Promise.allSettled(',
    replace:
      'await strikeOff(platform.db, { collection, id, entry, heard: entry.pending })\n  const told = await Promise.allSettled(',
    foundBy: 'seeds',
  },
  {
    name: 'one listener strikes off all the others',
    file: EVENTS,
    search: 'heard.length === pending.length ? {',
    replace: 'heard.length > 0 ? {',
    foundBy: 'seeds',
  },
  {
    name: 'the sweeper relays nothing that waits',
    file: EVENTS,
    search: "'outbox.at': { $lt: before } }",
    replace: "'outbox.at': { $gt: before } }",
    foundBy: 'seeds',
  },
  {
    name: 'one key may have two messages',
    file: `${MESSAGING}/outgoing.model.ts`,
    search: '{ key: { key: 1 }, unique: true },',
    replace: '{ key: { key: 1 } },',
    foundBy: 'seeds',
  },
  {
    name: 'a lease is taken without comparing',
    file: `${MESSAGING}/commands/claimOutgoing.ts`,
    search: '{ _id: row._id, fence: row.fence, ...free },',
    replace: '{ _id: row._id },',
    foundBy: 'seeds',
  },
  {
    name: 'a lease holds for no time',
    file: `${MESSAGING}/commands/claimOutgoing.ts`,
    search: 'leaseUntil: new Date(now.getTime() + forMs),',
    replace: 'leaseUntil: new Date(now.getTime() - forMs),',
    foundBy: 'seeds',
  },
  {
    name: 'a lease that ran out is not in doubt',
    file: `${MESSAGING}/commands/claimOutgoing.ts`,
    search: "...(row.state === 'leased' ? { inDoubt: true } : {}),",
    replace: '',
    foundBy: 'seeds',
  },
  {
    name: 'a lease never runs out',
    file: `${MESSAGING}/commands/claimOutgoing.ts`,
    search: 'leaseUntil: { $lt: now } }',
    replace: 'leaseUntil: { $lt: new Date(0) } }',
    foundBy: 'seeds',
  },
  {
    name: 'whoever accepts does not learn where to go',
    file: 'server/chat/tell/tellOfHelpers.ts',
    search: 'for (const id of helpers) await tellAssignment(',
    replace: 'for (const id of helpers.slice(9)) await tellAssignment(',
    foundBy: 'seeds',
  },
]

const CARRY = `${REQUESTS}/carryExchange.ts`

/** Trips, parts, seats, swaps and exchanges. */
const manyHands: Mutant[] = [
  {
    name: 'the second of two is given before it is decided',
    file: CARRY,
    search: 'const first = await give(platform, exchange)',
    replace: 'await receive(platform, second, exchange)\n  const first = await give(platform, exchange)',
    foundBy: 'seeds',
  },
  {
    name: 'a yes is carried out though the proposal is gone',
    file: CARRY,
    search: 'if (first && wasGiven(first, exchange.id)) return',
    replace: 'if (first) return',
    foundBy: 'seeds',
  },
  {
    name: 'an exchange asks not whether it is the one that was agreed',
    file: CARRY,
    search: ' || exchange?.id !== exchangeId || exchange.stands !== from)',
    replace: ')',
    foundBy: 'seeds',
  },
  {
    name: 'whoever has exchanged counts as free',
    file: CARRY,
    search: 'await settle(platform, first._id, id)',
    replace: 'void settle',
    foundBy: 'seeds',
  },
  {
    name: 'nobody looks after exchanges that were left half-way',
    file: `${REQUESTS}/sweepExchanges.ts`,
    search: '$lte: platform.clock.now()',
    replace: '$gt: platform.clock.now()',
    foundBy: 'seeds',
  },
  {
    name: 'hands that exchange count as free',
    file: `${DISPATCH}/acceptOffer.ts`,
    search: 'if (held.some((other) => other.exchange || tripInHand(other) !== tripOf(search ?? request)))',
    replace: 'if (held.length > 9)',
    foundBy: 'seeds',
  },
  {
    name: 'a wish for a swap outlives its errand',
    file: `${REQUESTS}/takeStep.ts`,
    search: "[before.swap !== undefined && !wishStands(after), 'swap'],",
    replace: '',
    foundBy: 'seeds',
  },
  {
    name: 'an errand is taken from one who goes himself after all',
    file: `${REQUESTS}/giveUpSwap.ts`,
    search: "if (before.swap?.at.getTime() !== swap.at.getTime()) throw new DomainError('conflict')",
    replace: '',
    foundBy: 'seeds',
  },
  {
    name: 'of a trip, what somebody else has counts as taken',
    file: `${DISPATCH}/acceptTrip.ts`,
    search: 'trip.gone.push(one)',
    replace: 'trip.taken.push(one)',
    foundBy: 'seeds',
  },
  {
    name: 'more helpers than seats',
    file: `${REQUESTS}/fillSeat.ts`,
    search: 'if (seatsFree(before) <= 1 || hasSeat',
    replace: 'if (hasSeat',
    foundBy: 'seeds',
  },
  {
    name: 'parts outlive their whole',
    file: `${REQUESTS}/followParts.ts`,
    search: 'if (!isAlive(whole.status)) await endParts(platform, whole, ref)',
    replace: '',
    foundBy: 'seeds',
  },
  {
    name: 'somebody is asked to carry it before its parts are taken',
    file: `${REQUESTS}/followParts.ts`,
    search: '|| found.some((part) => UNTAKEN.includes(part.status))) return',
    replace: ') return',
    foundBy: 'seeds',
  },
]

export const MUTANTS: readonly Mutant[] = [...steps, ...dispatch, ...words, ...manyHands]
