import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { words } from './words.mjs'

const TELL_EVERY_MS = 15_000

/** A command that ended badly: `output` are its last words. */
export class CommandFailed extends Error {
  constructor(command, code, output) {
    super(`${command} ended with ${code}`)
    this.output = output
  }
}

/** @returns {[string, string[], object]} program, first arguments and spawn options that run npm on this machine */
export function npmCommand() {
  const beside = path.dirname(process.execPath)
  const scripts = [
    process.env.npm_execpath,
    path.join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    path.join(beside, 'node_modules/npm/bin/npm-cli.js'),
  ]
  const script = scripts.find((each) => each?.endsWith('npm-cli.js') && existsSync(each))
  if (script) return [process.execPath, [script], {}]
  return ['npm', [], { shell: process.platform === 'win32' }]
}

/**
 * Runs a command that may take minutes; tells from time to time that it is still at work.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {object} options
 * @param {(words: {zh: string, en: string}) => void} options.say
 * @param {AbortSignal} [options.signal] stops the command and all it started
 * @returns {Promise<string>} what it printed
 * @throws {CommandFailed}
 */
export function longWork(program, args, { say, signal, ...options }) {
  return new Promise((resolve, reject) => {
    const isPosix = process.platform !== 'win32'
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: isPosix, ...options })
    const began = performance.now()
    let output = ''
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const timer = setInterval(() => say(words.stillAtIt(Math.round((performance.now() - began) / 1000))), TELL_EVERY_MS)
    const abort = () => {
      try {
        process.kill(isPosix ? -child.pid : child.pid, 'SIGKILL')
      } catch {
        // It has ended by itself in the meantime.
      }
    }
    signal?.addEventListener('abort', abort, { once: true })
    const end = (error) => {
      clearInterval(timer)
      signal?.removeEventListener('abort', abort)
      if (signal?.aborted) reject(signal.reason)
      else if (error) reject(error)
      else resolve(output)
    }
    child.once('error', (error) => end(new CommandFailed(program, error.code, error.message)))
    child.once('close', (code, killed) =>
      end(code === 0 ? undefined : new CommandFailed(program, killed ?? code, output)),
    )
    if (signal?.aborted) abort()
  })
}
