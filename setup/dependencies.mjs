import { readFileSync } from 'node:fs'
import path from 'node:path'
import { checkDisk } from './checks.mjs'
import { SetupFault } from './fault.mjs'
import { CommandFailed, longWork, npmCommand } from './longWork.mjs'
import { words } from './words.mjs'

const NO_NETWORK =
  /ENOTFOUND|ENOTCACHED|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|UND_ERR|network (request|connectivity)/i

const INSTALL_OPTIONS = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
const ROOM_AFTERWARDS_MB = 100
/** npm itself tries for five minutes before it says that there is no network. */
const PROBE = [
  'view',
  'picocolors',
  'version',
  '--prefer-online',
  '--fetch-retries=1',
  '--fetch-retry-mintimeout=500',
  '--fetch-timeout=8000',
]

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

/**
 * npm writes what it installed, at the very end, into node_modules/.package-lock.json: an install cut short, or made
 * from another lock file, shows there.
 */
export function isInstalled(root) {
  const locked = packagesOf(path.join(root, 'package-lock.json'))
  const installed = packagesOf(path.join(root, 'node_modules/.package-lock.json'))
  if (!locked || !installed) return false
  return Object.entries(locked).every(([key, entry]) => {
    if (!key.includes('node_modules/') || entry.link) return true
    const found = installed[key]
    if (!found) return Boolean(entry.optional || entry.devOptional || entry.peer)
    return found.version === entry.version && (!entry.integrity || found.integrity === entry.integrity)
  })
}

function faultOf(error, root) {
  const said = error.output ?? ''
  if (/ENOSPC|no space left/i.test(said)) return new SetupFault(words.diskFull(root), { cause: error })
  if (/EACCES|EPERM|EROFS/.test(said))
    return new SetupFault(words.noRight(path.join(root, 'node_modules')), { cause: error })
  if (/EBADENGINE/.test(said)) return new SetupFault(words.nodeTooOld(process.version), { cause: error })
  if (NO_NETWORK.test(said)) return new SetupFault(words.noNetwork(), { cause: error })
  const last = said
    .split('\n')
    .filter((line) => /npm (error|ERR!)/.test(line))
    .slice(0, 3)
    .join(' ')
  return new SetupFault(words.installFailed(last.slice(0, 300)), { cause: error })
}

/** @returns {Promise<boolean>} whether the registry that npm is set to answers */
async function isOnline(root, signal) {
  const [program, before, options] = npmCommand()
  try {
    await longWork(program, [...before, ...PROBE], { cwd: root, say: () => {}, signal, timeout: 25_000, ...options })
    return true
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    // Any other answer, be it a refusal, came from a registry.
    return !(NO_NETWORK.test(error.output) || error.output === '')
  }
}

/**
 * Installs what package-lock.json names, unless it is there already. Without a network npm's own cache may still do.
 * @throws {SetupFault} no network, disk full, no right, wrong Node
 */
export async function ensureDependencies({ root, say, signal }) {
  if (isInstalled(root)) return
  say(words.installing())
  const [program, before, options] = npmCommand()
  const source = (await isOnline(root, signal)) ? '--prefer-offline' : '--offline'
  try {
    await longWork(program, [...before, 'ci', source, ...INSTALL_OPTIONS], { cwd: root, say, signal, ...options })
  } catch (error) {
    throw error instanceof CommandFailed ? faultOf(error, root) : error
  }
  // On a full disk npm has been seen to leave packages out and to end as if all were well.
  checkDisk(root, ROOM_AFTERWARDS_MB)
  if (!isInstalled(root)) throw new SetupFault(words.installFailed('node_modules is not what package-lock.json names'))
}
