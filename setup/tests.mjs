import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { ensureBrowser } from './browser.mjs'
import { ensureBuild } from './build.mjs'
import { checkDisk } from './checks.mjs'
import { ensureDependencies, isInstalled } from './dependencies.mjs'
import { CACHE, ROOT } from './place.mjs'
import { reportFault, say } from './report.mjs'
import { privateDirectory } from './runDirectory.mjs'

const ROOM_TO_INSTALL_MB = 1_500
const ROOM_TO_TEST_MB = 500
const END_WITHIN_MS = 10_000

const interrupted = new AbortController()

/** @returns {Promise<string>} the browser */
async function prepare() {
  const { signal } = interrupted
  privateDirectory(CACHE)
  checkDisk(CACHE, isInstalled(ROOT) ? ROOM_TO_TEST_MB : ROOM_TO_INSTALL_MB)
  await ensureDependencies({ root: ROOT, say, signal })
  const browser = await ensureBrowser({ say, signal })
  await ensureBuild({ root: ROOT, say, signal })
  return browser
}

/**
 * Jest in this terminal; Ctrl-C reaches it directly, and it takes its services down itself. Its result is written when
 * all is done: a timer or a socket that a test forgot must not keep the command from ending.
 */
function runJest(args, env, report) {
  const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js')
  const child = spawn(process.execPath, [jest, '--json', `--outputFile=${report}`, ...args], {
    cwd: ROOT,
    stdio: ['inherit', 'ignore', 'inherit'],
    env,
  })
  interrupted.signal.addEventListener('abort', () => child.kill('SIGTERM'))
  let doneSince
  const watch = setInterval(() => {
    doneSince ??= existsSync(report) ? performance.now() : undefined
    if (doneSince !== undefined && performance.now() - doneSince > END_WITHIN_MS) child.kill('SIGKILL')
  }, 500)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      clearInterval(watch)
      resolve(code ?? (readResult(report)?.success ? 0 : 1))
    })
  })
}

/**
 * A file that could not even be loaded counts as one failure, and so does a run that ended badly without any: the last
 * line never looks better than the exit code.
 * @returns {{passed: number, failed: number}}
 */
function countTests(result, exitCode) {
  const failed = (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0)
  return { passed: result?.numPassedTests ?? 0, failed: failed === 0 && exitCode !== 0 ? 1 : failed }
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Sets up what the tests need, runs them all (or what `args` choose), and ends with the line `N passed, M failed`.
 * @param {string[]} args for Jest
 */
export async function runTests(args) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => interrupted.abort(new Error(signal)))
  }
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'yimin-jest-'))
  const report = path.join(scratch, 'result.json')
  let exitCode = 1
  try {
    const browser = await prepare()
    interrupted.signal.throwIfAborted()
    const env = { ...process.env, NODE_ENV: 'test', CHROMIUM_PATH: browser }
    exitCode = await runJest(args, env, report)
  } catch (error) {
    if (!interrupted.signal.aborted) reportFault(error)
  }
  const { passed, failed } = countTests(readResult(report), exitCode)
  rmSync(scratch, { recursive: true, force: true })
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  process.exit(exitCode === 0 && failed > 0 ? 1 : exitCode)
}
