import { sweepAlarms, sweepGateways, sweepInbox, sweepReads, sweepUnjudgedPhotos, sweepWeChat } from '../chat/index.ts'
import { sweepSearches, sweepStandings, windRungs } from '../dispatch/index.ts'
import { OUTGOING, sweepWaitingWords, sweepWeChatWords } from '../messaging/index.ts'
import { PEOPLE } from '../people/index.ts'
import { sweepEvents } from '../platform/events/events.ts'
import { sweepHints } from '../platform/live/index.ts'
import { sweepPhotos } from '../photos/index.ts'
import type { Platform } from '../platform/platform.ts'
import { MEDIA_CHECKS, sweepMediaChecks, WECHAT_PUSHES } from '../platform/wechat/index.ts'
import { sweepErasures, sweepJoins, sweepRetention } from '../privacy/index.ts'
import { sweepRecurring } from '../recurring/index.ts'
import { REQUESTS, sweepDeadlines, sweepExchanges, sweepNudges, sweepOwners } from '../requests/index.ts'

const RELAY_AFTER_MS = 5_000
const GRACE_MS = 90_000

/**
 * Looks through the record for everything whose time has come and for everything that was announced and not yet heard.
 * Redis only makes this faster: with an empty Redis the next sweep puts every job back (within seconds).
 */
export async function sweep(platform: Platform, watchesGateways = true): Promise<void> {
  const before = new Date(platform.clock.now().getTime() - RELAY_AFTER_MS)
  const parts: [string, () => Promise<unknown>][] = [
    ['inbox', () => sweepInbox(platform)],
    ['requestEvents', () => sweepEvents(platform, REQUESTS, before)],
    ['peopleEvents', () => sweepEvents(platform, PEOPLE, before)],
    ['messageEvents', () => sweepEvents(platform, OUTGOING, before)],
    ['weChatEvents', () => sweepEvents(platform, WECHAT_PUSHES, before)],
    ['mediaChecks', () => sweepMediaChecks(platform)],
    ['mediaEvents', () => sweepEvents(platform, MEDIA_CHECKS, before)],
    ['weChatWords', () => sweepWeChatWords(platform)],
    ['deadlines', () => sweepDeadlines(platform)],
    ['exchanges', () => sweepExchanges(platform)],
    ['nudges', () => sweepNudges(platform)],
    ['owners', () => sweepOwners(platform)],
    ['recurring', () => sweepRecurring(platform)],
    ['searches', () => sweepSearches(platform)],
    ['rungs', () => windRungs(platform)],
    ['standings', () => sweepStandings(platform)],
    ['weChat', () => sweepWeChat(platform)],
    ['alarms', () => sweepAlarms(platform)],
    ['reads', () => sweepReads(platform)],
    ['photos', () => sweepPhotos(platform)],
    ['unjudgedPhotos', () => sweepUnjudgedPhotos(platform)],
    ['hints', () => sweepHints(platform)],
    ['erasures', () => sweepErasures(platform)],
    ['joins', () => sweepJoins(platform)],
    ['retention', () => sweepRetention(platform)],
    ...(watchesGateways ? gatewayParts(platform) : []),
  ]
  for (const [part, run] of parts) {
    try {
      await run()
    } catch (error) {
      platform.log.warn({ part, err: error }, 'sweep')
    }
  }
}

/** What follows from a gateway that is away. */
function gatewayParts(platform: Platform): [string, () => Promise<unknown>][] {
  return [
    ['waitingWords', () => sweepWaitingWords(platform)],
    ['gateways', () => sweepGateways(platform)],
  ]
}

/** Sweeps every `everyMs` until stopped; one sweep at a time. */
export function startSweeping(platform: Platform, everyMs: number): { stop(): Promise<void> } {
  let stopped = false
  const startedAt = performance.now()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const round = () => {
    // After a night's rest the gateways need a moment to come back before anybody is called.
    running = sweep(platform, performance.now() - startedAt > GRACE_MS).finally(() => {
      if (!stopped) timer = setTimeout(round, everyMs)
    })
  }
  round()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
