import Taro from '@tarojs/taro'

/** A photo that was chosen and not sent yet: a path on a phone, a file in a browser. */
export type Picked = { path: string } | { file: Blob }

/** Lets the person choose in WeChat, or take with the camera what is `fresh`. Nothing chosen gives an empty list; `undefined` when the album may not be opened. */
export async function pickInWeapp(most: number, fresh = false): Promise<Picked[] | undefined> {
  // Taro's own chooser for browsers is large, and a browser has one of its own (PhotoPicker).
  if (process.env.TARO_ENV === 'h5') return undefined
  else return pick(most, fresh)
}

async function pick(most: number, fresh: boolean): Promise<Picked[] | undefined> {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count: most,
      mediaType: ['image'],
      sourceType: fresh ? ['camera'] : ['album', 'camera'],
      sizeType: ['compressed'],
    })
    return tempFiles.map(({ tempFilePath }) => ({ path: tempFilePath }))
  } catch (error) {
    return /cancel/i.test(String((error as { errMsg?: unknown } | null)?.errMsg)) ? [] : undefined
  }
}

const LONGEST_SIDE = 2_000
const QUALITY = 0.85

/** Made as small as the server keeps it anyway, so that it travels on a slow line. What the browser can't draw goes as it is. */
export async function shrink(file: Blob): Promise<Blob> {
  let source = ''
  try {
    source = URL.createObjectURL(file)
    const picture = await draw(source)
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.naturalWidth, picture.naturalHeight))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.naturalWidth * scale)
    canvas.height = Math.round(picture.naturalHeight * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
    return small !== null && small.size < file.size ? small : file
  } catch {
    return file
  } finally {
    if (source !== '') URL.revokeObjectURL(source)
  }
}

function draw(source: string): Promise<HTMLImageElement> {
  return new Promise((done, failed) => {
    const picture = new Image()
    picture.onload = () => done(picture)
    picture.onerror = failed
    picture.src = source
  })
}
