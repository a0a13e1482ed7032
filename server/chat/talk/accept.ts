import { talkWords } from '@yimin/shared/chat/words'
import { tripWords } from '@yimin/shared/dispatch/tripWords'
import { DomainError } from '@yimin/shared/errors/domainError'
import type { ReadFrame } from '@yimin/shared/language/frame'
import { isHelper } from '@yimin/shared/people/roles'
import { acceptTrip, declineOffer, listOffersTo, whyNotAccepted } from '../../dispatch/index.ts'
import type { TripTaken } from '../../dispatch/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { findRequest, isSought, requestsOf, SOUGHT } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { askWhich, pickByCode } from './pickRequest.ts'
import { SILENCE } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

/** 接A102, 我来: the first helper gets it, every other one is told kindly. */
export async function accept(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Reply[]> {
  if (frame.code) {
    const picked = await pickByCode(platform, utterance, frame.code)
    return 'request' in picked ? acceptThis(platform, utterance, picked.request) : picked.replies
  }
  if (!isHelper(utterance.speaker.role)) return SILENCE
  const offered = await offeredTo(platform, utterance)
  const [only] = offered
  if (!only)
    return utterance.spokenTo ? [{ text: talkWords.nothingToAccept, template: 'dispatch.nothingToAccept' }] : SILENCE
  if (offered.length > 1) return askWhich(platform, utterance, offered, talkWords.whichForHelper)
  return acceptThis(platform, utterance, only)
}

async function acceptThis(platform: Platform, utterance: Utterance, request: RequestDoc): Promise<Reply[]> {
  const { speaker, cause, answersWhich } = utterance
  const reply = (text: string, template: string): Reply[] => [{ text, template, about: request._id }]
  if (request.status === 'draft' || request.status === 'reviewing')
    return reply(talkWords.notYetAsked(request.code), 'dispatch.notYetAsked')
  try {
    const trip = await acceptTrip(platform, request, speaker, cause, answersWhich)
    if (trip.taken.length + trip.gone.length > 1) return reply(sayTaken(trip, utterance), 'dispatch.tripTaken')
    // Address and name come privately, by the announcement of the acceptance; the group hears only that it is taken.
    if (utterance.where.channel !== 'room') return SILENCE
    const { acceptedHere, acceptedByPhone } = talkWords
    const say = utterance.speaker.canBeWrittenTo ? acceptedHere : acceptedByPhone
    return reply(say(request.code), 'dispatch.acceptedHere')
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return reply(await whyNotAccepted(platform, utterance.speaker, request, error), `dispatch.${error.code}`)
  }
}

/** What he got of a trip, and what somebody else has by now. */
function sayTaken({ taken, gone }: TripTaken, { speaker, where }: Utterance): string {
  const codes = (requests: RequestDoc[]) => requests.map(({ code }) => code)
  const said = tripWords.taken({ codes: codes(taken), gone: codes(gone) })
  return speaker.canBeWrittenTo || where.channel === 'app' ? `${said}${tripWords.addressesCome}` : said
}

/** The latest errand that this helper is being asked for. */
export async function firstOffer(platform: Platform, utterance: Utterance): Promise<RequestDoc | undefined> {
  const [id] = await listOffersTo(platform, utterance.speaker.id)
  const request = id ? await findRequest(platform, id) : null
  return request && isSought(request) ? request : undefined
}

/** 西红柿我送: an open errand that this group or this helper was asked for, by the name of its goods. Undefined where none or several fit. */
export async function acceptNamed(platform: Platform, utterance: Utterance): Promise<Reply[] | undefined> {
  const named = (await offeredTo(platform, utterance)).filter(
    ({ items, requesterId }) =>
      requesterId !== utterance.speaker.id && items.some(({ name }) => utterance.text.includes(name)),
  )
  return named.length === 1 && named[0] ? acceptThis(platform, utterance, named[0]) : undefined
}

/** What this helper is being asked for, and what this group was asked for. */
async function offeredTo(platform: Platform, utterance: Utterance): Promise<RequestDoc[]> {
  const ids = await listOffersTo(platform, utterance.speaker.id)
  const here = utterance.where.channel === 'room' ? [{ 'origin.chatId': utterance.where.chatId }] : []
  const open = await requestsOf(platform)
    .find({
      stationId: utterance.station.id,
      $or: [{ _id: { $in: ids }, ...SOUGHT }, ...here.map((room) => ({ ...room, status: 'open' as const }))],
    })
    .sort({ updatedAt: -1 })
    .limit(5)
    .toArray()
  const mine = open.filter((request) => ids.includes(request._id))
  mine.sort((a, b) => ids.indexOf(a._id) - ids.indexOf(b._id))
  return mine.length > 0 ? mine : open
}

/** 不接, 不方便: no reason is asked. */
export async function decline(platform: Platform, utterance: Utterance, code?: string): Promise<Reply[] | undefined> {
  const ids = await listOffersTo(platform, utterance.speaker.id)
  const named = code ? await pickByCode(platform, utterance, code) : undefined
  const requestId = named && 'request' in named ? named.request._id : ids[0]
  if (!requestId || !ids.includes(requestId)) return undefined
  await declineOffer(platform, requestId, utterance.speaker.id)
  return [{ text: talkWords.declined, template: 'dispatch.declined', about: requestId }]
}
