import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { until } from './until.ts'

export interface DataServices {
  mongodbUri: string
  redisUrl: string
  /** Their files, where they are this test's own. */
  dir?: string
  /** True where nobody else uses them, so that they may be killed and emptied. */
  own: boolean
  kill(name: 'mongo' | 'redis'): Promise<void>
  stop(): Promise<void>
}

type Told = {
  services?: { mongodbUri: string; redisUrl: string; dir: string }
  pids?: Record<'mongo' | 'redis', number>
}

const START_MS = 60_000

/** Starts an engine and a Redis in a child process that keeps them running; they end with it, however this process ends. */
export async function startDataServices(): Promise<DataServices> {
  const child = fork(path.join(__dirname, 'dataServices.mjs'), [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let faults = ''
  child.stderr?.on('data', (chunk: Buffer) => (faults += chunk.toString()))
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const { services } = await answer(child, 'services', START_MS).catch((error: Error) => {
    child.kill('SIGTERM')
    throw new Error(`${error.message}: ${faults}`)
  })
  if (!services) throw new Error('the services did not say where they are')
  return {
    ...services,
    own: true,
    kill: async (name) => {
      let pid = 0
      // It may just be on its way back from the last time.
      await until(`${name} runs`, async () => isAlive((pid = (await askPids(child))[name] ?? 0)), 30_000)
      process.kill(pid, 'SIGKILL')
      await until(`${name} is gone`, () => !isAlive(pid), 5_000)
    },
    stop: async () => {
      if (child.connected) child.send('stop')
      const hard = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await gone
      clearTimeout(hard)
    },
  }
}

async function askPids(child: ChildProcess): Promise<{ mongo?: number; redis?: number }> {
  const waiting = answer(child, 'pids', 5_000)
  child.send('pids')
  return (await waiting).pids ?? {}
}

function isAlive(pid: number): boolean {
  if (pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function answer(child: ChildProcess, key: keyof Told, withinMs: number): Promise<Told> {
  return new Promise((resolve, reject) => {
    const finish = (act: () => void): void => {
      clearTimeout(timer)
      child.off('message', onMessage)
      child.off('exit', onExit)
      act()
    }
    const onMessage = (told: unknown): void => {
      if ((told as Told)[key]) finish(() => resolve(told as Told))
    }
    const onExit = (): void => finish(() => reject(new Error('the data services ended')))
    const timer = setTimeout(() => finish(() => reject(new Error(`no word of ${key}`))), withinMs)
    child.on('message', onMessage)
    child.on('exit', onExit)
  })
}
