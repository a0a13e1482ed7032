/** Prepares what is missing, starts the product, keeps it running, and stops it in order. */
import { randomBytes } from 'node:crypto'
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { ensureBuild } from './build.mjs'
import { checkDisk, checkMongo, checkPorts, checkRedis, portOf, withoutSecrets } from './checks.mjs'
import { ensureDependencies, isInstalled } from './dependencies.mjs'
import { ROOT } from './place.mjs'
import { startProcess } from './processes.mjs'
import { reportFault, say } from './report.mjs'
import { holdDirectory, privateDirectory, runDirectory } from './runDirectory.mjs'
import { startServices } from './services.mjs'
import { words } from './words.mjs'

/** Dependencies and build take about 1.2 GB on a fresh clone; afterwards only the data grow. */
const ROOM_TO_INSTALL_MB = 1_500
const ROOM_TO_RUN_MB = 200

/** npm passes one Ctrl-C on a second time; a person's second one comes later than this. */
const ONE_PRESS_MS = 300

const interrupted = new AbortController()
/** What runs, in the order of its start; stopping goes backwards. */
const running = []
let stopping
let holding

function settingsOf(env) {
  const port = portOf('PORT', env.PORT, 3000)
  return {
    port,
    sandboxPort: portOf('SANDBOX_PORT', env.SANDBOX_PORT, port + 1),
    data: path.resolve(env.DATA_DIR || path.join(ROOT, '.data')),
    mongodbUri: env.MONGODB_URI || undefined,
    redisUrl: env.REDIS_URL || undefined,
    adapter: env.CHAT_ADAPTER || 'sandbox',
  }
}

/** The bot's key to the server lives no longer than they run together; what somebody once read of it is worth nothing. */
function renewBotToken(data) {
  const file = path.join(privateDirectory(path.join(data, 'keys')), 'bot.token')
  const fresh = `${file}.${process.pid}`
  writeFileSync(fresh, randomBytes(32).toString('base64url'), { mode: 0o600 })
  renameSync(fresh, file)
}

async function prepare(settings) {
  privateDirectory(settings.data)
  holding = await holdDirectory(runDirectory(settings.data))
  await checkPorts([settings.port, ...(settings.adapter === 'sandbox' ? [settings.sandboxPort] : [])])
  checkDisk(settings.data, isInstalled(ROOT) ? ROOM_TO_RUN_MB : ROOM_TO_INSTALL_MB)
  await ensureDependencies({ root: ROOT, say, signal: interrupted.signal })
  await Promise.all([
    settings.mongodbUri && checkMongo(settings.mongodbUri),
    settings.redisUrl && checkRedis(settings.redisUrl),
  ])
  renewBotToken(settings.data)
}

/** Waits for all, also when one fails, so that whatever has started by then is known and can be stopped. */
async function allOf(promises) {
  const results = await Promise.allSettled(promises)
  const failed = results.find((each) => each.status === 'rejected')
  if (failed) throw failed.reason
  return results.map((each) => each.value)
}

async function startData(settings) {
  if (settings.mongodbUri && settings.redisUrl) return settings
  say(words.startingServices())
  const services = await startServices({
    dir: settings.data,
    held: true,
    signal: interrupted.signal,
    log: (sentence) => stopping || say(sentence),
    mongo: !settings.mongodbUri,
    redis: !settings.redisUrl,
  })
  running.push({ name: 'services', ...services })
  return { mongodbUri: settings.mongodbUri ?? services.mongodbUri, redisUrl: settings.redisUrl ?? services.redisUrl }
}

function environmentFor(settings, addresses) {
  return {
    NODE_ENV: 'production',
    ...(settings.mongodbUri || settings.adapter !== 'sandbox' ? {} : { DEMO: '1' }),
    ...process.env,
    MONGODB_URI: addresses.mongodbUri,
    REDIS_URL: addresses.redisUrl,
    DATA_DIR: settings.data,
    PORT: String(settings.port),
    SERVER_URL: process.env.SERVER_URL || `http://127.0.0.1:${settings.port}`,
    SANDBOX_PORT: String(settings.sandboxPort),
    CHAT_ADAPTER: settings.adapter,
  }
}

async function startProduct(settings, addresses) {
  say(words.startingProcesses())
  const env = environmentFor(settings, addresses)
  const logs = path.join(settings.data, 'logs')
  const start = async (name, script, more = {}) => {
    const kept = await startProcess({
      name,
      script: path.join(ROOT, script),
      env,
      logs,
      cwd: ROOT,
      signal: interrupted.signal,
      say: (sentence) => stopping || say(sentence),
      ...more,
    })
    running.push({ name, ...kept })
  }
  const isReal = settings.adapter !== 'sandbox'
  // The web process prepares the database (indexes, demo community); the others find it ready.
  await start('web', 'server/dist/app/web.js')
  interrupted.signal.throwIfAborted()
  if (settings.adapter.includes('wechaty') && env.CHAT_GATEWAY === 'apart')
    await start('gateway', 'bot/dist/app/gateway.js')
  // In WeChat somebody must first scan the code: the rest does not wait for it, and the code is drawn in this terminal.
  await allOf([
    start('worker', 'server/dist/app/worker.js'),
    start('bot', 'bot/dist/app/bot.js', { awaitsLogin: isReal }),
  ])
}

/** One of each is shown, the resident first: with her words it all begins. */
const DEMO_ROLES = ['resident', 'volunteer', 'enterprise', 'station_worker', 'station_director']

async function demoPeople(url) {
  try {
    const response = await fetch(`${url}/api/demo/people`, { signal: AbortSignal.timeout(1_500) })
    const { items } = await response.json()
    return DEMO_ROLES.flatMap((role) => items.filter((each) => each.role === role).slice(0, 1))
  } catch {
    return []
  }
}

const STOP_ORDER = ['bot', 'gateway', 'worker', 'web', 'services']

/** The product's processes are no longer waited for; the data services still close their files. */
function hurry() {
  const processes = running.filter(({ name }) => name !== 'services')
  if (processes.length > 0) say(words.hurrying())
  for (const each of processes) each.kill()
}

/** Stops all, last to first. */
function stop(exitCode) {
  if (stopping) return stopping
  interrupted.abort(new Error('interrupted'))
  stopping = (async () => {
    if (running.length > 0) say(words.stopping())
    await settledStart
    const sorted = [...running].sort((a, b) => STOP_ORDER.indexOf(a.name) - STOP_ORDER.indexOf(b.name))
    for (const each of sorted) {
      await each.stop()
      running.splice(running.indexOf(each), 1)
    }
    holding?.release()
    if (exitCode === 0) say(words.stopped())
    process.exit(exitCode)
  })()
  return stopping
}

/** npm killed outright passes nothing on: its going is seen from here. */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && stop(0), 1_000).unref()
}

async function main() {
  const began = performance.now()
  if (existsSync(path.join(ROOT, '.env'))) process.loadEnvFile(path.join(ROOT, '.env'))
  const settings = settingsOf(process.env)
  await prepare(settings)
  const [addresses] = await allOf([startData(settings), ensureBuild({ root: ROOT, say, signal: interrupted.signal })])
  interrupted.signal.throwIfAborted()
  await startProduct(settings, addresses)
  const url = `http://127.0.0.1:${settings.port}`
  holding.describe(url)
  const people = await demoPeople(url)
  if (stopping) return
  say({
    zh: words.table({
      url,
      seconds: Math.max(1, Math.round((performance.now() - began) / 1000)),
      mongo: settings.mongodbUri ? withoutSecrets(settings.mongodbUri) : words.ownEngine,
      redis: settings.redisUrl ? withoutSecrets(settings.redisUrl) : words.ownEngine,
      data: settings.data,
      people,
      adapter: settings.adapter,
      hasPage: existsSync(path.join(ROOT, 'miniprogram/dist/h5/index.html')),
    }),
  })
}

let firstSignalAt
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (firstSignalAt !== undefined && performance.now() - firstSignalAt > ONE_PRESS_MS) hurry()
    firstSignalAt ??= performance.now()
    stop(0)
  })
}
process.on('uncaughtException', (error) => {
  reportFault(error)
  stop(1)
})
stopWithNpm()
const settledStart = main().catch((error) => {
  if (stopping) return
  reportFault(error)
  process.nextTick(() => stop(1))
})
