import { readFileSync } from 'node:fs'
import path from 'node:path'
import { SetupFault } from './fault.mjs'
import { CommandFailed, longWork, npmCommand } from './longWork.mjs'
import { words } from './words.mjs'

const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|UND_ERR|network (request|connectivity)/i

const INSTALL_OPTIONS = [
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
  // What this machine has fetched before is not asked for again; without a network the answer comes within a minute.
  '--prefer-offline',
  '--fetch-retry-mintimeout=2000',
  '--fetch-retry-maxtimeout=8000',
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

/**
 * Installs what package-lock.json names, unless it is there already.
 * @throws {SetupFault} no network, disk full, no right, wrong Node
 */
export async function ensureDependencies({ root, say, signal }) {
  if (isInstalled(root)) return
  say(words.installing())
  const [program, before, options] = npmCommand()
  const args = [...before, 'ci', ...INSTALL_OPTIONS]
  try {
    await longWork(program, args, { cwd: root, say, signal, ...options })
  } catch (error) {
    throw error instanceof CommandFailed ? faultOf(error, root) : error
  }
}
