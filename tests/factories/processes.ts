import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { until } from './until.ts'

/** The product's own processes. */
export const PARTS = ['web', 'worker', 'bot'] as const
export type Part = (typeof PARTS)[number]

const ROOT = path.join(__dirname, '..', '..')
const SCRIPTS: Record<Part, string> = {
  web: 'server/dist/app/web.js',
  worker: 'server/dist/app/worker.js',
  bot: 'bot/dist/app/bot.js',
}
/** As `npm start` runs them. */
const NODE_FLAGS = JSON.parse(readFileSync(path.join(ROOT, 'setup', 'nodeFlags.json'), 'utf8')) as string[]
const READY_MS = 40_000

interface Running {
  child: ChildProcess
  gone: Promise<void>
}

/** Web, worker and bot from `dist`, each of which may be begun, watched, stopped and killed by itself. */
export class Processes {
  /** All that the three processes printed so far. */
  readonly output: Record<Part, string> = { web: '', worker: '', bot: '' }
  private readonly env: NodeJS.ProcessEnv
  private readonly running = new Map<Part, Running>()

  /** @param env what all of them are started with */
  constructor(env: NodeJS.ProcessEnv) {
    this.env = env
  }

  pidOf(part: Part): number {
    const pid = this.running.get(part)?.child.pid
    if (pid === undefined) throw new Error(`${part} does not run`)
    return pid
  }

  /** Starts one part and waits for its `ready`. */
  async begin(part: Part, env: Record<string, string> = {}): Promise<void> {
    const lifeline = pathToFileURL(path.join(ROOT, 'setup', 'lifeline.mjs')).href
    const child = spawn(process.execPath, [...NODE_FLAGS, '--import', lifeline, SCRIPTS[part]], {
      cwd: ROOT,
      env: { ...this.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    child.stdin.on('error', () => undefined)
    const keep = (chunk: Buffer): void => {
      this.output[part] += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const gone = new Promise<void>((resolve) => {
      child.once('exit', () => {
        if (this.running.get(part)?.child === child) this.running.delete(part)
        resolve()
      })
    })
    this.running.set(part, { child, gone })
    const from = this.output[part].length
    let isGone = false
    void gone.then(() => (isGone = true))
    const isReady = () => this.output[part].slice(from).includes(`"ready":"${part}"`)
    await until(`${part} is ready`, () => isReady() || isGone, READY_MS)
    if (!isReady()) throw new Error(`${part} ended before it was ready:\n${this.output[part].slice(-2_000)}`)
  }

  /** kill -9, and waits until the process is gone. */
  async kill(...parts: Part[]): Promise<void> {
    await Promise.all(
      parts.map(async (part) => {
        const one = this.running.get(part)
        one?.child.kill('SIGKILL')
        await one?.gone
      }),
    )
  }

  async restart(...parts: Part[]): Promise<void> {
    await this.kill(...parts)
    for (const part of parts) await this.begin(part)
  }

  signal(part: Part, signal: NodeJS.Signals): void {
    process.kill(this.pidOf(part), signal)
  }

  /** Resident memory of one process in MB (Linux). */
  async memoryOf(part: Part): Promise<number> {
    const status = await readFile(`/proc/${this.pidOf(part)}/status`, 'utf8')
    return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024)
  }
}
