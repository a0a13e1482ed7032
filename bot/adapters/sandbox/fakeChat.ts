import { randomUUID } from 'node:crypto'
import { mock } from 'wechaty-puppet-mock'
import type { Cast, CastPerson, SandboxConversation, SandboxMessage, SayBody } from './contract.ts'
import { SandboxPuppet } from './sandboxPuppet.ts'
import type { Transcript } from './transcript.ts'

/** What a test may turn: everything that a real platform does to messages on their way. */
export interface Knobs {
  /** Delay of one event (ms); different delays reorder. */
  latencyMs?: () => number
  /** How often one event is told; 1 unless set. */
  copies?: number
  /** True loses this event for good. */
  loses?: (messageId: string) => boolean
  /** While true nothing is heard or said; what people say meanwhile is told when it ends. */
  offline?: boolean
  /** Thrown at the assistant's next sends. */
  sendError?: () => Error | undefined
}

/** Numbers of Wechaty's message types (wechaty-puppet, `MessageType`). */
const TYPE_NUMBERS: Record<string, number> = {
  file: 1,
  voice: 2,
  contact: 3,
  emoticon: 5,
  image: 6,
  text: 7,
  location: 8,
  card: 9,
  transfer: 11,
  red_envelope: 12,
  recalled: 13,
  link: 14,
  video: 15,
}
/** PuppetMock takes an id for a room's when it holds an `@`. */
const ROOM_MARK = '@chatroom'
const PRIVATE_MARK = 'private:'
const KEPT_PAYLOADS = 20_000
const REDELIVERED = 200

export function platformRoomId(id: string): string {
  return id + ROOM_MARK
}

export function ownRoomId(platformId: string): string {
  return platformId.endsWith(ROOM_MARK) ? platformId.slice(0, -ROOM_MARK.length) : platformId
}

export function privateConversationId(personId: string): string {
  return PRIVATE_MARK + personId
}

/** Why words were not taken, for the page and for the gateway. */
export class ChatRefusal extends Error {
  override readonly name = 'ChatRefusal'
  readonly code: 'not_found' | 'forbidden'

  constructor(code: 'not_found' | 'forbidden', message: string) {
    super(message)
    this.code = code
  }
}

/** A small chat platform on top of PuppetMock: rooms, people, private chats with the assistant, recalls, and faults at will. */
export class FakeChat {
  readonly cast: Cast
  readonly transcript: Transcript
  readonly puppet: SandboxPuppet
  private readonly mocker = new mock.Mocker()
  private readonly now: () => Date
  private readonly people: Map<string, CastPerson>
  private knobs: Knobs = {}
  private held: string[] = []

  constructor(cast: Cast, transcript: Transcript, now: () => Date) {
    this.cast = cast
    this.transcript = transcript
    this.now = now
    this.people = new Map(cast.people.map((person) => [person.id, person]))
    this.puppet = new SandboxPuppet(this.mocker, (...said) => this.sayAsAssistant(...said))
    this.furnish()
  }

  /** Turns knobs; those not named stay as they are. */
  turn(knobs: Knobs): void {
    this.knobs = { ...this.knobs, ...knobs }
    if (this.knobs.offline) return
    const held = this.held
    this.held = []
    for (const id of held) this.tell(id)
  }

  /** A person of the cast says something. The same clientId gives the first message again. */
  async say(body: SayBody): Promise<SandboxMessage> {
    const person = this.personOf(body.as)
    this.checkMember(person.id, body.conversationId)
    const isRoom = !body.conversationId.startsWith(PRIVATE_MARK)
    const { account } = this.cast
    const named = body.text.includes(`@${account.name}`)
    const mentioned = isRoom && body.kind === 'text' && (body.mention || named)
    const text = mentioned && !named ? `@${account.name}\u2005${body.text}` : body.text
    const { message, isNew } = await this.transcript.say(
      body.conversationId,
      {
        id: randomUUID(),
        at: this.now().toISOString(),
        from: { id: person.id, name: person.name },
        kind: body.kind,
        text: body.kind === 'text' ? text : '',
        mentions: mentioned ? [account.id] : [],
      },
      body.clientId,
    )
    if (isNew) this.deliver(body.conversationId, message)
    return message
  }

  /** The sender withdraws a message of their own. */
  async recall(as: string, messageId: string): Promise<SandboxMessage> {
    const found = this.transcript.find(messageId)
    if (!found) throw new ChatRefusal('not_found', 'no such message')
    if (found.message.from.id !== as) throw new ChatRefusal('forbidden', 'only the sender may recall')
    if (await this.transcript.recall(messageId)) this.deliverRecall(found.conversationId, found.message)
    return found.message
  }

  /** All that a person can see; `all` sees every conversation. */
  conversationsOf(as: string): SandboxConversation[] {
    const rooms = this.cast.rooms
      .filter((room) => as === 'all' || room.members.includes(as))
      .map((room): SandboxConversation => this.conversation(room.id, 'room', room.topic))
    const people = as === 'all' ? this.cast.people : [this.personOf(as)]
    const chats = people.map((person) => {
      const title = as === 'all' ? person.name : this.cast.account.name
      return this.conversation(privateConversationId(person.id), 'private', title)
    })
    return [...rooms, ...(as === 'all' ? chats.filter(({ messages }) => messages.length > 0) : chats)]
  }

  canSee(as: string, conversationId: string): boolean {
    if (as === 'all' || conversationId === privateConversationId(as)) return true
    return this.cast.rooms.some((room) => room.id === conversationId && room.members.includes(as))
  }

  hasPerson(id: string): boolean {
    return this.people.has(id)
  }

  /** May the assistant write to this person? Only if they are known to take it, or have written first. */
  mayWriteTo(personId: string): boolean {
    const person = this.people.get(personId)
    if (!person) return false
    return (
      person.canBeWrittenTo ||
      this.transcript.messages(privateConversationId(personId)).some(({ from }) => from.id === personId)
    )
  }

  private async sayAsAssistant(platformId: string, text: string, mentions: string[]): Promise<string> {
    const error = this.knobs.sendError?.()
    if (error) throw error
    if (this.knobs.offline) throw new Error('offline')
    const conversationId = this.conversationIdOf(platformId)
    const { account } = this.cast
    const { message } = await this.transcript.say(conversationId, {
      id: randomUUID(),
      at: this.now().toISOString(),
      from: { id: account.id, name: account.name },
      kind: 'text',
      text,
      mentions: mentions.filter((id) => this.people.has(id)),
    })
    this.deliver(conversationId, message)
    return message.id
  }

  private conversationIdOf(platformId: string): string {
    if (platformId.endsWith(ROOM_MARK)) {
      const id = ownRoomId(platformId)
      if (!this.cast.rooms.some((room) => room.id === id)) throw new Error('room not found')
      return id
    }
    if (!this.people.has(platformId)) throw new Error('person not found')
    return privateConversationId(platformId)
  }

  private conversation(id: string, kind: 'room' | 'private', title: string): SandboxConversation {
    return { id, kind, title, messages: this.transcript.messages(id) }
  }

  private personOf(id: string): CastPerson {
    const person = this.people.get(id)
    if (!person) throw new ChatRefusal('not_found', 'no such person')
    return person
  }

  private checkMember(personId: string, conversationId: string): void {
    if (!this.canSee(personId, conversationId)) throw new ChatRefusal('not_found', 'no such conversation')
  }

  private furnish(): void {
    const { account, people, rooms } = this.cast
    for (const { id, name } of [account, ...people]) this.mocker.createContact({ id, name, friend: true })
    for (const room of rooms) {
      const members = room.members.filter((id) => this.people.has(id))
      this.mocker.createRoom({ id: platformRoomId(room.id), topic: room.topic, memberIdList: [account.id, ...members] })
    }
    this.mocker.use(() => {
      // A puppet that was stopped still takes itself for logged in, and says so to nobody.
      if (this.puppet.isLoggedIn) this.puppet.emit('login', { contactId: account.id })
      else this.puppet.login(account.id)
      this.turn({})
      this.redeliver()
      return () => undefined
    })
  }

  /** Like WeChat after a login, the newest messages are told again; whoever knows them already passes them over. */
  private redeliver(): void {
    for (const { conversationId, message } of this.transcript.latest(REDELIVERED)) {
      if (message.recalled) this.deliverRecall(conversationId, message)
      else this.deliver(conversationId, message)
    }
  }

  private deliver(conversationId: string, message: SandboxMessage): void {
    this.tellPayload(conversationId, message.id, message, message.kind, message.text, message.mentions)
  }

  private deliverRecall(conversationId: string, message: SandboxMessage): void {
    this.tellPayload(conversationId, `${message.id}.recalled`, message, 'recalled', message.id, [])
  }

  private tellPayload(
    conversationId: string,
    id: string,
    message: SandboxMessage,
    kind: string,
    text: string,
    mentions: string[],
  ): void {
    const personId = conversationId.startsWith(PRIVATE_MARK) ? conversationId.slice(PRIVATE_MARK.length) : undefined
    const { account } = this.cast
    const where =
      personId === undefined
        ? { roomId: platformRoomId(conversationId), mentionIdList: mentions }
        : { listenerId: message.from.id === account.id ? personId : account.id }
    const payloads = this.mocker.cacheMessagePayload
    payloads.set(id, {
      id,
      talkerId: message.from.id,
      timestamp: new Date(message.at).getTime(),
      type: TYPE_NUMBERS[kind] ?? 0,
      text,
      ...where,
    } as never)
    if (payloads.size > KEPT_PAYLOADS) payloads.delete(payloads.keys().next().value ?? '')
    this.tell(id)
  }

  private tell(messageId: string): void {
    if (this.knobs.loses?.(messageId)) return
    if (this.knobs.offline || !this.puppet.isLoggedIn) {
      this.held.push(messageId)
      return
    }
    for (let copy = 0; copy < (this.knobs.copies ?? 1); copy += 1) {
      const ms = this.knobs.latencyMs?.() ?? 0
      const emit = (): void => void this.puppet.emit('message', { messageId })
      if (ms > 0) setTimeout(emit, ms)
      else emit()
    }
  }
}
