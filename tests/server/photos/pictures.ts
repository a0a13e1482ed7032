import sharp from 'sharp'

export type Format = 'jpeg' | 'png' | 'webp'

/** A picture of one colour, with the place where it was taken and a name in its EXIF. */
export function aPicture(
  format: Format = 'jpeg',
  { width = 64, height = 48, orientation }: { width?: number; height?: number; orientation?: number } = {},
): Promise<Buffer> {
  const exif = {
    IFD0: { Artist: 'Wang Guiying', Make: 'PhoneMaker' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '40/1 39/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '109/1 50/1 0/1' },
  }
  const picture = sharp({ create: { width, height, channels: 3, background: { r: 180, g: 64, b: 15 } } })
  const marked = picture.withExif(exif)
  return (orientation === undefined ? marked : marked.withMetadata({ orientation }).withExif(exif))
    .toFormat(format)
    .toBuffer()
}

/** A PNG that says it has so many pixels, and holds next to none. */
export function aBomb(width: number, height: number): Promise<Buffer> {
  return aPicture('png', { width: 8, height: 8 }).then((png) => {
    const bomb = Buffer.from(png)
    bomb.writeUInt32BE(width, 16)
    bomb.writeUInt32BE(height, 20)
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
    return bomb
  })
}

function crc32(bytes: Buffer): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

export const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
export const HTML = Buffer.from('<!doctype html><html><script>alert(1)</script></html>')
export const GIF = Buffer.from('47494638396101000100800000ffffff0000002c00000000010001000002024401003b', 'hex')

/** A form as a phone sends it. */
export function aForm(bytes: Uint8Array, { field = 'photo', name = '照片.jpg', type = 'image/jpeg' } = {}): FormData {
  const form = new FormData()
  form.append(field, new Blob([Buffer.from(bytes)], { type }), name)
  return form
}
