/**
 * Loaded before each of the product's processes (`node --import`): standard input is a pipe from the supervisor, and
 * when it closes the supervisor is gone, however it went. The process then stops as on SIGTERM, or by force.
 */
const FORCE_AFTER_MS = 6_000

function leave() {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), FORCE_AFTER_MS).unref()
  process.kill(process.pid, 'SIGTERM')
}

process.stdin.once('end', leave).once('error', leave).resume()
process.stdin.unref?.()
