import type { SpoolRecord } from '../inbound/spool.ts'
import { echoKeyOf } from './echoKey.ts'

interface Echo {
  messageId: string
  at: number
  /** The outgoing message that it belongs to, once known. */
  of?: string
}

/** Clocks of server, platform and bot may differ by this much (ms). */
const SKEW_MS = 30_000
const KEEP_MS = 48 * 60 * 60 * 1000

/**
 * The assistant's own words as they came back from the platform. Each echo proves at most one outgoing message, so that two messages with
 * the same words are not taken for one.
 */
export class Echoes {
  private readonly byKey = new Map<string, Echo[]>()
  private readonly proven = new Map<string, Echo>()
  private count = 0

  /** True once this platform has been seen to echo at all. */
  get seen(): boolean {
    return this.count > 0
  }

  /** Takes an entry of the inbox; all but the assistant's own text messages are passed over. */
  take(record: SpoolRecord): void {
    const { event, peer } = record
    if (!event?.self || event.kind !== 'text') return
    const conversation = event.room ? `room:${event.room.id}` : `private:${peer ?? ''}`
    const key = echoKeyOf(conversation, event.text)
    const list = this.byKey.get(key) ?? []
    const at = new Date(event.at).getTime()
    if (list.some(({ messageId }) => messageId === event.messageId)) return
    this.byKey.set(key, [...list.filter((echo) => echo.at > at - KEEP_MS), { messageId: event.messageId, at }])
    this.count += 1
  }

  /**
   * Looks for the echo of an outgoing message and keeps it as its proof.
   * @param since the message was not yet there before this instant (ms)
   */
  prove(id: string, key: string, since: number, platformMessageId?: string): { messageId: string } | undefined {
    const known = this.proven.get(id)
    if (known) return known
    const echo = this.byKey
      .get(key)
      ?.find((one) =>
        platformMessageId === undefined
          ? one.of === undefined && one.at >= since - SKEW_MS
          : one.messageId === platformMessageId,
      )
    if (!echo) return undefined
    echo.of = id
    this.proven.set(id, echo)
    if (this.proven.size > 20_000) this.proven.delete(this.proven.keys().next().value ?? '')
    return echo
  }
}
