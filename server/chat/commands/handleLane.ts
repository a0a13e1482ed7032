import type { Platform } from '../../platform/platform.ts'
import { markTogether } from '../../platform/together.ts'
import { INBOUND, inboundOf } from '../inbound.model.ts'
import type { InboundDoc } from '../inbound.model.ts'
import { understandLaneJob } from '../jobs/understandLane.job.ts'
import { handleMessage } from './handleMessage.ts'
import { giveUpMessage } from './giveUpMessage.ts'

const TRIES = 5
const BATCH = 50

/**
 * Handles what is new in one lane, in the order of the platform's time and then of arrival.
 * A message that fails is put aside and tried again later, so that it delays nobody; after five tries a worker gets it.
 */
export async function handleLane(platform: Platform, lane: string): Promise<void> {
  for (;;) {
    const now = platform.clock.now()
    const waiting = await inboundOf(platform)
      .find({ lane, state: 'new', $or: [{ nextTryAt: { $exists: false } }, { nextTryAt: { $lte: now } }] })
      .sort({ at: 1, seq: 1 })
      .limit(BATCH)
      .toArray()
    if (waiting.length === 0) return
    await noteBegun(platform, waiting)
    const handled: InboundDoc[] = []
    for (const message of waiting) {
      if (await tryMessage(platform, message)) handled.push(message)
    }
    await noteHandled(platform, handled)
    if (waiting.length < BATCH) return
  }
}

/** Before the first act: whoever finds the mark later knows that a process may have died over the message. */
async function noteBegun(platform: Platform, waiting: InboundDoc[]): Promise<void> {
  const fresh = waiting.filter((message) => !message.begun && !message.self).map(({ _id }) => _id)
  await markTogether(platform.db, INBOUND, fresh, { begun: true })
}

/** Once heard, an echo has served: the words that were said, a name in them, stand elsewhere. */
async function noteHandled(platform: Platform, handled: InboundDoc[]): Promise<void> {
  const idsOf = (self: boolean) => handled.filter((message) => message.self === self).map(({ _id }) => _id)
  await Promise.all([
    markTogether(platform.db, INBOUND, idsOf(false), { state: 'handled' }),
    markTogether(platform.db, INBOUND, idsOf(true), { state: 'handled', text: '' }),
  ])
}

async function tryMessage(platform: Platform, message: InboundDoc): Promise<boolean> {
  try {
    await handleMessage(platform, message)
    return true
  } catch (error) {
    platform.log.warn({ messageId: message._id, tries: message.tries + 1, err: error }, 'message put aside')
    await putAside(platform, message)
    return false
  }
}

async function putAside(platform: Platform, message: InboundDoc): Promise<void> {
  const tries = message.tries + 1
  if (tries >= TRIES) {
    await giveUpMessage(platform, message)
    await inboundOf(platform).updateOne({ _id: message._id }, { $set: { state: 'dead', tries } })
    return
  }
  const delayMs = 500 * 2 ** tries
  await inboundOf(platform).updateOne(
    { _id: message._id },
    { $set: { tries, nextTryAt: new Date(platform.clock.now().getTime() + delayMs) } },
  )
  await platform.queues.add(understandLaneJob, { lane: message.lane }, { id: `again.${message._id}.${tries}`, delayMs })
}
