import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { SetupFault } from './fault.mjs'
import { keepRunning } from './keepRunning.mjs'
import { rollingLog } from './rollingLog.mjs'
import { words } from './words.mjs'

const LIFELINE = new URL('./lifeline.mjs', import.meta.url).href
/**
 * Node's young memory may grow to three times 16 MB in each process before anything is cleared away. A station has one small machine for all
 * of them, and 8 MB cost no speed that `npm run bench` shows.
 */
const NODE_FLAGS = JSON.parse(readFileSync(new URL('./nodeFlags.json', import.meta.url), 'utf8'))
const READY_WITHIN_MS = 60_000

function eachLine(stream, onLine) {
  let rest = ''
  stream.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    for (const line of lines) onLine(line)
  })
}

function parsed(line) {
  try {
    return line.startsWith('{') ? JSON.parse(line) : undefined
  } catch {
    return undefined
  }
}

/**
 * Starts one of the product's processes and keeps it running; it serves once it has printed a JSON line with
 * `"ready": name`. What it prints goes to `<logs>/<name>.log`.
 *
 * @param {object} options
 * @param {string} options.name web, worker or bot
 * @param {string} options.script its compiled entry
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.logs directory
 * @param {(words: {zh: string, en: string}) => void} options.say
 * @param {boolean} [options.awaitsLogin] up as soon as it waits for its login; the code that it draws on stderr is shown here
 * @throws {SetupFault} when it does not become ready the first time
 */
export async function startProcess({ name, script, env, logs, say, signal, cwd, awaitsLogin = false }) {
  mkdirSync(logs, { recursive: true, mode: 0o700 })
  const file = path.join(logs, `${name}.log`)
  const log = rollingLog(file)
  let lastError = ''
  const launch = () => {
    const child = spawn(process.execPath, [...NODE_FLAGS, '--import', LIFELINE, script], {
      cwd,
      env,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    child.stdin.on('error', () => {})
    child.stdout.on('data', log)
    child.stderr.on('data', log)
    eachLine(child.stderr, (line) => {
      if (/error/i.test(line)) lastError = line
      if (awaitsLogin) process.stderr.write(`${line}\n`)
    })
    eachLine(child.stdout, (line) => {
      const record = parsed(line)
      const isUp = record?.ready === name || (awaitsLogin && ['scan', 'online'].includes(record?.state))
      if (isUp) child.emit('ready')
      if (record?.level >= 50) lastError = record.err?.message ?? record.msg ?? lastError
    })
    return child
  }
  const isReady = (child) =>
    new Promise((resolve, reject) => {
      const late = awaitsLogin ? resolve : () => reject(new Error('not ready in time'))
      const timer = setTimeout(late, READY_WITHIN_MS)
      child.once('ready', () => {
        clearTimeout(timer)
        resolve()
      })
      child.once('exit', () => clearTimeout(timer))
    })
  const onChange = (event) => say(event === 'died' ? words.processDied(name, file) : words.processBack(name))
  try {
    return await keepRunning({ launch, isReady, onChange, signal, graceMs: 6_000 })
  } catch (error) {
    throw new SetupFault(words.notStarted(name, file, lastError.slice(0, 300) || error.message), { cause: error })
  }
}
