import {
  closeSync,
  createReadStream,
  createWriteStream,
  fstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

const LOG_BYTES = 20 * 1024 * 1024
/** The law wants six months (网络安全法 21). */
const KEPT_DAYS = 200
const DAY_MS = 24 * 3_600_000
/** web.2026-11-23T05-50-00-000Z.log.gz; without `.gz` until it is packed. */
const ELDER = /^(.+)\.(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z)\.log(\.gz)?$/

/**
 * An append-only log (0600). At 20 MB it is laid aside under its hour, packed, and kept for 200 days; a full disk loses lines, never
 * the process.
 * @param {string} file ends with `.log`
 * @param {{ bytes?: number, now?: () => Date }} [rules] for tests
 * @returns {(chunk: string | Uint8Array) => void}
 */
export function rollingLog(file, { bytes = LOG_BYTES, now = () => new Date() } = {}) {
  let descriptor
  return (chunk) => {
    try {
      descriptor ??= openSync(file, 'a', 0o600)
      writeSync(descriptor, chunk)
      if (fstatSync(descriptor).size < bytes) return
      closeSync(descriptor)
      descriptor = undefined
      const elder = file.replace(/\.log$/, `.${now().toISOString().replace(/[:.]/g, '-')}.log`)
      renameSync(file, elder)
      removeOldest(file, now())
      void pack(elder)
    } catch {
      // Nothing can be told about a log that cannot be written.
    }
  }
}

function removeOldest(file, now) {
  const folder = path.dirname(file)
  const name = path.basename(file, '.log')
  for (const each of readdirSync(folder)) {
    const [, whose, hour] = ELDER.exec(each) ?? []
    if (whose === name && now.getTime() - timeOf(hour) > KEPT_DAYS * DAY_MS) rmSync(path.join(folder, each))
  }
}

function timeOf(hour) {
  return Date.parse(hour.replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z/, 'T$1:$2:$3.$4Z'))
}

/** What could not be packed stays as it is. */
async function pack(elder) {
  const packed = `${elder}.gz`
  try {
    await pipeline(createReadStream(elder), createGzip(), createWriteStream(packed, { mode: 0o600, flags: 'wx' }))
    rmSync(elder)
  } catch {
    rmSync(packed, { force: true })
  }
}
