import { toLocalIso } from '@yimin/shared/language/localTime'
import { receiveMessages } from '../../chat/index.ts'
import { claimOutgoing, outgoingOf, settleOutgoing } from '../../messaging/index.ts'
import type { Outage } from './demand.ts'
import type { Town } from './town.ts'

const ADAPTER = 'sandbox'
const ACCOUNT = 'yimin'
const BATCH = 100
const SPEAK_AFTER_MS = 2_000
const HEAR_AFTER_MS = 1_000

/** Words of the assistant as somebody's phone shows them. */
export interface Word {
  template: string
  text: string
  /** The request that it is about. */
  about?: string
  to: string[]
  room?: string
  key: string
}

export interface Message {
  id: string
  from: { id: string; name: string }
  text: string
  room?: string
}

/** What somebody is going to write. */
export type Coming = Pick<Message, 'text' | 'room'>

type Events = Parameters<typeof receiveMessages>[1]

/** The chat between the people and the assistant, both ways; at times it is cut off, and what was said then comes later in a row. */
export class Gateway {
  private readonly town: Town
  private readonly outages: readonly Outage[]
  private readonly hear: (word: Word) => void
  /** Told of what is going to be written, and when. */
  expect: (instant: number, coming: Coming) => void = () => undefined
  private held: Events = []
  private seq = 0
  private speaking = false

  constructor(town: Town, outages: readonly Outage[], hear: (word: Word) => void) {
    this.town = town
    this.outages = outages
    this.hear = hear
  }

  /** Somebody is going to write. */
  sayAt(instant: number, message: Message): void {
    this.expect(instant, message)
    this.town.at(instant, () => Promise.resolve(this.say(message)))
  }

  /** Somebody writes now. */
  say({ id, from, text, room }: Message): void {
    this.seq += 1
    this.held.push({
      adapter: ADAPTER,
      account: ACCOUNT,
      messageId: id,
      at: toLocalIso(new Date(this.town.now)),
      seq: this.seq,
      kind: 'text',
      ...(room !== undefined && { room: { id: room, topic: room } }),
      from,
      self: false,
      text,
      mentionsMe: room === undefined,
    })
    this.town.at(Math.max(this.backAt(), this.town.now + HEAR_AFTER_MS), () => this.carryIn())
  }

  /** There may be words to say; they go out together. */
  wake(): void {
    if (this.speaking) return
    this.speaking = true
    this.town.at(Math.max(this.backAt(), this.town.now + SPEAK_AFTER_MS), () => this.carryOut())
  }

  /** The end of the outage that is now, or now. */
  private backAt(): number {
    const { now } = this.town
    return this.outages.find(({ from, to }) => now >= from && now < to)?.to ?? now
  }

  private async carryIn(): Promise<void> {
    const events = this.held
    this.held = []
    if (events.length > 0) await receiveMessages(this.town.platform, events)
  }

  private async carryOut(): Promise<void> {
    this.speaking = false
    const { platform } = this.town
    const words = await claimOutgoing(platform, ADAPTER, 'simulation', BATCH)
    if (words.length === 0) return
    const at = platform.clock.now()
    await Promise.all(words.map(({ id, fence }) => settleOutgoing(platform, { id, fence, outcome: 'sent', at })))
    const rows = await outgoingOf(platform)
      .find({ _id: { $in: words.map(({ id }) => id) } }, { projection: { template: 1, about: 1, to: 1, key: 1 } })
      .toArray()
    const byId = new Map(rows.map((row) => [row._id, row]))
    for (const { id, text, room } of words) {
      const { template = '', about, to = [], key = id } = byId.get(id) ?? {}
      this.hear({
        template,
        text,
        key,
        to: to.map(({ personId }) => personId),
        ...(about !== undefined && { about }),
        ...(room && { room: room.id }),
      })
    }
    if (words.length === BATCH) this.wake()
  }
}

/** How a message of the gateway stands in the record. */
export const inboundIdOf = (messageId: string): string => `${ADAPTER}.${ACCOUNT}.${messageId}`
export const contactOf = (id: string): string => `${ADAPTER}:${id}`
export const roomOf = (room: string): string => `${ADAPTER}:${room}`
