import type { Platform } from '../../platform/platform.ts'
import { inboundOf, textAt } from '../inbound.model.ts'

/** One message of a person, opened for that person alone. */
export interface SaidBy {
  at: Date
  alone: boolean
  text: string
}

/** Newest first. */
export async function listMessagesOf(platform: Platform, chatIds: string[], limit: number): Promise<SaidBy[]> {
  const rows = await inboundOf(platform)
    .find({ fromChatId: { $in: chatIds }, self: false })
    .sort({ at: -1 })
    .limit(limit)
    .toArray()
  return rows.map(({ _id, at, roomChatId, text }) => ({
    at,
    alone: roomChatId === undefined,
    text: platform.vault.open(text, textAt(_id)),
  }))
}

export function countMessagesOf(platform: Platform, chatIds: string[]): Promise<number> {
  return inboundOf(platform).countDocuments({ fromChatId: { $in: chatIds }, self: false })
}
