import type { Platform } from '../../platform/platform.ts'
import { peopleOf } from '../person.model.ts'

/** Has written to us privately, so may be written to. */
export async function rememberWritable(platform: Pick<Platform, 'db'>, personId: string): Promise<void> {
  await peopleOf(platform).updateOne(
    { _id: personId, canBeWrittenTo: false },
    { $set: { canBeWrittenTo: true }, $inc: { v: 1 } },
  )
}

/** The platform refuses our private words: other ways are taken from now on. */
export async function rememberUnwritable(platform: Pick<Platform, 'db'>, personId: string): Promise<void> {
  await peopleOf(platform).updateOne(
    { _id: personId, canBeWrittenTo: true },
    { $set: { canBeWrittenTo: false }, $inc: { v: 1 } },
  )
}

/** Has been seen in a chat room of the station. */
export async function rememberRoom(
  platform: Pick<Platform, 'db'>,
  personId: string,
  chatRoomId: string,
): Promise<void> {
  await peopleOf(platform).updateOne(
    { _id: personId, rooms: { $ne: chatRoomId } },
    { $push: { rooms: chatRoomId }, $inc: { v: 1 } },
  )
}
