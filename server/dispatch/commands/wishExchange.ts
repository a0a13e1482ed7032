import { exchangeWords } from '@yimin/shared/dispatch/exchangeWords'
import { quietUntil } from '@yimin/shared/dispatch/quietHours'
import { DomainError } from '@yimin/shared/errors/domainError'
import { toLocal } from '@yimin/shared/language/localTime'
import { addressOf } from '@yimin/shared/people/addressing'
import { sayInstant } from '@yimin/shared/requests/words'
import { stationOf } from '../../organisations/index.ts'
import { findPerson } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import {
  agreeToExchange,
  endProposal,
  findRequest,
  findRequestByCode,
  isProposedTo,
  mayPropose,
  proposeExchange,
  wasGiven,
  wasTaken,
} from '../../requests/index.ts'
import type { Exchange, RequestDoc } from '../../requests/index.ts'
import { findPartners, fitEachOther, sayErrand } from '../queries/findPartners.ts'
import type { Partner } from '../queries/findPartners.ts'
import { isCalled } from '../choose/isCalled.ts'

/** Which of those who fit: by the code of what she has in hand, or by name. */
export type Whom = { code: string } | { name: string }

/**
 * A volunteer asks a fellow one whether they exchange what each has in hand. Gives the words for him. Where that one has asked him the
 * same, it is a yes. Throws `conflict` with words that say why: what stands against somebody is not told to another.
 */
export async function wishExchange(
  platform: Platform,
  request: RequestDoc,
  helper: Person,
  whom: Whom,
  cause: string,
): Promise<string> {
  if (wasTaken(request, 'propose', cause)) return sayAsked(platform, request)
  if (request.exchange) throw refusal(exchangeWords.waits(request.code))
  if (!mayPropose(request, helper.id)) throw refusal(exchangeWords.notNow(request.code))
  await refuseAtNight(platform, request)
  const { person, request: theirs } = pick(await findPartners(platform, request, helper), whom)
  if (isProposedTo(theirs, helper.id, request._id))
    return answerExchange(platform, request, helper, { code: theirs.code, yes: true }, cause)
  try {
    return await sayAsked(platform, await proposeExchange(platform, request, theirs, helper.id, cause))
  } catch (error) {
    throw conflictAs(error, exchangeWords.cannot(addressOf(person)))
  }
}

function pick(partners: readonly Partner[], whom: Whom): Partner {
  const meant = partners.filter(({ person, request }) =>
    'code' in whom ? request.code === whom.code.toUpperCase() : isCalled(person, whom.name),
  )
  const [partner] = meant
  if (!partner) throw refusal('code' in whom ? exchangeWords.over : exchangeWords.nobodyCalled(whom.name))
  if (meant.length > 1 && 'name' in whom) throw refusal(exchangeWords.severalCalled(whom.name))
  return partner
}

async function refuseAtNight(platform: Platform, { stationId }: RequestDoc): Promise<void> {
  const { settings } = await stationOf(platform, stationId)
  const now = platform.clock.now()
  const until = quietUntil(settings.dispatch.quietHours, now)
  if (until) throw refusal(exchangeWords.atNight(sayInstant(toLocal(until), toLocal(now))))
}

async function sayAsked(platform: Platform, { code, exchange }: RequestDoc): Promise<string> {
  const now = platform.clock.now()
  const [asked, theirs] = await Promise.all([
    findPerson(platform, exchange?.withId ?? ''),
    findRequest(platform, exchange?.withRequestId ?? ''),
  ])
  // Answered in the meantime: he has heard of it.
  if (!exchange || !asked || !theirs) return exchangeWords.over
  const until = sayInstant(toLocal(exchange.until), toLocal(now))
  return exchangeWords.asked({ who: addressOf(asked), errand: sayErrand(theirs, now), until, code })
}

/**
 * The answer of whoever was asked, who has `mine` in hand: yes, and both change hands; no, and each keeps his own. Gives the words for
 * him. Throws `conflict` where nobody asks him for it any more, or one of both suits the other's no longer.
 */
export async function answerExchange(
  platform: Platform,
  mine: RequestDoc,
  helper: Person,
  { code, yes }: { code: string; yes: boolean },
  cause: string,
): Promise<string> {
  const theirs = await findRequestByCode(platform, mine.stationId, code)
  if (theirs && wasTaken(mine, 'agree', cause)) return sayOutcome(platform, mine, theirs)
  if (theirs && wasTaken(theirs, 'stay', cause)) return exchangeWords.refused(mine.code)
  if (!theirs?.exchange || !isProposedTo(theirs, helper.id, mine._id)) throw refusal(exchangeWords.over)
  if (!yes) return refuse(platform, mine, theirs._id, theirs.exchange, helper, cause)
  const proposer = await findPerson(platform, theirs.exchange.byId)
  const own = { person: helper, request: mine }
  if (!proposer || !(await fitEachOther(platform, own, { person: proposer, request: theirs }, { bothAgree: true })))
    throw refusal(exchangeWords.over)
  try {
    await agreeToExchange(platform, mine._id, theirs, helper.id, cause)
  } catch (error) {
    throw conflictAs(error, exchangeWords.over)
  }
  return sayOutcome(platform, mine, theirs)
}

async function refuse(
  platform: Platform,
  mine: RequestDoc,
  theirsId: string,
  exchange: Exchange,
  { id }: Person,
  cause: string,
): Promise<string> {
  try {
    await endProposal(platform, theirsId, exchange, { id, part: 'helper' }, cause)
  } catch (error) {
    throw conflictAs(error, exchangeWords.over)
  }
  return exchangeWords.refused(mine.code)
}

/** Whoever proposed it goes himself after all. Gives the words for him, also where it has changed hands by now. */
export async function withdrawProposal(
  platform: Platform,
  { _id, code, exchange }: RequestDoc,
  { id }: Person,
  cause: string,
): Promise<string> {
  if (!exchange) return exchangeWords.over
  try {
    await endProposal(platform, _id, exchange, { id, part: 'assignee' }, cause)
    return exchangeWords.withdrawn(code)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error
    const now = await findRequest(platform, _id)
    return now && wasGiven(now, exchange.id) ? exchangeWords.withdrawnTooLate(code) : exchangeWords.nothingCame(code)
  }
}

/** What came of a yes. */
async function sayOutcome(platform: Platform, mine: RequestDoc, { _id, code }: RequestDoc): Promise<string> {
  const [before, after] = await Promise.all([findRequest(platform, mine._id), findRequest(platform, _id)])
  const gave = before?.history.findLast(({ step }) => step === 'exchange')
  if (!gave || !after || !wasGiven(after, gave.cause)) return exchangeWords.notDone(mine.code)
  const other = await findPerson(platform, gave.by)
  return exchangeWords.done({ mine: mine.code, theirs: code, who: other ? addressOf(other) : '' })
}

function refusal(say: string): DomainError {
  return new DomainError('conflict', { say })
}

function conflictAs(error: unknown, say: string): unknown {
  if (!(error instanceof DomainError) || error.code !== 'conflict') return error
  return new DomainError('conflict', { say, cause: error })
}
