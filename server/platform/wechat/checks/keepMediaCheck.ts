import type { Document, Filter } from 'mongodb'
import { z } from 'zod'
import { defineEvent, onEvent, relayEvents } from '../../events/events.ts'
import { isDuplicateKey } from '../../mongo.ts'
import type { Platform } from '../../platform.ts'
import type { MediaKind } from '../calls/askMediaCheck.ts'
import type { Scene } from '../calls/checkText.ts'
import { VERDICTS } from '../calls/checkText.ts'
import { WeChatFault } from '../faults.ts'
import { mediaPushed } from '../push/push.events.ts'
import { openPush } from '../push/receivePush.ts'
import type { MediaCheckDoc, MediaSubject } from './mediaCheck.model.ts'
import { MEDIA_CHECKS, mediaChecksOf } from './mediaCheck.model.ts'

/** A verdict about a picture or a recording has come, or none will: its room acts upon it. */
export const mediaJudged = defineEvent(
  'weChatMediaJudged',
  z.strictObject({ collection: z.string(), id: z.string(), verdict: z.enum([...VERDICTS, 'again']) }),
)

/** WeChat answers within 30 minutes, it says. */
const PATIENCE_MS = 35 * 60_000
const TRIES = 2
/** WeChat could not fetch what stood at the address. */
const NOT_FETCHED = -1008

const checkId = ({ collection, id }: MediaSubject): string => `${collection}.${id}`

export interface MediaQuestion {
  subject: MediaSubject
  kind: MediaKind
  scene: Scene
  /** Absent: the author never came through WeChat, so that WeChat judges nothing of hers. */
  openid?: string | undefined
  /** A signed address that opens for one object and at most an hour (WX-14). It is handed on and not kept. */
  url: string
}

/**
 * Asks WeChat about a picture or a recording: written down first, then asked. What cannot be asked is looked at by a person.
 * The same subject is asked about once, and once more after `again`.
 */
export async function beginMediaCheck(platform: Platform, question: MediaQuestion): Promise<void> {
  if (!(await claim(platform, question))) return
  const _id = checkId(question.subject)
  try {
    const { openid } = question
    const traceId = openid === undefined ? undefined : await platform.wechat?.askMediaCheck({ ...question, openid })
    if (traceId === undefined) return void (await settle(platform, { _id }, { state: 'review', unchecked: true }))
    await mediaChecksOf(platform).updateOne({ _id, state: 'waiting' }, { $set: { traceId } })
  } catch (error) {
    if (!(error instanceof WeChatFault)) throw error
    await settle(platform, { _id }, { state: 'review', unchecked: true })
  }
}

/** False when it was asked about before. */
async function claim(platform: Platform, { subject, kind }: MediaQuestion): Promise<boolean> {
  const askedAt = platform.clock.now()
  const dueAt = new Date(askedAt.getTime() + PATIENCE_MS)
  try {
    const { modifiedCount, upsertedCount } = await mediaChecksOf(platform).updateOne(
      { _id: checkId(subject), state: 'again' },
      {
        $set: { state: 'waiting', askedAt, dueAt },
        $unset: { traceId: '' },
        $inc: { tries: 1 },
        $setOnInsert: { subject, kind, outbox: [] },
      },
      { upsert: true },
    )
    return modifiedCount + upsertedCount === 1
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** The verdict, or that there is none; while anything else stands there it may not be shown. */
export async function readMediaCheck(
  platform: Pick<Platform, 'db'>,
  subject: MediaSubject,
): Promise<MediaCheckDoc['state'] | undefined> {
  return (await mediaChecksOf(platform).findOne({ _id: checkId(subject) }))?.state
}

/** Ends the waiting once, and announces it in the same update. */
async function settle(
  platform: Platform,
  which: Filter<MediaCheckDoc>,
  end: Partial<MediaCheckDoc> & Pick<MediaCheckDoc, 'state'>,
): Promise<void> {
  const check = await mediaChecksOf(platform).findOne({ ...which, state: 'waiting' })
  if (!check || end.state === 'waiting') return
  const { collection, id } = check.subject
  const entry = platform.events.entry(mediaJudged, { collection, id, verdict: end.state }, platform.clock.now())
  const isHeard = entry.pending.length > 0
  const { modifiedCount } = await mediaChecksOf(platform).updateOne(
    { _id: check._id, state: 'waiting', tries: check.tries },
    {
      $set: end,
      ...(isHeard && { $push: { outbox: entry } }),
    } as Document,
  )
  if (modifiedCount === 1 && isHeard) await relayEvents(platform, MEDIA_CHECKS, check._id, [entry])
}

const verdictMessage = z.object({
  trace_id: z.string(),
  CreateTime: z.coerce.number(),
  errcode: z.coerce.number().optional(),
  result: z.object({ suggest: z.enum(VERDICTS), label: z.number() }).optional(),
})

/** An answer may overtake the number under which it was asked for; that long we wait for the number. */
const OVERTAKEN_MS = 60_000

async function takeVerdict(platform: Platform, pushId: string): Promise<void> {
  const message = await openPush(platform, pushId, verdictMessage)
  if (!message) return
  const { trace_id: traceId, errcode = 0, result } = message
  const check = await mediaChecksOf(platform).findOne({ traceId })
  if (!check) {
    const isYoung = platform.clock.now().getTime() - message.CreateTime * 1_000 < OVERTAKEN_MS
    if (isYoung) throw new Error('a verdict came before its question was written down')
    return
  }
  if (errcode === NOT_FETCHED && check.tries < TRIES) return settle(platform, { traceId }, { state: 'again' })
  if (errcode !== 0 || !result) return settle(platform, { traceId }, { state: 'review', unchecked: true })
  return settle(platform, { traceId }, { state: result.suggest, label: result.label })
}

export const mediaReactions = [
  onEvent(mediaPushed, 'takeMediaVerdict', (platform, { pushId }) => takeVerdict(platform, pushId)),
]

const BATCH = 200

/** No verdict in time: a person looks. */
export async function sweepMediaChecks(platform: Platform): Promise<number> {
  const overdue = await mediaChecksOf(platform)
    .find({ state: 'waiting', dueAt: { $lte: platform.clock.now() } }, { projection: { _id: 1 } })
    .limit(BATCH)
    .toArray()
  for (const { _id } of overdue) await settle(platform, { _id }, { state: 'review', unchecked: true })
  return overdue.length
}
