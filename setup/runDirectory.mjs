import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { SetupFault } from './fault.mjs'
import { words } from './words.mjs'

/**
 * The kernel keeps a socket's path in 108 bytes (104 on macOS), its closing zero included; the engine adds up to 37
 * bytes of its own below this directory.
 */
const LONGEST_RUN_DIRECTORY = 103 - 37

/** Makes a directory for this user alone (0700); a directory or link of somebody else is refused. */
export function privateDirectory(directory) {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const stat = lstatSync(directory)
    if (!stat.isDirectory() || (process.getuid && stat.uid !== process.getuid())) {
      throw new SetupFault(words.noRight(directory))
    }
    chmodSync(directory, 0o700)
  } catch (error) {
    if (error.code === 'ENOSPC') throw new SetupFault(words.diskFull(directory), { cause: error })
    if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(error.code)) {
      throw new SetupFault(words.noRight(directory), { cause: error })
    }
    throw error
  }
  return directory
}

/**
 * Where the sockets of the data directory `dir` live: below it, or, where its path is too long for a Unix socket, in a
 * short private directory under the machine's temporary one, always the same for the same data directory.
 */
export function runDirectory(dir) {
  const own = path.join(realpathSync(dir), 'run')
  if (Buffer.byteLength(own) <= LONGEST_RUN_DIRECTORY) return privateDirectory(own)
  const name = `yimin-${createHash('sha256').update(own).digest('hex').slice(0, 10)}`
  const short = [os.tmpdir(), '/tmp'].map((parent) => path.join(realpathSync(parent), name))
  return privateDirectory(short.find((each) => Buffer.byteLength(each) <= LONGEST_RUN_DIRECTORY) ?? short[1])
}

function answers(socketPath) {
  return new Promise((resolve) => {
    const socket = net.connect(socketPath)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/**
 * Takes the data directory for this process. A listening socket is the lock: it ends with its process, however that
 * dies, and no process number can be mistaken for it.
 *
 * @param {string} run
 * @param {(holder: {pid?: number, url?: string}) => {zh: string, en: string}} [taken] what is said when another process holds it
 * @returns {Promise<{release: () => void, describe: (url: string) => void}>} `describe` leaves the product's address for
 *   whoever tries to start it a second time
 * @throws {SetupFault} when another process holds it
 */
export async function holdDirectory(run, taken = words.alreadyRunning) {
  const socketPath = path.join(run, 'lock.sock')
  const holder = path.join(run, 'holder')
  if (await answers(socketPath)) throw new SetupFault(taken(readHolder(holder)))
  rmSync(socketPath, { force: true })
  const server = net.createServer((socket) => socket.destroy())
  await new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(error.code === 'EADDRINUSE' ? new SetupFault(taken({})) : error)
    })
    server.listen(socketPath, resolve)
  })
  server.unref()
  const describe = (url) => writeFileSync(holder, JSON.stringify({ pid: process.pid, url }), { mode: 0o600 })
  describe(undefined)
  const release = () => {
    server.close()
    rmSync(run, { recursive: true, force: true })
  }
  return { release, describe }
}

/** What the holder told of itself only helps the reader; the sentence stands without it. */
function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}
