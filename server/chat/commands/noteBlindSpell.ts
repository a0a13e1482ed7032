import { talkWords } from '@yimin/shared/chat/words'
import { sayInRoom } from '../../messaging/index.ts'
import { listStations } from '../../organisations/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { inboundOf } from '../inbound.model.ts'

const SPAN_MS = 30 * 60_000
const DAY_MS = 86_400_000
const SHORTEST_MS = 15_000

/** After a blind spell of more than 15 s every active room hears of it, at most once in half an hour (BOT-07). */
export async function noteBlindSpell(platform: Platform, adapter: string, from: Date, to: Date): Promise<void> {
  if (to.getTime() - from.getTime() <= SHORTEST_MS) return
  const minutes = Math.max(1, Math.round((to.getTime() - from.getTime()) / 60_000))
  const span = Math.floor(to.getTime() / SPAN_MS)
  platform.log.warn({ adapter, from, to }, 'gateway was blind')
  for (const station of await listStations(platform)) {
    for (const { chatId } of station.rooms.filter((room) => room.chatId.startsWith(`${adapter}:`))) {
      if (!(await isActive(platform, chatId, from))) continue
      await sayInRoom(platform, chatId, [], {
        key: `gap.${chatId}.${span}`,
        stationId: station.id,
        template: 'talk.gap',
        text: talkWords.gap(minutes),
      })
    }
  }
}

async function isActive(platform: Platform, roomChatId: string, before: Date): Promise<boolean> {
  const last = await inboundOf(platform).findOne(
    { roomChatId, receivedAt: { $gte: new Date(before.getTime() - DAY_MS) } },
    { projection: { _id: 1 } },
  )
  return last !== null
}
