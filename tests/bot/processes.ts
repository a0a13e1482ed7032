import { fork, type ChildProcess } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'

export const TOKEN = 'test-token-0123456789-0123456789'

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export interface Child {
  process: ChildProcess
  /** Lines of its standard output so far. */
  lines: string[]
  errors: string[]
  exited: Promise<number | null>
  kill(): Promise<void>
}

/** Starts one of the scripts beside this file. */
export function startChild(script: string, args: string[], env: Record<string, string> = {}): Child {
  const child = fork(join(__dirname, script), args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const lines: string[] = []
  const errors: string[] = []
  child.stdout?.on('data', (data: Buffer) => lines.push(...data.toString().split('\n').filter(Boolean)))
  child.stderr?.on('data', (data: Buffer) => errors.push(data.toString()))
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    process: child,
    lines,
    errors,
    exited,
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** Waits for a message of a child that has this key. */
export function told(child: Child, key: string, deadlineMs = 15_000): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no ${key} within ${deadlineMs} ms: ${child.errors.join('')}`)),
      deadlineMs,
    )
    const onMessage = (message: Record<string, unknown>): void => {
      if (!(key in message)) return
      clearTimeout(timer)
      child.process.off('message', onMessage)
      resolve(message[key])
    }
    child.process.on('message', onMessage)
  })
}
