import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** How a file may be sent: as it is, or smaller. */
export type Encoding = 'identity' | 'gzip' | 'br'

const squeeze: Record<Exclude<Encoding, 'identity'>, (bytes: Buffer) => Promise<Buffer>> = {
  // The last two steps of brotli take ten times as long for three per cent.
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
}

const TEXT = /\.(?:js|css|html|json|svg|txt|map|webmanifest)$/i
/** Smaller files fit into one packet as they are; larger ones would fill the memory. */
const WORTHWHILE = { least: 1_000, most: 4_000_000 }

/** Pictures and fonts are small already. */
export function isWorthCompressing(file: string, size: number): boolean {
  return TEXT.test(file) && size >= WORTHWHILE.least && size <= WORTHWHILE.most
}

/**
 * Compresses each file once and keeps the result: a built page is a few files that never change while the product runs.
 * Only files of the build may come here, never answers that hold something secret (BREACH).
 */
export function compressor(): (
  key: string,
  encoding: Exclude<Encoding, 'identity'>,
  read: () => Promise<Buffer>,
) => Promise<Buffer> {
  const kept = new Map<string, Promise<Buffer>>()
  return (key, encoding, read) => {
    const name = `${encoding} ${key}`
    const known = kept.get(name) ?? read().then(squeeze[encoding])
    kept.set(name, known)
    known.catch(() => kept.delete(name))
    return known
  }
}
