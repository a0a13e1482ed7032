import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { SetupFault } from './fault.mjs'
import { CommandFailed, longWork, npmCommand } from './longWork.mjs'
import { words } from './words.mjs'

const NOT_SOURCES = new Set(['node_modules', 'dist', '.swc', '.cache', '.temp'])
/** A build that holds the lock longer than this has been killed. */
const LOCK_LASTS_MS = 10 * 60_000

function* filesBelow(place) {
  if (!existsSync(place)) return
  if (statSync(place).isFile()) {
    yield place
    return
  }
  for (const entry of readdirSync(place, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (NOT_SOURCES.has(entry.name) || entry.name.endsWith('.tsbuildinfo')) continue
    const inner = path.join(place, entry.name)
    if (entry.isDirectory()) yield* filesBelow(inner)
    else if (entry.isFile()) yield inner
  }
}

function fingerprint(root, places) {
  const hash = createHash('sha256')
  for (const place of places) {
    for (const file of filesBelow(path.join(root, place))) {
      hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

/** The two products of the sources: where they come from, what shows that they are there, how they are made. */
const PRODUCTS = {
  server: {
    sources: ['shared', 'server', 'bot', 'tsconfig.json', 'tsconfig.base.json', 'package-lock.json'],
    result: 'server/dist/app/web.js',
    command: (root, force) => {
      const tsc = path.join(root, 'node_modules/typescript/bin/tsc')
      return [process.execPath, [tsc, '-b', ...(force ? ['--force'] : [])], {}]
    },
  },
  h5: {
    sources: ['shared', 'miniprogram', 'package-lock.json'],
    result: 'miniprogram/dist/h5/index.html',
    command: () => {
      const [program, before, options] = npmCommand()
      return [program, [...before, 'run', 'build:h5', '-w', 'miniprogram'], options]
    },
  },
}

const stampOf = (root, name) => path.join(root, '.data', 'build', name)

/** @returns {string[]} the products that have to be made anew; H5 only where the mini program's sources are there */
export function staleProducts(root, names = Object.keys(PRODUCTS)) {
  return names.filter((name) => {
    if (name === 'h5' && !existsSync(path.join(root, 'miniprogram/src'))) return false
    const { sources, result } = PRODUCTS[name]
    if (!existsSync(path.join(root, result))) return true
    const stamp = stampOf(root, name)
    return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint(root, sources)
  })
}

async function alone(root, signal, work) {
  const lock = path.join(root, '.data', 'build', 'lock')
  mkdirSync(path.dirname(lock), { recursive: true, mode: 0o700 })
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true })
      else await new Promise((resolve) => setTimeout(resolve, 200))
      signal?.throwIfAborted()
    }
  }
  writeFileSync(path.join(lock, 'pid'), String(process.pid))
  try {
    return await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function isAbandoned(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > LOCK_LASTS_MS) return true
    process.kill(Number(readFileSync(path.join(lock, 'pid'), 'utf8')), 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

async function make(root, name, say, signal) {
  const { sources, result, command } = PRODUCTS[name]
  const before = fingerprint(root, sources)
  const [program, args, options] = command(root, !existsSync(path.join(root, result)))
  const env = { ...process.env, CI: process.env.CI ?? 'false' }
  if (name === 'h5') env.NODE_ENV = 'production'
  try {
    await longWork(program, args, { cwd: root, say, signal, env, ...options })
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    if (/ENOSPC|no space left/i.test(error.output)) throw new SetupFault(words.diskFull(root), { cause: error })
    if (/EACCES|EPERM|EROFS/.test(error.output)) throw new SetupFault(words.noRight(root), { cause: error })
    const log = path.join(root, '.data', 'build', `${name}.log`)
    writeFileSync(log, error.output)
    const first = /^.*error.*$/im.exec(error.output)?.[0] ?? ''
    throw new SetupFault(words.buildFailed(name, log, first.trim().slice(0, 300)), { cause: error })
  }
  writeFileSync(stampOf(root, name), before)
}

/**
 * Builds what the sources' fingerprint says is stale; nothing is done twice, and two builds never run at once.
 * @param {object} options
 * @param {string[]} [options.products] `server`, `h5`
 * @throws {SetupFault}
 */
export async function ensureBuild({ root, say, signal, products }) {
  if (staleProducts(root, products).length === 0) return
  await alone(root, signal, async () => {
    for (const name of staleProducts(root, products)) {
      say(words.building(name))
      await make(root, name, say, signal)
    }
  })
}
