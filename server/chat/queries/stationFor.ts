import { findHomeStation, findStationOfRoom } from '../../organisations/index.ts'
import type { Station } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'

/** The station that serves a room; a private chat belongs to the home station. A room that no station serves has none: the assistant is silent there. */
export async function stationFor(platform: Platform, roomChatId?: string): Promise<Station | undefined> {
  return roomChatId ? findStationOfRoom(platform, roomChatId) : findHomeStation(platform)
}
