import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureBuild, staleProducts } from './build.mjs'
import { checkMongo, checkRedis } from './checks.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { SetupFault } from './fault.mjs'
import { ROOT } from './place.mjs'
import { reportFault, sayAside } from './report.mjs'
import { holdDirectory, privateDirectory, runDirectory } from './runDirectory.mjs'
import { startServices } from './services.mjs'
import { startThrowawayServices } from './throwaway.mjs'
import { words } from './words.mjs'

/** Which of the server's commands need data services. */
const NEEDS_SERVICES = {
  understand: false,
  learn: false,
  replay: true,
  bench: true,
  'bench:language': false,
  'bench:dispatch': false,
  'bench:desk': true,
  'bench:queues': true,
  seeds: false,
  simulate: false,
  openapi: false,
}
/** Commands upon the station's own record: of the product that runs, else opened for the moment. */
const ON_OWN_RECORD = ['invite', 'release', 'affected']
/** Commands upon the station's own record that nobody else may use meanwhile. */
const ALONE_ON_RECORD = ['exchange-key']
/** Commands that look at the built pages in a browser: where their script stands below tests/look. */
const LOOKS = { 'check:age': 'checkAge.ts', screenshots: 'takeScreenshots.ts', 'bench:phone': 'benchPhone.ts' }
/** Commands that look for faults: they run from their sources too, on the built server. */
const HUNTS = { 'test:mutants': 'tests/mutants/runMutants.ts', chaos: 'tests/faults/runChaos.ts' }
/** The server's own commands that need a browser and the pages too. */
const LOOKS_AT_SERVER = ['bench:desk']
/** Shorter preparations are nobody's business. */
const QUIET_MS = 2_000

const interrupted = new AbortController()

/** Nothing is said of what is done within two seconds. */
function patient() {
  const held = []
  let isOpen = false
  const timer = setTimeout(() => {
    isOpen = true
    held.forEach(sayAside)
  }, QUIET_MS)
  timer.unref()
  const say = (sentence) => (isOpen ? sayAside(sentence) : held.push(sentence))
  return { say, done: () => clearTimeout(timer) }
}

async function prepare(name) {
  const known = [...Object.keys({ ...NEEDS_SERVICES, ...LOOKS, ...HUNTS }), ...ON_OWN_RECORD, ...ALONE_ON_RECORD]
  if (!known.includes(name)) throw new SetupFault(words.unknownCommand(name ?? '', known))
  const { say, done } = patient()
  const { signal } = interrupted
  await ensureDependencies({ root: ROOT, say, signal })
  const looks = name in LOOKS || LOOKS_AT_SERVER.includes(name)
  const products = [...(name in LOOKS ? [] : ['server']), ...(looks ? ['h5'] : [])]
  if (staleProducts(ROOT, products).length > 0) await ensureBuild({ root: ROOT, say, signal, products })
  const browser = looks ? await ensureBrowser({ say, signal }) : undefined
  const services = ALONE_ON_RECORD.includes(name)
    ? await servicesAlone(say, signal)
    : ON_OWN_RECORD.includes(name)
      ? await ownServices(say, signal)
      : NEEDS_SERVICES[name]
        ? await lendServices(say, signal)
        : {}
  done()
  return { ...services, browser }
}

/** The station's own data: those of the running product by its sockets, else opened here and closed again. */
async function ownServices(say, signal) {
  if (existsSync(path.join(ROOT, '.env'))) process.loadEnvFile(path.join(ROOT, '.env'))
  const { MONGODB_URI: mongodbUri, REDIS_URL: redisUrl, DATA_DIR } = process.env
  const dir = path.resolve(DATA_DIR || path.join(ROOT, '.data'))
  if (mongodbUri) await checkMongo(mongodbUri)
  if (mongodbUri) return { dir, mongodbUri, redisUrl: redisUrl || 'redis://127.0.0.1' }
  privateDirectory(dir)
  const socket = path.join(runDirectory(dir), 'mongo.sock')
  const own = `mongodb://${encodeURIComponent(socket)}/?directConnection=true`
  if (existsSync(socket)) return { dir, mongodbUri: own, redisUrl: 'redis://127.0.0.1' }
  const services = await startServices({ dir, log: say, signal, redis: false })
  return { ...services, dir, redisUrl: 'redis://127.0.0.1' }
}

/** The station's own data while the product of this machine stands still, and can't be started. */
async function servicesAlone(say, signal) {
  if (existsSync(path.join(ROOT, '.env'))) process.loadEnvFile(path.join(ROOT, '.env'))
  const { MONGODB_URI: mongodbUri, REDIS_URL, DATA_DIR } = process.env
  const dir = path.resolve(DATA_DIR || path.join(ROOT, '.data'))
  if (mongodbUri) await checkMongo(mongodbUri)
  privateDirectory(dir)
  const { release } = await holdDirectory(runDirectory(dir), words.stopFirst)
  const given = { dir, redisUrl: REDIS_URL || 'redis://127.0.0.1' }
  if (mongodbUri) return { ...given, mongodbUri, stop: () => release() }
  try {
    const services = await startServices({ dir, log: say, signal, redis: false, held: true })
    const stop = () => services.stop().finally(release)
    return { ...services, ...given, stop }
  } catch (error) {
    release()
    throw error
  }
}

async function lendServices(say, signal) {
  const { MONGODB_URI: mongodbUri, REDIS_URL: redisUrl } = process.env
  await Promise.all([mongodbUri && checkMongo(mongodbUri), redisUrl && checkRedis(redisUrl)])
  const services = await startThrowawayServices({ log: say, signal, mongo: !mongodbUri, redis: !redisUrl })
  return { ...services, mongodbUri: mongodbUri || services.mongodbUri, redisUrl: redisUrl || services.redisUrl }
}

/** `bench:dispatch` stands in bench/dispatch, `exchange-key` in exchangeKey. */
const fileOf = (name) => name.replace(':', '/').replace(/-(\w)/g, (_, letter) => letter.toUpperCase())

/** What looks at pages runs from its sources, as the tests do. */
function scriptOf(name) {
  if (!(name in LOOKS) && !(name in HUNTS))
    return ['--enable-source-maps', path.join(ROOT, 'server/dist/app', `${fileOf(name)}.js`)]
  const script = name in HUNTS ? path.join(ROOT, HUNTS[name]) : path.join(ROOT, 'tests/look', LOOKS[name])
  return ['-r', path.join(ROOT, 'tests/bot/fromSource.cjs'), '-e', `require(${JSON.stringify(script)})`, '--']
}

/** @returns {Promise<number>} the command's exit code; 128 + the signal's number where one ended it */
function follow(name, args, services) {
  const environment = {
    ...process.env,
    ...(services.browser ? { CHROMIUM_PATH: services.browser } : {}),
    ...(services.dir ? { MONGODB_URI: services.mongodbUri, REDIS_URL: services.redisUrl, DATA_DIR: services.dir } : {}),
  }
  const child = spawn(process.execPath, [...scriptOf(name), ...args], {
    cwd: name in LOOKS || name in HUNTS ? ROOT : process.cwd(),
    stdio: 'inherit',
    env: environment,
  })
  const pass = () => child.kill('SIGTERM')
  interrupted.signal.addEventListener('abort', pass)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)))
  })
}

/**
 * Runs one of the server's commands with this process's own input and output; its exit code becomes ours.
 * @param {string | undefined} name one of NEEDS_SERVICES
 * @param {string[]} args
 */
export async function runCommand(name, args) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => interrupted.abort(new Error(signal)))
  }
  let services = {}
  let exitCode = 1
  try {
    services = await prepare(name)
    interrupted.signal.throwIfAborted()
    exitCode = await follow(name, args, services)
  } catch (error) {
    if (interrupted.signal.aborted) exitCode = 130
    else reportFault(error)
  } finally {
    await services.stop?.()
  }
  process.exit(exitCode)
}
