import type { Platform } from '../../platform/platform.ts'
import { peopleOf } from '../person.model.ts'

/** This chat is hers no more. */
export async function dropChat(platform: Pick<Platform, 'db'>, personId: string, chatId: string): Promise<void> {
  await peopleOf(platform).updateOne({ _id: personId, chatIds: chatId }, { $pull: { chatIds: chatId }, $inc: { v: 1 } })
}
