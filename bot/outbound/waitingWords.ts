import type { OutgoingMessage } from '@yimin/shared/chat/contract'
import { conversationOf, textHashOf } from './echoKey.ts'
import type { Paced, Pacer } from './pacer.ts'

/** A leased message that waits for its moment. */
export interface WaitingWords extends Paced {
  message: OutgoingMessage
  /** Not before this instant, whatever the pacer says: an attempt in doubt waits for its echo. */
  notBefore: number
}

/** Least time (ms) that a lease must still run for a message to be begun. */
const LEASE_MARGIN_MS = 2_000

/** The leased messages in this process: emergencies first, and in each conversation one after the other, in the order of leasing. */
export class WaitingRoom {
  private readonly pacer: Pacer
  private readonly waiting: WaitingWords[] = []
  private readonly speaking = new Set<string>()

  constructor(pacer: Pacer) {
    this.pacer = pacer
  }

  get size(): number {
    return this.waiting.length
  }

  get inHand(): number {
    return this.speaking.size
  }

  /** Takes a leased message; one that is here already is renewed with its newer lease. */
  take(message: OutgoingMessage): void {
    const known = this.waiting.find((one) => one.id === message.id)
    if (known) {
      known.message = message
      return
    }
    this.waiting.push({
      id: message.id,
      urgent: message.urgent,
      conversation: conversationOf(message),
      textHash: textHashOf(message.text),
      message,
      notBefore: 0,
    })
  }

  /** Puts a message back into its place, to be looked at again later. */
  putBack(words: WaitingWords, notBefore: number): void {
    this.waiting.unshift({ ...words, notBefore })
  }

  /** Lets go of messages whose lease is about to end: the server leases them again later. */
  letGo(now: number): WaitingWords[] {
    const gone = this.waiting.filter(({ message }) => new Date(message.leaseUntil).getTime() - now < LEASE_MARGIN_MS)
    for (const words of gone) this.remove(words)
    return gone
  }

  /** The next message that may be said now, or when to ask again (ms since 1970; Infinity when nothing waits). */
  next(now: number): { words: WaitingWords } | { at: number } {
    let at = Infinity
    for (const words of this.heads()) {
      const earliest = Math.max(words.notBefore, this.pacer.earliest(words, now))
      if (earliest <= now) {
        this.remove(words)
        this.speaking.add(words.conversation)
        return { words }
      }
      at = Math.min(at, earliest)
    }
    return { at }
  }

  /** The message is out of hand, said or not: its conversation goes on. */
  finish(words: WaitingWords): void {
    this.speaking.delete(words.conversation)
    this.pacer.drop(words.id)
  }

  clear(): void {
    this.waiting.length = 0
  }

  /** The first of each conversation that nobody is speaking in, emergencies before the rest. */
  private heads(): WaitingWords[] {
    const taken = new Set(this.speaking)
    const heads: WaitingWords[] = []
    for (const urgent of [true, false]) {
      for (const words of this.waiting) {
        if (words.urgent !== urgent || taken.has(words.conversation)) continue
        taken.add(words.conversation)
        heads.push(words)
      }
    }
    return heads
  }

  private remove(words: WaitingWords): void {
    const index = this.waiting.indexOf(words)
    if (index >= 0) this.waiting.splice(index, 1)
  }
}
