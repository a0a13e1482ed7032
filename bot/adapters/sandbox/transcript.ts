import { join } from 'node:path'
import { JsonLog } from '../../session/jsonLog.ts'
import { makePrivateDir, writePrivateFile } from '../../session/privateFiles.ts'
import { writeLine } from '../../session/jsonLog.ts'
import type { LiveEvent, SandboxMessage } from './contract.ts'

/** One line of the transcript: something said, or withdrawn. */
export type TranscriptEntry =
  | { type: 'said'; seq: number; conversationId: string; message: SandboxMessage; clientId?: string }
  | { type: 'recalled'; seq: number; conversationId: string; messageId: string }

const KEEP_ENTRIES = 20_000

/** Everything that was said in the sandbox, in memory and append-only on disk, so that a restart shows the same history. */
export class Transcript {
  private readonly log: JsonLog
  private readonly conversations = new Map<string, SandboxMessage[]>()
  private readonly byId = new Map<string, { conversationId: string; message: SandboxMessage }>()
  private readonly byClientId = new Map<string, SandboxMessage>()
  private readonly recalls: { seq: number; messageId: string }[] = []
  private readonly listeners = new Set<(event: LiveEvent) => void>()
  private seq = 0

  private constructor(log: JsonLog) {
    this.log = log
  }

  static async open(dir: string): Promise<Transcript> {
    await makePrivateDir(dir)
    const path = join(dir, 'transcript.log')
    let { log, records } = await JsonLog.open(path)
    if (records.length > 2 * KEEP_ENTRIES) {
      await log.close()
      await writePrivateFile(path, records.slice(-KEEP_ENTRIES).map(writeLine).join(''))
      ;({ log, records } = await JsonLog.open(path))
    }
    const transcript = new Transcript(log)
    for (const entry of records as TranscriptEntry[]) transcript.take(entry)
    return transcript
  }

  onLive(listener: (event: LiveEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Adds a message; resolves when it is on disk. The same `clientId` of the same person gives the first message again. */
  async say(
    conversationId: string,
    said: Omit<SandboxMessage, 'seq'>,
    clientId?: string,
  ): Promise<{ message: SandboxMessage; isNew: boolean }> {
    const clientKey = clientId === undefined ? undefined : `${said.from.id}|${clientId}`
    const earlier = clientKey === undefined ? undefined : this.byClientId.get(clientKey)
    if (earlier) return { message: earlier, isNew: false }
    const message: SandboxMessage = { ...said, seq: this.seq + 1 }
    const entry: TranscriptEntry = { type: 'said', seq: message.seq, conversationId, message, clientId: clientKey }
    await this.write(entry)
    return { message, isNew: true }
  }

  /** Withdraws a message; false when it is not there or already withdrawn. */
  async recall(messageId: string): Promise<boolean> {
    const found = this.byId.get(messageId)
    if (!found || found.message.recalled) return false
    await this.write({ type: 'recalled', seq: this.seq + 1, conversationId: found.conversationId, messageId })
    return true
  }

  find(messageId: string): { conversationId: string; message: SandboxMessage } | undefined {
    return this.byId.get(messageId)
  }

  messages(conversationId: string): SandboxMessage[] {
    return this.conversations.get(conversationId) ?? []
  }

  conversationIds(): string[] {
    return [...this.conversations.keys()]
  }

  /** The newest messages of all conversations, oldest first. */
  latest(count: number): { conversationId: string; message: SandboxMessage }[] {
    return [...this.byId.values()].slice(-count)
  }

  /** Everything that happened after a number, oldest first. */
  since(after: number): LiveEvent[] {
    const said = [...this.byId.values()]
      .filter(({ message }) => message.seq > after)
      .map((one): LiveEvent => ({ type: 'message', seq: one.message.seq, ...one }))
    const recalled = this.recalls.flatMap(({ seq, messageId }): LiveEvent[] => {
      const found = this.byId.get(messageId)
      return found && seq > after ? [{ type: 'recall', seq, ...found }] : []
    })
    return [...said, ...recalled].sort((a, b) => a.seq - b.seq)
  }

  close(): Promise<void> {
    return this.log.close()
  }

  /** Taken into memory at once, so that two calls in the same moment see each other; told to the pages once it is on disk. */
  private async write(entry: TranscriptEntry): Promise<void> {
    const live = this.take(entry)
    await this.log.append(entry)
    if (live) for (const listener of this.listeners) listener(live)
  }

  private take(entry: TranscriptEntry): LiveEvent | undefined {
    this.seq = Math.max(this.seq, entry.seq)
    if (entry.type === 'said') return this.takeSaid(entry)
    const found = this.byId.get(entry.messageId)
    if (!found) return undefined
    found.message.recalled = true
    found.message.text = ''
    this.recalls.push({ seq: entry.seq, messageId: entry.messageId })
    return { type: 'recall', seq: entry.seq, conversationId: found.conversationId, message: found.message }
  }

  private takeSaid(entry: Extract<TranscriptEntry, { type: 'said' }>): LiveEvent {
    const { conversationId, message } = entry
    const list = this.conversations.get(conversationId) ?? []
    list.push(message)
    this.conversations.set(conversationId, list)
    this.byId.set(message.id, { conversationId, message })
    if (entry.clientId !== undefined) this.byClientId.set(entry.clientId, message)
    return { type: 'message', seq: message.seq, conversationId, message }
  }
}
