import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 10_000
/** A child that stayed up this long was sound: its next restart is again an immediate one. */
const SOUND_AFTER_MS = 20_000

/**
 * A foreign program cannot notice by itself that its parent was killed. This shell waits on a pipe from the parent;
 * when the pipe closes it stops the program.
 */
function guard(pid) {
  const script =
    'while read -r _; do :; done; kill -TERM "$0"; n=0; ' +
    'while kill -0 "$0" && [ $n -lt 50 ]; do sleep 0.1; n=$((n+1)); done; [ $n -lt 50 ] || kill -KILL "$0"'
  const shell = spawn('sh', ['-c', script, String(pid)], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  shell.on('error', () => {})
  shell.stdin.on('error', () => {})
  return () => shell.kill('SIGKILL')
}

function settled(child) {
  return child.exitCode !== null || child.signalCode !== null
}

/**
 * Keeps one child process alive: started again with growing pauses when it dies, until `stop()`.
 *
 * @param {object} options
 * @param {() => import('node:child_process').ChildProcess} options.launch starts the child (detached, so that Ctrl-C
 *   in the terminal reaches only the supervisor, which then stops all in order)
 * @param {(child: import('node:child_process').ChildProcess) => Promise<void>} options.isReady resolves when it serves
 * @param {boolean} [options.guarded] true for programs that would outlive a killed supervisor
 * @param {(event: 'died' | 'back', detail: string) => void} [options.onChange]
 * @param {AbortSignal} [options.signal] gives up waiting for the first readiness
 * @param {number} [options.graceMs] time between SIGTERM and SIGKILL
 * @returns {Promise<{pid: () => number | undefined, stop: () => Promise<void>, kill: () => void}>} after the first readiness; rejects if the
 *   child dies or fails before it was ever ready
 */
export async function keepRunning({ launch, isReady, guarded = false, onChange = () => {}, signal, graceMs = 8_000 }) {
  let child
  let unguard = () => {}
  let startedAt = 0
  let pause = FIRST_PAUSE_MS
  let timer
  let stopping = false
  let everReady = false

  const begin = () => {
    child = launch()
    startedAt = performance.now()
    if (guarded && child.pid !== undefined) unguard = guard(child.pid)
    const mine = child
    const ended = new Promise((_, reject) => {
      const fail = (detail) => {
        if (mine === child) unguard()
        if (everReady && !stopping) again(detail)
        reject(new Error(detail))
      }
      mine.once('error', (error) => fail(error.message))
      mine.once('exit', (code, signal) => fail(signal ? `signal ${signal}` : `exit code ${code}`))
    })
    ended.catch(() => {})
    return Promise.race([isReady(mine), ended])
  }

  const again = (detail) => {
    if (performance.now() - startedAt > SOUND_AFTER_MS) pause = FIRST_PAUSE_MS
    onChange('died', detail)
    timer = setTimeout(() => {
      begin().then(
        () => onChange('back', ''),
        () => {
          if (!settled(child)) child.kill('SIGKILL')
        },
      )
    }, pause)
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  }

  const stop = async () => {
    stopping = true
    clearTimeout(timer)
    if (child && !settled(child) && child.pid !== undefined) {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      const hard = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await gone
      clearTimeout(hard)
    }
    unguard()
  }

  const giveUp = () => child?.kill('SIGTERM')
  try {
    signal?.throwIfAborted()
    signal?.addEventListener('abort', giveUp)
    await begin()
  } catch (error) {
    await stop()
    throw error
  } finally {
    signal?.removeEventListener('abort', giveUp)
  }
  everReady = true
  if (settled(child)) again('ended at once')
  return { pid: () => child.pid, stop, kill: () => settled(child) || child.kill('SIGKILL') }
}
