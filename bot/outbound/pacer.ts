import type { PacerLimits } from './limits.ts'

/** What the pacer must know of a message. */
export interface Paced {
  id: string
  urgent: boolean
  /** `room:…` or `private:…`. */
  conversation: string
  textHash: string
}

export interface Said {
  at: number
  conversation: string
  textHash: string
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Asia/Shanghai has had no summer time since 1991. */
const SHANGHAI = 8 * 60 * MINUTE

function minutesOf(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}

/** End of the quiet hours that `at` lies in, or `at` itself. */
export function afterQuiet(at: number, quiet: PacerLimits['quiet']): number {
  if (!quiet) return at
  const from = minutesOf(quiet.from) * MINUTE
  const to = minutesOf(quiet.to) * MINUTE
  const ofDay = (at + SHANGHAI) % DAY
  const inQuiet = from <= to ? ofDay >= from && ofDay < to : ofDay >= from || ofDay < to
  return inQuiet ? at + ((to - ofDay + DAY) % DAY) : at
}

/** Earliest instant at which `limit` messages in `windowMs` are not exceeded by one more. */
function afterWindow(times: number[], limit: number, windowMs: number, at: number): number {
  if (limit <= 0) return at
  const bound = times.length >= limit ? (times[times.length - limit] ?? 0) + windowMs : at
  return Math.max(at, bound)
}

/**
 * Decides when words may be said (BAN rules of personal accounts). It counts in sliding windows, which are stricter than token buckets:
 * no stretch of a minute or a day ever holds more than the limit. Time is handed in; nothing here reads a clock.
 */
export class Pacer {
  readonly limits: PacerLimits
  private readonly random: () => number
  private readonly all: number[] = []
  private readonly byRoom = new Map<string, number[]>()
  private readonly byText = new Map<string, Map<string, number>>()
  private readonly jitters = new Map<string, number>()
  private firstLogin: number | undefined

  constructor(limits: PacerLimits, random: () => number = Math.random) {
    this.limits = limits
    this.random = random
  }

  /** The account's age decides how much it may say in its first days. */
  bornAt(firstLogin: number): void {
    this.firstLogin = firstLogin
  }

  /** Takes up what was said before a restart, oldest first. */
  load(history: Said[]): void {
    for (const said of history) this.note(said)
  }

  /** Counts a message as said. */
  note({ at, conversation, textHash }: Said): void {
    this.all.push(at)
    while ((this.all[0] ?? at) <= at - DAY) this.all.shift()
    if (!conversation.startsWith('room:')) return
    const room = this.byRoom.get(conversation) ?? []
    room.push(at)
    while ((room[0] ?? at) <= at - 10 * MINUTE) room.shift()
    this.byRoom.set(conversation, room)
    const rooms = this.byText.get(textHash) ?? new Map<string, number>()
    rooms.set(conversation, at)
    this.byText.set(textHash, rooms)
    if (this.byText.size > 5_000) this.byText.delete(this.byText.keys().next().value ?? '')
  }

  /** Forgets a message that will not be asked about again. */
  drop(id: string): void {
    this.jitters.delete(id)
  }

  /** The same words have been said in too many rooms lately. */
  isSpam(message: Paced, now: number): boolean {
    const { sameTextRooms, sameTextMs } = this.limits
    if (sameTextRooms <= 0 || message.urgent || !message.conversation.startsWith('room:')) return false
    const rooms = [...(this.byText.get(message.textHash) ?? [])].filter(([, at]) => at > now - sameTextMs)
    return rooms.filter(([room]) => room !== message.conversation).length >= sameTextRooms
  }

  /** The earliest instant, `now` or later, at which this message may be said. */
  earliest(message: Paced, now: number): number {
    const { limits } = this
    let at = this.afterSilence(now)
    if (!message.urgent) at = afterQuiet(at, limits.quiet)
    const spare = message.urgent ? { perMinute: 0, perDay: 0 } : limits.urgentReserve
    at = afterWindow(this.all, limits.perMinute && Math.max(1, limits.perMinute - spare.perMinute), MINUTE, at)
    at = afterWindow(this.all, this.dayLimit(now, spare.perDay), DAY, at)
    at = this.afterRoom(message, at)
    return message.urgent ? at : afterQuiet(at, limits.quiet)
  }

  private afterSilence(now: number): number {
    const { warmUp } = this.limits
    return warmUp && this.firstLogin !== undefined ? Math.max(now, this.firstLogin + warmUp.silentMs) : now
  }

  private dayLimit(now: number, spare: number): number {
    const { perDay, warmUp } = this.limits
    if (perDay <= 0) return 0
    if (!warmUp || this.firstLogin === undefined) return Math.max(1, perDay - spare)
    const days = Math.max(0, Math.floor((now - this.firstLogin) / DAY))
    const young = Math.floor(warmUp.firstDay * warmUp.growth ** days)
    return Math.max(1, Math.min(perDay, young) - Math.min(spare, Math.floor(young / 5)))
  }

  /** In a room ordinary words keep their distance; an emergency waits for nothing there but may not open a third place for others. */
  private afterRoom(message: Paced, at: number): number {
    const times = this.byRoom.get(message.conversation)
    // The first word after a long silence is not held back: somebody waits for the answer.
    if (!times || times.length === 0) return at
    const { perRoomPerMinute, roomGapMs } = this.limits
    if (message.urgent) return afterWindow(times, perRoomPerMinute && perRoomPerMinute + 1, MINUTE, at)
    const last = times.at(-1) ?? 0
    const apart = Math.max(at, last + roomGapMs + this.jitterOf(message.id))
    return afterWindow(times, perRoomPerMinute, MINUTE, apart)
  }

  private jitterOf(id: string): number {
    const known = this.jitters.get(id)
    if (known !== undefined) return known
    const [least, most] = this.limits.jitterMs
    const jitter = least + Math.floor(this.random() * (most - least))
    this.jitters.set(id, jitter)
    return jitter
  }
}
