import { spawn } from 'node:child_process'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { onPath } from './apt.mjs'
import { SetupFault } from './fault.mjs'
import { keepRunning } from './keepRunning.mjs'
import { nodeForEngine } from './libc.mjs'
import { privateDirectory } from './runDirectory.mjs'
import { words } from './words.mjs'

const ENGINE = fileURLToPath(new URL('./mongoEngine.mjs', import.meta.url))
/** After a killed parent the old engine needs a moment to let go of its directory. */
const OPEN_WITHIN_MS = 30_000

/**
 * Which engine serves a data directory: the one that made it, else `mongod` where the machine has it, else the
 * embedded one. The two are not given each other's files.
 */
function chooseEngine(directory) {
  const marker = path.join(directory, '.made-by-embedded')
  const isNew = readdirSync(directory).length === 0
  const mongod = onPath('mongod')
  if (mongod && (isNew || !existsSync(marker))) return { mongod }
  if (isNew) writeFileSync(marker, '')
  return {}
}

function tail(child) {
  let text = ''
  child.stderr?.on('data', (chunk) => {
    text = (text + chunk).slice(-2000)
  })
  return () => text.trim()
}

function readyLine(child) {
  const said = tail(child)
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      if (String(chunk).includes('ready')) resolve()
    })
    child.once('exit', () => reject(new Error(said() || 'ended before it was ready')))
  })
}

async function answersHello(uri, child) {
  const said = tail(child)
  child.stdout.resume()
  const { MongoClient } = await import('mongodb')
  const deadline = performance.now() + OPEN_WITHIN_MS
  for (;;) {
    if (child.exitCode !== null) throw new Error(said() || `exit code ${child.exitCode}`)
    const client = new MongoClient(uri, { serverSelectionTimeoutMS: 300 })
    try {
      await client.db('admin').command({ ping: 1 })
      return
    } catch (error) {
      if (performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    } finally {
      await client.close()
    }
  }
}

/** @returns {() => import('node:child_process').ChildProcess} */
function mongodLauncher(mongod, directory, run, socketPath) {
  const options = [
    '--dbpath',
    directory,
    '--bind_ip',
    socketPath,
    '--unixSocketPrefix',
    run,
    '--wiredTigerCacheSizeGB',
    '0.25',
    '--quiet',
  ]
  return () => spawn(mongod, options, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
}

function engineLauncher(command, directory, run, socketPath) {
  const [program, ...before] = command
  return () => {
    for (const name of readdirSync(run)) {
      if (name.startsWith('embedded-mongodb-')) rmSync(path.join(run, name), { recursive: true, force: true })
    }
    const env = { ...process.env, TMPDIR: run }
    delete env.NODE_OPTIONS
    return spawn(program, [...before, ENGINE, directory, socketPath], {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env,
    })
  }
}

async function untilItOpens(start) {
  const deadline = performance.now() + OPEN_WITHIN_MS
  for (;;) {
    try {
      return await start()
    } catch (error) {
      const isHeld = /DBPathInUse|already locked|Resource temporarily unavailable|exit code 100/i.test(error.message)
      if (!isHeld || performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

/**
 * Starts MongoDB for this machine alone, on a Unix socket.
 *
 * @param {object} options
 * @param {string} options.dir the data directory
 * @param {string} options.run the private directory of its sockets
 * @param {string} options.cache where fetched libraries are kept
 * @param {(words: {zh: string, en: string}) => void} options.say
 * @param {(event: 'died' | 'back', detail: string) => void} options.onChange
 * @param {AbortSignal} [options.signal] gives up starting
 * @returns {Promise<{uri: string, pid: () => number, stop: () => Promise<void>}>}
 */
export async function startMongo({ dir, run, cache, say, onChange, signal }) {
  const directory = privateDirectory(path.join(dir, 'mongo'))
  const socketPath = path.join(run, 'mongo.sock')
  const uri = `mongodb://${encodeURIComponent(socketPath)}/?directConnection=true`
  const { mongod } = chooseEngine(directory)
  const launch = mongod
    ? mongodLauncher(mongod, directory, run, socketPath)
    : engineLauncher(await nodeForEngine(path.join(cache, 'libc'), say, signal), directory, run, socketPath)
  const isReady = mongod ? (child) => answersHello(uri, child) : readyLine
  try {
    const kept = await untilItOpens(() =>
      keepRunning({ launch, isReady, guarded: Boolean(mongod), onChange, signal, graceMs: 12_000 }),
    )
    return { uri, ...kept }
  } catch (error) {
    if (/No space left|ENOSPC/i.test(error.message)) throw new SetupFault(words.diskFull(directory), { cause: error })
    if (/Permission denied|EACCES/i.test(error.message))
      throw new SetupFault(words.noRight(directory), { cause: error })
    throw new SetupFault(words.engineFailed(directory, error.message.slice(0, 300)), { cause: error })
  }
}
