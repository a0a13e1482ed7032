import type { LearnedFile } from './models.ts'

/** Which file this is, and in which form. */
const NAME = 'yimin-reader-1\n'
const LENGTH_BYTES = 4

interface Place {
  from: number
  length: number
}

/**
 * All that was learned as one file: a name, the length of the heading (32-bit, little-endian), the heading as JSON, then the weights as they
 * are. In the heading weights stand as their place behind it. Nothing of it has to be decoded when the reader starts.
 */
export function packModel(file: LearnedFile): Buffer {
  const parts: Uint8Array[] = []
  let from = 0
  const heading = Buffer.from(
    JSON.stringify(file, (_key, value: unknown) => {
      if (!isBytes(value)) return value
      const bytes = asBytes(value)
      parts.push(bytes)
      const place: { bytes: Place } = { bytes: { from, length: bytes.length } }
      from += bytes.length
      return place
    }),
  )
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32LE(heading.length)
  return Buffer.concat([Buffer.from(NAME), length, heading, ...parts])
}

/** A buffer turns itself into an object before a replacer sees it. */
function isBytes(value: unknown): value is { type: 'Buffer'; data: number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer'
}

const asBytes = ({ data }: { data: number[] }): Uint8Array => Uint8Array.from(data)

/** Throws where the file is none of these, or was cut. */
export function unpackModel(packed: Buffer): LearnedFile {
  if (packed.toString('latin1', 0, NAME.length) !== NAME) throw new Error('this is no model of the reader')
  const start = NAME.length + LENGTH_BYTES
  const end = start + packed.readUInt32LE(NAME.length)
  const heading = packed.toString('utf8', start, end)
  return JSON.parse(heading, (_key, value: unknown) => {
    if (!isPlace(value)) return value
    const { from, length } = value.bytes
    if (end + from + length > packed.length) throw new Error('a model file was cut')
    return packed.subarray(end + from, end + from + length)
  }) as LearnedFile
}

function isPlace(value: unknown): value is { bytes: Place } {
  return typeof value === 'object' && value !== null && 'bytes' in value
}
