import { accountOf, ILINK, WECHAT } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { gatewaysOf } from '../outgoing.model.ts'
import { isReachableByWeChat, readTalkWindow } from './wayByWeChat.ts'

/**
 * The ways by which words for one person may go, in their order (WX-23): the bot channel, where she has asked to be written to; the private
 * chat with the account that is in the groups; WeChat's own messages (subscribe, then customer service); a hint in a group, which says
 * nothing of the matter. After the last one it is a matter for a person.
 */
export const CHANNELS = ['ilink', 'chat', 'wechat', 'group'] as const
export type Channel = (typeof CHANNELS)[number]

export interface Way {
  channel: Channel
  adapter: string
  chatId: string
}

/** A gateway that has not been online for so long does not count as a way; a restart is shorter. */
const DOWN_MS = 15_000

/** Which way a row of words goes. */
export function channelOf({ adapter, channel }: { adapter: string; channel: 'room' | 'private' }): Channel {
  if (channel === 'room') return 'group'
  if (adapter === WECHAT) return 'wechat'
  return adapter === ILINK ? 'ilink' : 'chat'
}

/** All ways to this person that are open as far as we know, best first. Whether their gateways are up is asked elsewhere. */
export async function waysTo(platform: Platform, person: Person, template: string): Promise<Way[]> {
  const chats = person.canBeWrittenTo ? person.chatIds.map(splitChatId) : []
  const account = accountOf(person)
  const bound = chats.find(([adapter]) => adapter === ILINK)
  const isBoundOpen = bound !== undefined && (await readTalkWindow(platform, bound.join(':'))).isOpen
  const chat = chats.find(([adapter]) => adapter !== ILINK && adapter !== WECHAT)
  const byWeChat = account !== undefined && (await isReachableByWeChat(platform, account, template))
  // A hint leads into the mini program: whoever is not there is called by a person instead.
  const room = account !== undefined && mayBeHinted(template) ? person.rooms[0] : undefined
  return [
    ...(isBoundOpen ? [toWay('ilink', bound)] : []),
    ...(chat ? [toWay('chat', chat)] : []),
    ...(byWeChat ? [{ channel: 'wechat' as const, adapter: WECHAT, chatId: account }] : []),
    ...(room ? [toWay('group', splitChatId(room))] : []),
  ]
}

/** Neighbours may see that there is news of somebody's request; never a call for staff, nor anything about entry or a sickness. */
function mayBeHinted(template: string): boolean {
  return template.startsWith('request.')
}

export function splitChatId(chatId: string): [adapter: string, id: string] {
  const cut = chatId.indexOf(':')
  return [chatId.slice(0, cut), chatId.slice(cut + 1)]
}

function toWay(channel: Channel, [adapter, chatId]: [string, string]): Way {
  return { channel, adapter, chatId }
}

/** Adapters whose gateways are known and all of them away: silent, halted, or not signed in. */
export async function listDownAdapters(platform: Platform): Promise<string[]> {
  const now = platform.clock.now().getTime()
  const gateways = await gatewaysOf(platform).find().toArray()
  const isDown = ({ state, since, seenAt }: (typeof gateways)[number]): boolean => {
    const away = state === 'online' ? seenAt : since < seenAt ? since : seenAt
    return now - away.getTime() > DOWN_MS
  }
  const up = new Set(gateways.filter((gateway) => !isDown(gateway)).map(({ adapter }) => adapter))
  return [...new Set(gateways.map(({ adapter }) => adapter))].filter((adapter) => !up.has(adapter))
}
