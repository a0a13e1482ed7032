import { sayInRoom, sayPrivately } from '../../messaging/index.ts'
import { findPerson } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../request.model.ts'

export interface News {
  key: string
  template: string
  /** For the requester alone. */
  text: string
  /** For the group, where nobody but the requester needs more; the private text if absent. `null`: never in the group. */
  inGroup?: string | null
  urgent?: boolean
}

/** A part is nobody's news but the house's: the requester hears of the whole. Tells the requester, alone where that is possible, else where the request was made. What was asked in the app is seen in the app too. */
export async function tellRequester(platform: Platform, request: RequestDoc, news: News): Promise<void> {
  if (request.partOf !== undefined) return
  const person = await findPerson(platform, request.requesterId)
  if (!person) return
  const words = {
    key: news.key,
    stationId: request.stationId,
    template: news.template,
    about: request._id,
    code: request.code,
    urgent: news.urgent === true,
  }
  if (await sayPrivately(platform, person, { ...words, text: news.text })) return
  const inGroup = news.inGroup === undefined ? news.text : news.inGroup
  if (request.origin.channel !== 'room' || !request.origin.chatId || inGroup === null) return
  await sayInRoom(platform, request.origin.chatId, [person], { ...words, text: inGroup })
}
