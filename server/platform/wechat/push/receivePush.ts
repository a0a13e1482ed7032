import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { OutboxEntry } from '../../events/events.ts'
import { relayEvents } from '../../events/events.ts'
import { isDuplicateKey } from '../../mongo.ts'
import type { Platform } from '../../platform.ts'
import { parseWeChatJson } from '../json.ts'
import type { PushKeys } from '../settings.ts'
import { tagOf } from './push.events.ts'
import { messageAt, noncesOf, pushesOf, WECHAT_PUSHES } from './push.model.ts'
import type { PushCall } from './readPush.ts'
import { readPush } from './readPush.ts'

/** What every message has. */
const head = z.object({
  FromUserName: z.string().min(1).max(128),
  CreateTime: z.union([z.number(), z.string()]),
  MsgType: z.string().min(1).max(40),
  Event: z.string().max(60).optional(),
  MsgId: z.union([z.number(), z.string()]).optional(),
})

/**
 * Takes one call of WeChat: checked, stored once, announced. True when WeChat need not send it again; false for what did not
 * come from WeChat. Throws when the record is away: then WeChat sends it again.
 */
export async function receivePush(platform: Platform, keys: PushKeys, appId: string, call: PushCall): Promise<boolean> {
  const text = readPush(keys, appId, call, platform.clock.now())
  if (text === undefined || !(await isNewNonce(platform, call, text))) return false
  const message = parse(text)
  // Signed and ours, but of no known shape: sending it again would not help.
  if (message === undefined) return true
  await store(platform, message, text)
  return true
}

/** The same call again is answered like the first time, for the first answer may have got lost; another one under the same nonce is refused. */
async function isNewNonce(platform: Platform, { query }: PushCall, text: string): Promise<boolean> {
  const mark = createHash('sha256').update(text).digest('base64url')
  const known = await noncesOf(platform).findOneAndUpdate(
    { _id: `${query['timestamp']}.${query['nonce']}` },
    { $setOnInsert: { mark, at: platform.clock.now() } },
    { upsert: true, returnDocument: 'after' },
  )
  return known?.mark === mark
}

type Message = z.infer<typeof head> & Record<string, unknown>

function parse(text: string): Message | undefined {
  try {
    const value: unknown = parseWeChatJson(text)
    const parsed = head.safeParse(value)
    return parsed.success ? { ...(value as object), ...parsed.data } : undefined
  } catch {
    return undefined
  }
}

async function store(platform: Platform, message: Message, text: string): Promise<void> {
  const isMessage = message.MsgType !== 'event'
  const event = isMessage ? message.MsgType : (message.Event ?? '')
  const _id = idOf(platform, message, event)
  const tag = tagOf(event, isMessage)
  const now = platform.clock.now()
  const entry = tag && platform.events.entry(tag, { pushId: _id }, now)
  const outbox: OutboxEntry[] = entry && entry.pending.length > 0 ? [entry] : []
  try {
    const sealed = platform.vault.seal(text, messageAt(_id))
    await pushesOf(platform).insertOne({ _id, event, message: sealed, receivedAt: now, outbox })
  } catch (error) {
    if (isDuplicateKey(error)) return
    throw error
  }
  await relayEvents(platform, WECHAT_PUSHES, _id, outbox)
}

/** The platform's own advice: the id of a message, or sender and time of an event; verdicts and consents of one second are told apart. */
function idOf({ vault }: Pick<Platform, 'vault'>, message: Message, event: string): string {
  const { MsgId: id, FromUserName: from, CreateTime: at } = message
  const parts = id === undefined ? [from, at, event, message['trace_id'], message['List']] : ['message', String(id)]
  return vault.blindIndex(JSON.stringify(parts), 'wechat.push')
}

/** The message of a push, opened for the listener that it concerns; `undefined` when it is gone or has another shape. */
export async function openPush<T>(
  platform: Pick<Platform, 'db' | 'vault'>,
  pushId: string,
  shape: z.ZodType<T>,
): Promise<T | undefined> {
  const push = await pushesOf(platform).findOne({ _id: pushId })
  if (!push) return undefined
  return shape.safeParse(parseWeChatJson(platform.vault.open(push.message, messageAt(pushId)))).data
}
