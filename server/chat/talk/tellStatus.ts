import { talkWords } from '@yimin/shared/chat/words'
import type { ReadFrame } from '@yimin/shared/language/frame'
import { toLocal } from '@yimin/shared/language/localTime'
import { sayInstant } from '@yimin/shared/requests/words'
import type { Station } from '../../organisations/index.ts'
import { addressOf, findPeople } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { findRequestByCode, hasSeat, listInHandOf, seatsFree, seatsIn } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { mineOf, noSuchCode } from './pickRequest.ts'
import { SILENCE, workerName } from './utterance.ts'
import type { Reply, Utterance } from './utterance.ts'

/** 到哪了: one line for each request that is under way, at most three. */
export async function tellStatus(platform: Platform, utterance: Utterance, frame: ReadFrame): Promise<Reply[]> {
  const about = frame.code ? await named(platform, utterance, frame.code) : await underWay(platform, utterance)
  if (about.length === 0) {
    if (frame.code) return noSuchCode(frame.code)
    return utterance.spokenTo ? [{ text: talkWords.nothingOpen, template: 'talk.nothingOpen' }] : SILENCE
  }
  const lines = await Promise.all(
    about.slice(0, 3).map((request) => statusLine(platform, utterance.station, request, utterance.at)),
  )
  return [{ text: lines.join('\n'), template: 'request.status', ...(about[0] ? { about: about[0]._id } : {}) }]
}

/** A status is for those whom the request concerns: whoever asked for it, whoever has it, and staff. */
async function named(platform: Platform, utterance: Utterance, code: string): Promise<RequestDoc[]> {
  const request = await findRequestByCode(platform, utterance.station.id, code)
  const { id, role } = utterance.speaker
  const concerned = request?.requesterId === id || (request && hasSeat(request, id)) || role.startsWith('station_')
  return request && concerned ? [request] : []
}

async function underWay(platform: Platform, utterance: Utterance): Promise<RequestDoc[]> {
  const mine = (await mineOf(platform, utterance)).filter((request) =>
    ['draft', 'reviewing', 'open', 'accepted', 'delivered'].includes(request.status),
  )
  return mine.length > 0 ? mine : listInHandOf(platform, utterance.speaker.id)
}

/** Where it stands, in one line. */
export async function statusLine(platform: Platform, station: Station, request: RequestDoc, at: Date): Promise<string> {
  const { status } = talkWords
  switch (request.status) {
    case 'draft':
      return request.missing.length > 0 ? status.draftMissing(request.code) : status.draft(request.code)
    case 'reviewing':
      return status.reviewing(request.code, await workerName(platform, station))
    case 'open':
      if (seatsIn(request).length > 0 && !request.escalatedAt)
        return status.openSeats(request.code, seatsIn(request).length, seatsFree(request))
      return request.escalatedAt
        ? status.openLong(request.code, await workerName(platform, station))
        : status.open(request.code)
    case 'accepted': {
      const helpers = await findPeople(
        platform,
        seatsIn(request).map(({ personId }) => personId),
      )
      const time = request.assignee ? sayInstant(toLocal(request.assignee.promisedAt), toLocal(at)) : ''
      const who = helpers.length > 0 ? helpers.map(addressOf).join('、') : talkWords.someone
      if (request.assignee?.arrivedAt) return status.arrived(request.code, who)
      if (request.assignee && request.assignee.promisedAt < at)
        return status.late(request.code, who, await workerName(platform, station))
      return request.assignee?.startedAt
        ? status.started(request.code, who, time)
        : status.accepted(request.code, who, time)
    }
    default:
      return status[request.status](request.code)
  }
}
