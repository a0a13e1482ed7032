import { WechatyBuilder } from 'wechaty'
import type { Log } from '../../session/log.ts'
import { PuppetGateway, type GatewayPuppet, type GatewayWechaty } from '../wechaty/puppetGateway.ts'
import { ownRoomId, platformRoomId, type FakeChat } from './fakeChat.ts'

/** The sandbox as a chat gateway: Wechaty on PuppetMock, in this process. */
export function createSandboxGateway(chat: FakeChat, settings: { log: Log; now: () => Date }): PuppetGateway {
  const wechaty = WechatyBuilder.build({ puppet: chat.puppet as never }) as unknown as GatewayWechaty
  return new PuppetGateway({
    ...settings,
    adapter: 'sandbox',
    account: chat.cast.account.id,
    capabilities: { proof: 'echo', stableIds: true, rooms: true, mentions: true, cards: false, hearsHere: true },
    build: async () => ({ wechaty, puppet: chat.puppet as unknown as GatewayPuppet }),
    roomIdIn: ownRoomId,
    roomIdOut: platformRoomId,
    mayWriteTo: async (contactId) => chat.mayWriteTo(contactId),
  })
}
