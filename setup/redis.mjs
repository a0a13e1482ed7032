import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
import { hasApt, onPath, operatingSystem, rootPrefix, unpackPackages } from './apt.mjs'
import { SetupFault } from './fault.mjs'
import { keepRunning } from './keepRunning.mjs'
import { privateDirectory } from './runDirectory.mjs'
import { words } from './words.mjs'

const READY_WITHIN_MS = 30_000

function unpacked(root) {
  const program = path.join(root, 'usr/bin/redis-server')
  if (!existsSync(program)) return undefined
  const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch]
  const libraries = ['usr/lib', 'lib'].map((each) => path.join(root, each, triplet)).filter(existsSync)
  return { program, env: { ...process.env, LD_LIBRARY_PATH: libraries.join(':') } }
}

/** The program runs here, with every library it needs. */
async function runs({ program, env }) {
  try {
    await promisify(execFile)(program, ['--version'], { env, timeout: 10_000 })
    return true
  } catch {
    return false
  }
}

/**
 * redis-server or valkey-server from PATH; else unpacked privately below `cache`, which needs no right; else installed.
 * @returns {Promise<{program: string, env: NodeJS.ProcessEnv}>}
 */
async function findRedis(cache, say, signal) {
  const program = onPath('redis-server', 'valkey-server')
  if (program) return { program, env: process.env }
  if (process.platform !== 'linux' || !hasApt()) throw new SetupFault(words.redisMissing())
  const { release } = operatingSystem()
  const root = path.join(cache, `${release}-${process.arch}`)
  let cause
  try {
    if (!existsSync(root)) {
      say(words.fetchingRedis())
      await unpackPackages({ target: root, release, packages: ['redis-server'], withMissing: true, signal })
    }
    const found = unpacked(root)
    if (found && (await runs(found))) return found
  } catch (error) {
    signal?.throwIfAborted()
    cause = error
  }
  return installRedis(say, cause)
}

async function installRedis(say, cause) {
  const prefix = rootPrefix()
  if (!prefix) throw new SetupFault(words.redisMissing(), { cause })
  say(words.installingRedis())
  // RUNLEVEL=1: the package must not start a second Redis as a service of the whole machine.
  const env = ['DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1']
  const command = [
    ...prefix,
    'env',
    ...env,
    'apt-get',
    '-qq',
    '-y',
    '--no-install-recommends',
    'install',
    'redis-server',
  ]
  try {
    await promisify(execFile)(command[0], command.slice(1), { timeout: 240_000 })
  } catch (error) {
    throw new SetupFault(words.redisMissing(), { cause: error })
  }
  const program = onPath('redis-server')
  if (!program) throw new SetupFault(words.redisMissing(), { cause })
  return { program, env: process.env }
}

/** Sends one inline command over the socket. @returns {Promise<string>} the raw answer; rejects if nobody listens */
function ask(socketPath, command) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(socketPath)
    let text = ''
    socket.setTimeout(2_000, () => socket.destroy(new Error('no answer')))
    socket.once('connect', () => socket.write(`${command}\r\n`))
    socket.on('data', (chunk) => {
      text += chunk
      if (text.includes('\r\n')) socket.end()
    })
    socket.once('error', reject)
    socket.once('close', () => resolve(text))
  })
}

async function until(condition, withinMs, whenNot) {
  const deadline = performance.now() + withinMs
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(whenNot)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const answersPing = (socketPath) =>
  ask(socketPath, 'PING').then(
    (text) => text.startsWith('+PONG'),
    () => false,
  )

/** A server left over by a killed supervisor would hold the files; the directory's lock says that it is nobody's. */
async function retireLeftover(socketPath) {
  if (
    !(await ask(socketPath, 'SHUTDOWN').then(
      () => true,
      () => false,
    ))
  )
    return
  await until(
    async () =>
      !(await ask(socketPath, 'PING').then(
        () => true,
        () => false,
      )),
    10_000,
    'an old redis-server does not stop',
  )
}

/**
 * Starts a Redis for this machine alone, on a Unix socket: an append-only file, and never a key dropped for memory,
 * since BullMQ's jobs must not vanish.
 *
 * @param {object} options as of startMongo
 * @returns {Promise<{uri: string, pid: () => number, stop: () => Promise<void>}>}
 */
export async function startRedis({ dir, run, cache, say, onChange, signal }) {
  const directory = privateDirectory(path.join(dir, 'redis'))
  const socketPath = path.join(run, 'redis.sock')
  const { program, env } = await findRedis(path.join(cache, 'redis-server'), say, signal)
  const options = {
    port: '0',
    unixsocket: socketPath,
    unixsocketperm: '700',
    dir: directory,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
    loglevel: 'warning',
  }
  const args = Object.entries(options).flatMap(([key, value]) => [`--${key}`, value])
  let said = ''
  const launch = () => {
    const child = spawn(program, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env, cwd: directory })
    const keep = (chunk) => {
      said = (said + chunk).slice(-2000)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    return child
  }
  const isReady = (child) =>
    until(async () => child.exitCode === null && (await answersPing(socketPath)), READY_WITHIN_MS, 'no answer')
  try {
    await retireLeftover(socketPath)
    const kept = await keepRunning({ launch, isReady, guarded: true, onChange, signal })
    const uri = `unix://${socketPath.split('/').map(encodeURIComponent).join('/')}`
    return { uri, ...kept }
  } catch (error) {
    if (/No space left|ENOSPC/i.test(said)) throw new SetupFault(words.diskFull(directory), { cause: error })
    throw new SetupFault(words.redisFailed(directory, `${error.message} ${said}`.slice(0, 400)), { cause: error })
  }
}
