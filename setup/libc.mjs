import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { hasApt, operatingSystem, unpackPackages } from './apt.mjs'
import { SetupFault } from './fault.mjs'
import { words } from './words.mjs'

/** What the embedded engine's binary was linked against: Debian 13 and Ubuntu 24.04 have it, Debian 12 has 2.36. */
const NEEDED = [2, 38]
/** Releases whose C library is new enough, oldest first. */
const NEWER_RELEASES = { debian: ['trixie', 'forky'], ubuntu: ['noble', 'resolute'] }

/** @returns {string | undefined} the running C library's version, e.g. `2.36`; undefined where it is not glibc */
export function glibcVersion() {
  process.report.excludeNetwork = true
  return process.report.getReport().header.glibcVersionRuntime
}

export function isNewEnough(version) {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number)
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])
}

function findLoader(root) {
  for (const directory of ['usr/lib64', 'lib64', 'usr/lib', 'lib']) {
    const base = path.join(root, directory)
    if (!existsSync(base)) continue
    for (const name of readdirSync(base, { recursive: true })) {
      if (/(^|\/)ld-linux[^/]*\.so\.\d$/.test(name) && existsSync(path.join(base, name))) return path.join(base, name)
    }
  }
  return undefined
}

function libraryPath(root) {
  const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch]
  return ['usr/lib', 'lib']
    .map((each) => path.join(root, each, triplet))
    .filter(existsSync)
    .join(':')
}

/**
 * The command that runs Node under a C library new enough for the embedded engine: Node itself, or, on an older Debian
 * or Ubuntu, Node under a private library fetched from the next release and kept below `cache`.
 *
 * @param {string} cache absolute path
 * @param {(words: {zh: string, en: string}) => void} say progress
 * @param {AbortSignal} [signal]
 * @returns {Promise<string[]>} e.g. `['/usr/bin/node']`
 * @throws {SetupFault} where the engine cannot run on this machine
 */
export async function nodeForEngine(cache, say, signal) {
  if (process.platform !== 'linux' || isNewEnough(glibcVersion())) return [process.execPath]
  const { id } = operatingSystem()
  const releases = NEWER_RELEASES[id]
  if (glibcVersion() === undefined || !releases || !hasApt()) throw new SetupFault(words.engineUnsupported())
  let cause
  for (const release of releases) {
    const root = path.join(cache, `${release}-${process.arch}`)
    try {
      if (!existsSync(root)) {
        say(words.fetchingLibrary())
        await unpackPackages({ target: root, release, packages: ['libc6', 'libgcc-s1', 'libstdc++6'], signal })
      }
      const loader = findLoader(root)
      if (loader) return [loader, '--library-path', libraryPath(root), process.execPath]
    } catch (error) {
      signal?.throwIfAborted()
      cause ??= error
    }
  }
  throw new SetupFault(words.libraryNotFetched(), { cause })
}
