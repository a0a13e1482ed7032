import { join } from 'node:path'
import { z } from 'zod'
import { MOST_ENDED } from '@yimin/shared/chat/contract'
import type { SpoolSeal } from '../../inbound/spoolSeal.ts'
import { readPrivateFile, writePrivateFile } from '../../session/privateFiles.ts'

const context = z.object({
  userId: z.string(),
  token: z.string(),
  /** When she last wrote (ms since 1970). */
  at: z.number(),
  /** Words said since. */
  said: z.number(),
})

const binding = z.object({
  botId: z.string(),
  /** Who scanned the code. */
  userId: z.string(),
  token: z.string(),
  baseUrl: z.string(),
  boundAt: z.number(),
  /** How far its messages are in the inbox. */
  cursor: z.string(),
  contexts: z.array(context),
})

/** One person's WeChat, bound to the assistant by a scanned code: a chat of these two alone, with a token and a cursor of its own. */
export type Binding = z.infer<typeof binding>
export type Context = z.infer<typeof context>

const endedChat = z.object({
  userId: z.string(),
  /** When it ended (ms since 1970). */
  at: z.number(),
})
export type EndedChat = z.infer<typeof endedChat>

/** `ended` is absent in what was written before it was kept. */
const stored = z.object({ bindings: z.array(binding), lost: z.number(), ended: z.array(endedChat).default([]) })

/** Answers are taken for this long after somebody wrote, and so many of them. */
export const WINDOW_MS = 24 * 60 * 60 * 1000
export const WINDOW_WORDS = 10

const FILE = 'bindings.sealed'

/** The bindings of one gateway on disk: sealed whole, for a token is the chat itself. Written by its gateway alone. */
export class Bindings {
  private readonly path: string
  private readonly seal: SpoolSeal
  private list: Binding[] = []
  /** How many have ended whose people have not come back: they must scan anew. */
  private lost = 0
  /** Whose they were, the newest first. */
  private endedOnes: EndedChat[] = []
  private writing: Promise<void> = Promise.resolve()

  private constructor(path: string, seal: SpoolSeal) {
    this.path = path
    this.seal = seal
  }

  /** @throws Error when the file is there and does not open: nobody shall be unbound by a wrong key. */
  static async open(dir: string, seal: SpoolSeal): Promise<Bindings> {
    const bindings = new Bindings(join(dir, FILE), seal)
    const sealed = await readPrivateFile(bindings.path)
    if (sealed === undefined) return bindings
    const opened = seal.open(sealed.trim(), FILE)
    if (opened === undefined) throw new Error(`${bindings.path} does not open with this key`)
    const { bindings: list, lost, ended } = stored.parse(JSON.parse(opened))
    bindings.list = list
    bindings.lost = lost
    bindings.endedOnes = ended
    return bindings
  }

  get all(): readonly Binding[] {
    return this.list
  }

  get hasLost(): boolean {
    return this.lost > 0
  }

  get ended(): readonly EndedChat[] {
    return this.endedOnes
  }

  /** Where this person wrote last, and by which token she may be answered. */
  contextOf(userId: string): { binding: Binding; context: Context } | undefined {
    const found = this.list.flatMap((one) =>
      one.contexts.filter((known) => known.userId === userId).map((known) => ({ binding: one, context: known })),
    )
    return found.sort((a, b) => b.context.at - a.context.at)[0]
  }

  /** A new binding takes the place of an older one of the same person. */
  async add(fresh: Omit<Binding, 'cursor' | 'contexts'>): Promise<Binding> {
    const made: Binding = { ...fresh, cursor: '', contexts: [] }
    this.list = [...this.list.filter(({ botId, userId }) => botId !== made.botId && userId !== made.userId), made]
    this.lost = Math.max(0, this.lost - 1)
    this.endedOnes = this.endedOnes.filter(({ userId }) => userId !== made.userId)
    await this.save()
    return made
  }

  /** A binding whose token has ended. */
  async remove(gone: Binding, at: number): Promise<void> {
    if (!this.list.includes(gone)) return
    this.list = this.list.filter((one) => one !== gone)
    this.lost += 1
    const others = this.endedOnes.filter(({ userId }) => userId !== gone.userId)
    this.endedOnes = [{ userId: gone.userId, at }, ...others].slice(0, MOST_ENDED)
    await this.save()
  }

  /** Somebody wrote: she may be answered anew. An older word that comes late shortens nothing. */
  noteContext(of: Binding, fresh: { userId: string; token: string; at: number }): void {
    const known = of.contexts.find(({ userId }) => userId === fresh.userId)
    if (!known) of.contexts.push({ ...fresh, said: 0 })
    else if (fresh.at >= known.at && fresh.token !== known.token) Object.assign(known, fresh, { said: 0 })
    else if (fresh.at > known.at) Object.assign(known, { at: fresh.at, said: 0 })
  }

  /** Writes everything down; what changes meanwhile is written right after. */
  save(): Promise<void> {
    this.writing = this.writing
      .catch(() => undefined)
      .then(() => {
        const content = JSON.stringify({ bindings: this.list, lost: this.lost, ended: this.endedOnes })
        return writePrivateFile(this.path, `${this.seal.seal(content, FILE)}\n`)
      })
    return this.writing
  }
}
