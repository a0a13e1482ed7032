import sharp from 'sharp'
import { photoWords } from '../../../shared/photos/words.ts'
import { cleanPhoto } from '../../../server/photos/cleanPhoto.ts'
import { aBomb, aPicture, GIF, HTML, SVG } from './pictures.ts'
import type { Format } from './pictures.ts'

const FORMATS: Format[] = ['jpeg', 'png', 'webp']
const JPEG_MARK = 'ffd8ff'

it.each(FORMATS)('a %s becomes a JPEG without place, name or camera (PRIV-06)', async (format) => {
  const sent = await aPicture(format)
  expect(sent.includes('Wang Guiying')).toBe(true)
  const { jpeg, width, height } = await cleanPhoto(sent)
  expect([jpeg.subarray(0, 3).toString('hex'), width, height]).toEqual([JPEG_MARK, 64, 48])
  for (const trace of ['Wang Guiying', 'PhoneMaker', 'Exif', 'GPS']) expect(jpeg.includes(trace)).toBe(false)
  const { exif, xmp, iptc, orientation } = await sharp(jpeg).metadata()
  expect([exif, xmp, iptc, orientation]).toEqual([undefined, undefined, undefined, undefined])
})

it('stands upright as the phone was held, and is no larger than a screen needs', async () => {
  const lying = await cleanPhoto(await aPicture('jpeg', { width: 60, height: 40, orientation: 6 }))
  expect([lying.width, lying.height]).toEqual([40, 60])
  const large = await cleanPhoto(await aPicture('jpeg', { width: 4_000, height: 1_000 }))
  expect([large.width, large.height]).toEqual([2_000, 500])
})

it('nothing that hangs behind the picture comes through', async () => {
  const polyglot = Buffer.concat([await aPicture('jpeg'), HTML, Buffer.from('PK\u0003\u0004 a whole archive')])
  const { jpeg } = await cleanPhoto(polyglot)
  for (const trace of ['<script>', 'archive', 'PK\u0003\u0004']) expect(jpeg.includes(trace)).toBe(false)
})

it.each([
  ['an SVG', SVG],
  ['a web page', HTML],
  ['a GIF', GIF],
  ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj')],
  ['a TIFF', Buffer.from('49492a0008000000', 'hex')],
  ['a film', Buffer.from('000000206674797069736f6d', 'hex')],
  ['an SVG behind a JPEG’s first bytes', Buffer.concat([Buffer.from('ffd8ff', 'hex'), SVG])],
  ['nothing', Buffer.alloc(0)],
  ['three bytes', Buffer.from('ffd8ff', 'hex')],
])('%s is refused with a plain sentence', async (_what, bytes) => {
  await expect(cleanPhoto(bytes)).rejects.toMatchObject({
    code: 'invalid_input',
    fields: [{ path: 'photo', message: expect.stringMatching(/^这(不是|张照片)/u) as unknown }],
  })
})

it('a bomb is not unpacked', async () => {
  const began = performance.now()
  await expect(cleanPhoto(await aBomb(20_000, 20_000))).rejects.toMatchObject({ say: photoWords.tooManyPixels })
  await expect(cleanPhoto(await aBomb(2_000_000_000, 2_000_000_000))).rejects.toMatchObject({ code: 'invalid_input' })
  expect(performance.now() - began).toBeLessThan(1_000)
})

it('half a picture, as a bad line leaves it, is refused', async () => {
  const whole = await aPicture('jpeg', { width: 800, height: 600 })
  await expect(cleanPhoto(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({ say: photoWords.broken })
})

/** A small generator of chance, the same in every run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

it('thousands of broken and mixed files: each is a clean JPEG afterwards or refused, none brings the process down', async () => {
  const roll = chance(20_261_122)
  const below = (limit: number) => Math.floor(roll() * limit)
  const seeds = [
    ...(await Promise.all(FORMATS.map((format) => aPicture(format, { width: 16, height: 16 })))),
    GIF,
    SVG,
    HTML,
  ]
  const pick = () => seeds[below(seeds.length)] ?? SVG
  const spoil = (bytes: Buffer): Buffer => {
    const copy = Buffer.from(bytes)
    for (let hits = 1 + below(12); hits > 0; hits -= 1) copy[below(copy.length)] = below(256)
    return copy
  }
  const makers: (() => Buffer)[] = [
    () => spoil(pick()),
    () => pick().subarray(0, below(pick().length)),
    () => Buffer.concat([pick(), pick()]),
    () => Buffer.concat([pick().subarray(0, 4 + below(16)), spoil(pick())]),
    () => Buffer.from(Array.from({ length: below(300) }, () => below(256))),
  ]
  let [clean, refused] = [0, 0]
  const one = async () => {
    const bytes = makers[below(makers.length)]?.() ?? SVG
    try {
      const { jpeg } = await cleanPhoto(bytes)
      expect(jpeg.subarray(0, 3).toString('hex')).toBe(JPEG_MARK)
      expect(jpeg.includes('<script') || jpeg.includes('GIF8')).toBe(false)
      clean += 1
    } catch (error) {
      if ((error as { code?: string }).code !== 'invalid_input') throw error
      refused += 1
    }
  }
  for (let round = 0; round < 6_000; round += 30) await Promise.all(Array.from({ length: 30 }, one))
  expect(clean + refused).toBe(6_000)
  expect(clean).toBeGreaterThan(100)
  expect(refused).toBeGreaterThan(1_000)
}, 20_000)
