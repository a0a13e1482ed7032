import type { GatewayHandlers, HeardEvent } from '../session/port.ts'
import type { Log } from '../session/log.ts'
import { readMessage, type PlatformMessage } from './readMessage.ts'

/** What of a Wechaty puppet is used for hearing. */
export interface HearingPuppet {
  readonly isLoggedIn: boolean
  readonly currentUserId: string
  on(event: 'message', listener: (payload: { messageId: string }) => void): unknown
  off(event: 'message', listener: (payload: { messageId: string }) => void): unknown
  messagePayload(id: string): Promise<PlatformMessage>
  contactPayload(id: string): Promise<{ name: string }>
  roomPayload(id: string): Promise<{ topic: string }>
}

export interface HearingSettings {
  adapter: HeardEvent['adapter']
  account: string
  puppet: HearingPuppet
  heard: GatewayHandlers['heard']
  log: Log
  now: () => Date
  /** The room id as the server knows it. */
  roomIdIn?: (platformId: string) => string
  /** How long one message may take to load before the ones behind it go on (ms). */
  loadMs?: number
}

interface Loaded {
  event: HeardEvent
  /** The other side of a private message of our own. */
  peerId?: string
}

const RETRY_MS = [200, 1_000, 3_000, 10_000]

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('timeout')), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/**
 * Listens to a puppet and hands every message on, in the order in which the platform told it. Payloads load lazily and finish in any order
 * (two quick messages would be handled in reverse), so loading runs at once and handing on waits its turn.
 * @returns stops listening and waits for what is in hand
 */
export function hearPuppet(settings: HearingSettings): () => Promise<void> {
  const { puppet, log, loadMs = 1_000 } = settings
  let turn = Promise.resolve()
  const pending = new Set<Promise<void>>()
  let stopped = false

  const load = async (messageId: string): Promise<Loaded> => {
    const message = await puppet.messagePayload(messageId)
    const talkerId = message.talkerId ?? message.fromId ?? ''
    const [talkerName, roomTopic, selfName] = await Promise.all([
      nameOf(() => puppet.contactPayload(talkerId).then(({ name }) => name)),
      message.roomId ? nameOf(() => puppet.roomPayload(message.roomId ?? '').then(({ topic }) => topic)) : '',
      nameOf(() => puppet.contactPayload(puppet.currentUserId).then(({ name }) => name)),
    ])
    const event = readMessage(message, {
      adapter: settings.adapter,
      account: settings.account,
      self: { id: puppet.currentUserId, name: selfName },
      talkerName,
      roomTopic,
      ...(message.roomId && settings.roomIdIn ? { roomId: settings.roomIdIn(message.roomId) } : {}),
      now: settings.now(),
    })
    const peerId = event.self && !message.roomId ? (message.listenerId ?? message.toId) : undefined
    return { event, ...(peerId ? { peerId } : {}) }
  }

  /** A full disk or the like must not lose the message: it is tried until it is stored or the process ends. */
  const store = async ({ event, peerId }: Loaded): Promise<void> => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await settings.heard(event, peerId)
      } catch (error) {
        if (stopped) throw error
        log.error({ err: error }, 'inbox cannot be written')
        await wait(Math.min(100 * 2 ** tries, 5_000))
      }
    }
  }

  /** A message that does not load in time steps out of the row, so that it delays nobody, and is tried again by itself. */
  const retryAside = async (messageId: string): Promise<void> => {
    for (const ms of RETRY_MS) {
      await wait(ms)
      if (stopped) return
      try {
        return await store(await within(load(messageId), 5_000))
      } catch (error) {
        log.warn({ err: error }, 'message does not load')
      }
    }
    log.error({ count: 1 }, 'message given up')
  }

  const onMessage = ({ messageId }: { messageId: string }): void => {
    const loading = within(load(messageId), loadMs)
    loading.catch(() => undefined)
    turn = turn.then(async () => {
      let loaded: Loaded
      try {
        loaded = await loading
      } catch {
        void retryAside(messageId)
        return
      }
      // Begun in turn, but not waited for: messages that come together share one write to the disk.
      const storing = store(loaded).catch((error: unknown) => log.error({ err: error }, 'message not stored'))
      pending.add(storing)
      void storing.then(() => pending.delete(storing))
    })
  }

  puppet.on('message', onMessage)
  return async () => {
    puppet.off('message', onMessage)
    await turn
    await Promise.all(pending)
    stopped = true
  }
}

/** A name is a courtesy: a message without one is still a message. */
async function nameOf(ask: () => Promise<string>): Promise<string> {
  try {
    return (await ask()) ?? ''
  } catch {
    return ''
  }
}
