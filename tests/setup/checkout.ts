import { execFile, spawn, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const ROOT = path.resolve(__dirname, '../..')

/** Serves, says that it is ready, and stops when asked: all that the set-up knows of the product's processes. */
const STUB = `
import http from 'node:http'
import path from 'node:path'
const name = path.basename(process.argv[1], '.js')
const port = { web: process.env.PORT, bot: process.env.SANDBOX_PORT }[name] ?? 0
const server = http.createServer((request, response) => {
  if (request.url !== '/api/demo/people') return response.end(JSON.stringify(process.env))
  response.end(JSON.stringify({ items: [{ id: 'wang', name: '王阿姨', role: 'resident' }] }))
})
server.listen(Number(port), '127.0.0.1', () => process.stdout.write(JSON.stringify({ ready: name, pid: process.pid }) + '\\n'))
process.on('SIGTERM', () => process.exit(0))
`

export interface Checkout {
  root: string
  remove: () => void
}

/**
 * A checkout with the real set-up scripts and stubs for the product's processes. What was fetched for this machine is
 * shared with the real one, so that nothing is fetched again.
 */
export function makeCheckout(depth = ''): Checkout {
  const parent = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'yimin-checkout-'))
  chmodSync(parent, 0o755)
  const root = path.join(parent, depth)
  mkdirSync(path.join(root, '.data'), { recursive: true, mode: 0o755 })
  cpSync(path.join(ROOT, 'setup'), path.join(root, 'setup'), { recursive: true })
  cpSync(path.join(ROOT, 'package-lock.json'), path.join(root, 'package-lock.json'))
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'))
  for (const fetched of ['libc', 'redis-server']) {
    const place = path.join(ROOT, '.data', fetched)
    if (existsSync(place)) symlinkSync(place, path.join(root, '.data', fetched))
  }
  writeFileSync(path.join(root, 'package.json'), '{ "type": "module" }')
  writeFileSync(path.join(root, 'tsconfig.json'), '{ "files": ["empty.ts"], "compilerOptions": { "types": [] } }')
  writeFileSync(path.join(root, 'empty.ts'), 'export {}')
  for (const script of ['server/dist/app/web.js', 'server/dist/app/worker.js', 'bot/dist/app/bot.js']) {
    mkdirSync(path.dirname(path.join(root, script)), { recursive: true })
    writeFileSync(path.join(root, script), STUB)
  }
  return { root, remove: () => rmSync(parent, { recursive: true, force: true, maxRetries: 5 }) }
}

export interface Run {
  child: ChildProcess
  /** All it has printed so far. */
  text: () => string
  /** Resolves when the text holds `words`; rejects, with the text, when it ends first or after 30 s. */
  says: (words: string) => Promise<void>
  ended: Promise<number | null>
}

/** Runs `node setup/start.mjs` of the checkout; addresses of the surrounding test run are not handed on. */
export function start(checkout: Checkout, env: Record<string, string> = {}, options: { uid?: number } = {}): Run {
  const { MONGODB_URI: _mongo, REDIS_URL: _redis, ...rest } = process.env
  const child = spawn(process.execPath, ['setup/start.mjs'], {
    cwd: checkout.root,
    env: { ...rest, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  })
  let text = ''
  child.stdout.on('data', (chunk) => (text += chunk))
  child.stderr.on('data', (chunk) => (text += chunk))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const says = (words: string) =>
    new Promise<void>((resolve, reject) => {
      const fail = (why: string) => () => reject(new Error(`${why} before it said ${words}:\n${text}`))
      const late = setTimeout(fail('30 s went by'), 30_000)
      const look = () => {
        if (!text.includes(words)) return
        clearTimeout(late)
        resolve()
      }
      child.stdout.on('data', look)
      child.stderr.on('data', look)
      child.once('close', () => {
        clearTimeout(late)
        fail('it ended')()
      })
      look()
    })
  return { child, text: () => text, says, ended }
}

/** Two neighbouring ports that nobody listens on. */
export async function freePorts(): Promise<{ PORT: string; SANDBOX_PORT: string }> {
  const servers = [net.createServer(), net.createServer()]
  const ports: number[] = []
  for (const server of servers) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    ports.push((server.address() as net.AddressInfo).port)
  }
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return { PORT: String(ports[0]), SANDBOX_PORT: String(ports[1]) }
}

/** The processes of this machine whose command line names the checkout: none may stay. */
export async function processesOf(checkout: Checkout): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,stat=,args='], { maxBuffer: 1 << 24 })
  return stdout.split('\n').filter((line) => line.includes(path.basename(checkout.root)) && !/^\s*\d+\s+Z/.test(line))
}

/** Looks until the condition holds, for at most `withinMs`. */
export async function until(condition: () => Promise<boolean> | boolean, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
