import type { Sharp, SharpOptions } from 'sharp'
import { DomainError } from '@yimin/shared/errors/domainError'
import { photoWords } from '@yimin/shared/photos/words'

export interface CleanPhoto {
  jpeg: Buffer
  width: number
  height: number
}

/** Pixels of what is read: a bomb unpacks to far more. */
const MOST_PIXELS = 40_000_000
const LONGEST_SIDE = 2_000
const QUALITY = 80
const PATIENCE_SECONDS = 10
/** Pictures that are worked on at the same moment; each may need some 100 MB while it is turned. */
const AT_ONCE = 2

let workshop: Promise<(bytes: Uint8Array, options: SharpOptions) => Sharp> | undefined

/** Opened with the first photo: until then its library would only take memory. */
function openWorkshop() {
  workshop ??= import('sharp').then(({ default: sharp }) => {
    // Whatever a file calls itself: SVG, PDF, GIF and forty other readers of the library are out of reach.
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({
      operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
    })
    sharp.cache(false)
    return sharp
  })
  return workshop
}

/**
 * Decodes a picture and writes it anew as a JPEG: upright, at most 2,000 pixels on its longest side, without place, camera,
 * thumbnail or whatever else hung on the file. Throws DomainError `invalid_input` with a sentence for whatever is no photo.
 */
export async function cleanPhoto(bytes: Uint8Array): Promise<CleanPhoto> {
  const format = formatOf(bytes)
  if (!format) throw refusal(photoWords.notAPhoto)
  const release = await takeTurn()
  try {
    return await writeAnew(bytes, format)
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw refusal(isTooLarge(error) ? photoWords.tooManyPixels : photoWords.broken, error)
  } finally {
    release()
  }
}

type Format = 'jpeg' | 'png' | 'webp'

/** By its first bytes: names and types that come with a file are somebody's claim. */
function formatOf(bytes: Uint8Array): Format | undefined {
  const begins = (mark: readonly number[], at = 0) => mark.every((byte, i) => bytes[at + i] === byte)
  if (begins([0xff, 0xd8, 0xff])) return 'jpeg'
  if (begins([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (begins([0x52, 0x49, 0x46, 0x46]) && begins([0x57, 0x45, 0x42, 0x50], 8)) return 'webp'
  return undefined
}

async function writeAnew(bytes: Uint8Array, format: Format): Promise<CleanPhoto> {
  const open = await openWorkshop()
  const picture = open(bytes, { failOn: 'error', limitInputPixels: MOST_PIXELS, sequentialRead: true, pages: 1 })
  const { format: real } = await picture.metadata()
  if (real !== format) throw refusal(photoWords.notAPhoto)
  const { data, info } = await picture
    .timeout({ seconds: PATIENCE_SECONDS })
    .autoOrient()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: QUALITY })
    .toBuffer({ resolveWithObject: true })
  return { jpeg: data, width: info.width, height: info.height }
}

function refusal(message: string, cause?: unknown): DomainError {
  return new DomainError('invalid_input', { say: message, fields: [{ path: 'photo', message }], cause })
}

/** The library tells it by its sentence alone. */
function isTooLarge(error: unknown): boolean {
  return error instanceof Error && error.message.includes('pixel limit')
}

let working = 0
const waiting: (() => void)[] = []

async function takeTurn(): Promise<() => void> {
  if (working >= AT_ONCE) await new Promise<void>((turn) => waiting.push(turn))
  else working += 1
  return () => {
    const next = waiting.shift()
    if (next) next()
    else working -= 1
  }
}
