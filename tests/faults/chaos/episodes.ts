import { codeIn } from '../../factories/firstOrder.ts'
import { Stack, type Part } from '../../factories/stack.ts'
import { residentFor, seeded, shuffled, type Chance } from '../chance.ts'
import { settleAndCheck } from '../invariants.ts'
import { Clients, type Call } from './clients.ts'
import { openCutLine, type CutLine } from './cutLine.ts'

const HELPERS = ['li', 'qiu', 'shen', 'qin', 'lao'] as const
/** Between the resident's word and the last of what is said about it. */
const LATEST_FAULT_MS = 900
const STILL_MS = 1_500

export const FAULTS = [
  'worker dies',
  'web dies',
  'bot dies',
  'worker stands still',
  'Redis is emptied',
  'Redis dies',
  'MongoDB dies',
  'the line to Redis is cut',
  'the line to MongoDB is cut',
] as const
export type Fault = (typeof FAULTS)[number]

export interface Episode {
  seed: number
  fault: Fault
  ms: number
  /** From the death of a worker until all that was announced by then is done; undefined for other faults. */
  resumedMs?: number
  violations: string[]
}

/** A whole product that stays up from one episode to the next: only what an episode breaks is started again. */
export class Arena {
  readonly stack: Stack
  private readonly clients: Clients
  private readonly lines: { redis: CutLine; mongo: CutLine }
  private played = 0

  private constructor(stack: Stack, lines: { redis: CutLine; mongo: CutLine }) {
    this.stack = stack
    this.lines = lines
    this.clients = new Clients(stack)
  }

  static async open(): Promise<Arena> {
    const opened: CutLine[] = []
    const line = async (target: string) => {
      const one = await openCutLine(target)
      opened.push(one)
      return one
    }
    const stack = await Stack.start({
      ownServices: true,
      lines: async ({ mongodbUri, redisUrl }) => {
        const [mongo, redis] = [await line(mongodbUri), await line(redisUrl)]
        return {
          MONGODB_URI: `mongodb://127.0.0.1:${mongo.port}/?directConnection=true`,
          REDIS_URL: `redis://127.0.0.1:${redis.port}`,
        }
      },
    })
    const [mongo, redis] = opened as [CutLine, CutLine]
    const arena = new Arena(stack, { mongo, redis })
    await arena.prepare()
    return arena
  }

  /** One order from the sentence to the end, and one fault in the middle of it. */
  async play(seed: number): Promise<Episode> {
    const chance = seeded(seed)
    const fault = FAULTS[seed % FAULTS.length] as Fault
    this.played += 1
    const began = Date.now()
    const after = Math.floor(chance() * LATEST_FAULT_MS)
    const resumed = new Promise((resolve) => setTimeout(resolve, after)).then(() => this.strike(fault))
    const [calls, resumedMs] = await Promise.all([this.workload(chance), resumed])
    const violations = [...(await settleAndCheck(this.stack)), ...(await this.compare(calls))]
    return { seed, fault, ms: Date.now() - began, ...(resumedMs !== undefined && { resumedMs }), violations }
  }

  async close(): Promise<void> {
    await this.stack.stop()
    await Promise.all([this.lines.mongo.close(), this.lines.redis.close()])
  }

  /** Orders by the hundred are no misuse here. The processes see it after five seconds at most. */
  private async prepare(): Promise<void> {
    const limits = { openAtOnce: 100, perDay: 10_000, messagesPerMinute: 10_000 }
    await this.stack.db.collection('stations').updateMany({}, { $set: { 'settings.limits': limits } })
    await Promise.all(HELPERS.map((who) => this.clients.signIn(who)))
    await new Promise((resolve) => setTimeout(resolve, 5_000))
  }

  private async workload(chance: Chance): Promise<Call[]> {
    const { stack } = this
    const resident = residentFor(this.played)
    const asked = await stack.say(resident, `麻烦送${this.played + 1}斤西红柿到六区9栋2单元4楼，谢谢`)
    const code = codeIn(await stack.untilHeard(resident, 'g1', /记下了.*[A-Z]\d{3}/s, { after: asked.seq }))
    await stack.say(resident, `对${code}`)
    await stack.untilHeard(resident, 'g1', new RegExp(`正在找人.*${code}`, 's'), { after: asked.seq })
    const helpers = shuffled(HELPERS, chance).slice(0, 2 + Math.floor(chance() * 3))
    const calls = await Promise.all(helpers.map((who) => this.clients.accept(who, code)))
    const winner = calls.find(({ outcome }) => outcome === 'accepted')?.who
    if (winner === undefined) return calls
    await stack.say(winner, `送到了${code}`, { in: 'private' })
    await stack.untilHeard(resident, 'private', new RegExp(`说送到了.*${code}`, 's'), { after: asked.seq })
    await stack.say(resident, `收到${code}`)
    await stack.untilHeard(resident, 'g1', new RegExp(`办好了.*${code}`, 's'), { after: asked.seq })
    return calls
  }

  /** @returns for a worker's death how long until what was announced by then is done */
  private async strike(fault: Fault): Promise<number | undefined> {
    const { stack, lines } = this
    switch (fault) {
      case 'worker dies':
        return this.killWorker()
      case 'web dies':
        await stack.restart('web')
        return
      case 'bot dies':
        await stack.restart('bot')
        return
      case 'worker stands still':
        stack.signal('worker', 'SIGSTOP')
        await new Promise((resolve) => setTimeout(resolve, STILL_MS))
        stack.signal('worker', 'SIGCONT')
        return
      case 'Redis is emptied':
        await stack.flushRedis()
        return
      case 'Redis dies':
        await stack.killService('redis')
        return
      case 'MongoDB dies':
        await stack.killService('mongo')
        return
      case 'the line to Redis is cut':
        lines.redis.cut()
        return
      case 'the line to MongoDB is cut':
        lines.mongo.cut()
    }
  }

  private async killWorker(): Promise<number> {
    const { stack } = this
    const part: Part = 'worker'
    await stack.kill(part)
    const killedAt = Date.now()
    const waiting = await stack.db.collection('requests').distinct('outbox.ref')
    const unheard = await stack.db.collection('inbound').distinct('_id', { state: 'new' })
    await stack.begin(part)
    await stack.until('a new worker has done what the dead one left', async () => {
      const [announced, heard] = await Promise.all([
        stack.db.collection('requests').countDocuments({ 'outbox.ref': { $in: waiting } }),
        stack.db.collection('inbound').countDocuments({ _id: { $in: unheard }, state: 'new' }),
      ])
      return announced + heard === 0
    })
    return Date.now() - killedAt
  }

  /** I-02 by the clients' own log: one at most was told that he has it, and the record agrees with him. */
  private async compare(calls: readonly Call[]): Promise<string[]> {
    const winners = calls.filter(({ outcome }) => outcome === 'accepted')
    const wrong = winners.length > 1 ? [`I-02 ${winners.length} were told that they have ${calls[0]?.code}`] : []
    for (const { who, code } of winners) {
      const request = await this.stack.db.collection('requests').findOne({ code })
      const history = (request?.history ?? []) as { step: string; by: string }[]
      if (!history.some(({ step, by }) => step === 'accept' && by === who)) wrong.push(`I-02 ${who} has not ${code}`)
    }
    const unknown = calls.filter(({ outcome }) => outcome === 'unknown')
    return [...wrong, ...unknown.map(({ who, code }) => `I-10 ${who} was told nothing about ${code}`)]
  }
}
