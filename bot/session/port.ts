import type { InboundEvent, OutgoingMessage } from '@yimin/shared/chat/contract'

/** A chat event as the platform told it; the inbox gives it its arrival number. */
export type HeardEvent = Omit<InboundEvent, 'seq'>

export type GatewayState = 'starting' | 'scan' | 'online' | 'offline'

/** What the gateway says of itself, at every change. */
export interface GatewayChange {
  state: GatewayState
  /** The content of the login code that is good now: with `scan`, and with any state where one more person may come in by it. */
  qr?: string
  reason?: string
  /** Private chats that ended by themselves and whose people have not come back (`at`: ms since 1970), the newest first. */
  ended?: readonly { contactId: string; at: number }[]
  /** The platform itself ended or limited the session: nothing may be said for a long while. */
  sanction?: boolean
}

export interface GatewayHandlers {
  /**
   * Takes one event into the durable inbox; resolves when it is on disk.
   * `peerId` is the other side of a private message that the assistant itself sent.
   * Never called by an adapter whose events are written by another process (`capabilities.hearsHere` false).
   */
  heard(event: HeardEvent, peerId?: string): Promise<void>
  changed(change: GatewayChange): void
}

export interface Capabilities {
  /**
   * How an attempt in doubt can be settled: `echo`: own messages come back as events; `returnsId`: only the call's answer tells;
   * `none`: nothing tells.
   */
  proof: 'echo' | 'returnsId' | 'none'
  /** Ids of people and rooms stay the same over logins. */
  stableIds: boolean
  /** There are groups on this platform; without them every word is private. */
  rooms: boolean
  mentions: boolean
  cards: boolean
  /** This process hosts the puppet, so it writes the inbox. */
  hearsHere: boolean
}

/**
 * What became of one attempt. `unreachable`: the platform may or may not have taken it (the connection failed);
 * `refused`: this message will never be taken; `sanction`: the platform objects to the account.
 */
export type SendResult =
  | { kind: 'sent'; platformMessageId?: string }
  | { kind: 'unreachable'; reason: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'sanction'; reason: string }

/** Chat as a port: everything the bot knows of a chat platform. One gateway = adapter + account. */
export interface ChatGateway {
  readonly adapter: InboundEvent['adapter']
  readonly account: string
  readonly capabilities: Capabilities
  /** Begins to connect and returns; `changed({state: 'online'})` tells that the account is logged in. */
  start(handlers: GatewayHandlers): Promise<void>
  stop(): Promise<void>
  /** Hands one message to the platform. Never rejects. */
  send(message: OutgoingMessage): Promise<SendResult>
}
