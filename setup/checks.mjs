import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { SetupFault } from './fault.mjs'
import { words } from './words.mjs'

/** How long a foreign server may take to answer at start. */
const ANSWER_WITHIN_MS = 4_000
const PROBE_BYTES = 4 * 1024 * 1024
const MEGABYTE = 1024 * 1024

function listenOnce(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', (error) => resolve(error.code))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

async function portFault(port) {
  for (const host of ['127.0.0.1', '0.0.0.0', '::']) {
    const code = await listenOnce(port, host)
    if (code === 'EADDRINUSE' || code === 'EACCES') return code
  }
  return undefined
}

async function freePortFrom(port, count) {
  for (let candidate = port; candidate + count <= 65_535; candidate += 100) {
    const faults = await Promise.all(Array.from({ length: count }, (_, at) => portFault(candidate + at)))
    if (faults.every((fault) => fault === undefined)) return candidate
  }
  return port
}

/**
 * @param {string | undefined} text e.g. `3000`
 * @returns {number}
 * @throws {SetupFault} for what is not a port
 */
export function portOf(name, text, fallback) {
  if (text === undefined || text === '') return fallback
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new SetupFault(words.badPort(name, text))
  return port
}

/** @throws {SetupFault} for the first port that cannot be listened on; it names one that can */
export async function checkPorts(ports) {
  for (const port of ports) {
    const code = await portFault(port)
    if (code === 'EACCES') throw new SetupFault(words.portNotAllowed(port))
    if (code) throw new SetupFault(words.portTaken(port, await freePortFrom(ports[0] + 100, ports.length)))
  }
}

/**
 * Writes a few megabytes and takes them away again: the only honest answer to "may I, and is there room".
 * @param {number} needMegabytes what the next step is known to take
 * @throws {SetupFault}
 */
export function checkDisk(directory, needMegabytes) {
  const file = path.join(directory, `.probe-${process.pid}`)
  try {
    const descriptor = openSync(file, 'w', 0o600)
    try {
      const block = Buffer.alloc(MEGABYTE)
      for (let written = 0; written < PROBE_BYTES; written += MEGABYTE) writeSync(descriptor, block)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
      rmSync(file, { force: true })
    }
  } catch (error) {
    if (['ENOSPC', 'EDQUOT'].includes(error.code)) throw new SetupFault(words.diskFull(directory), { cause: error })
    throw new SetupFault(words.noRight(directory), { cause: error })
  }
  const { bavail, bsize } = statfsSync(directory)
  const freeMegabytes = Math.floor((bavail * bsize) / MEGABYTE)
  if (freeMegabytes < needMegabytes) throw new SetupFault(words.littleRoom(directory, freeMegabytes, needMegabytes))
}

/** The address without user and password, fit for the screen and the log. */
export function withoutSecrets(url) {
  return url.replace(/\/\/[^@/]*@/, '//')
}

function within(promise, ms) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** @throws {SetupFault} when MONGODB_URI does not answer, is not an address, or refuses us */
export async function checkMongo(uri) {
  const { MongoClient } = await import('mongodb')
  let client
  try {
    client = new MongoClient(uri, { serverSelectionTimeoutMS: ANSWER_WITHIN_MS, connectTimeoutMS: ANSWER_WITHIN_MS })
    await within(client.db().command({ ping: 1 }), ANSWER_WITHIN_MS + 500)
  } catch (error) {
    if (!client) throw new SetupFault(words.badAddress('MONGODB_URI', withoutSecrets(uri)), { cause: error })
    const isRefused = error.code === 18 || error.code === 13 || /auth/i.test(error.message)
    throw new SetupFault((isRefused ? words.refused : words.unreachable)('MONGODB_URI', withoutSecrets(uri)), {
      cause: error,
    })
  } finally {
    await client?.close().catch(() => {})
  }
}

/** @throws {SetupFault} when REDIS_URL does not answer, refuses us, or drops keys when its memory is full */
export async function checkRedis(url) {
  const { createClient } = await import('redis')
  let client
  let information
  try {
    client = createClient({ url, socket: { connectTimeout: ANSWER_WITHIN_MS, reconnectStrategy: false } })
    client.on('error', () => {})
    await within(client.connect(), ANSWER_WITHIN_MS + 500)
    information = await within(client.info('memory'), ANSWER_WITHIN_MS)
  } catch (error) {
    if (!client) throw new SetupFault(words.badAddress('REDIS_URL', withoutSecrets(url)), { cause: error })
    const isRefused = /NOAUTH|WRONGPASS|NOPERM/.test(error.message)
    throw new SetupFault((isRefused ? words.refused : words.unreachable)('REDIS_URL', withoutSecrets(url)), {
      cause: error,
    })
  } finally {
    client?.destroy()
  }
  const policy = /^maxmemory_policy:(\S+)/m.exec(information)?.[1]
  if (policy && policy !== 'noeviction') throw new SetupFault(words.redisEvicts(withoutSecrets(url), policy))
}
