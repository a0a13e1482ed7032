import { cleanup, configure, fireEvent, screen, waitFor } from '@testing-library/react'
import type { PhotoView } from '@yimin/shared/photos/contract'
import type { RequestView } from '@yimin/shared/requests/contract'
import { emptyBox } from '../../../miniprogram/src/photos/box.ts'
import type { KeptPhoto } from '../../../miniprogram/src/photos/keptPhotos.ts'
import { photoWords } from '../../../miniprogram/src/photos/words.ts'
import { browserStore } from './browserStore.ts'
import { knocksAt } from './hands.tsx'
import { aRequest, server } from './server.ts'
import { sockets } from './sockets.ts'
import { phone } from './taro.ts'
import { FakeUpload } from './uploads.ts'

/** A photo as the server shows it to its author. */
export const aPhoto = (id: string, over: Partial<PhotoView> = {}): PhotoView => ({
  id,
  state: 'shown',
  stateWord: '',
  url: `/api/photos/${id}?expires=1&signature=s`,
  width: 320,
  height: 240,
  ...over,
})

/** A photo as an earlier visit of 王阿姨 has left it in the browser, unsent. */
export const aKeptPhoto = (over: Partial<KeptPhoto> = {}): KeptPhoto => ({
  id: 'left',
  who: 'wang',
  at: 'sentence',
  since: Date.now() - 60_000,
  picked: { file: aFile('left.jpg') },
  uploadKey: 'upload-key',
  putKey: 'put-key',
  ...over,
})

/** What lies in the browser when the page opens. */
export function leave(...photos: KeptPhoto[]): void {
  phone.storage.set('yimin.photosLeft', true)
  for (const photo of photos) browserStore.rows.set(photo.id, { ...photo })
}

/** From now on the request has these photos, and takes more of them up to four. */
export function illustratedWith(request: Partial<RequestView>, ...photos: PhotoView[]): void {
  const abilities = { confirm: false, cancel: false, finish: false, reopen: false, addPhoto: photos.length < 4 }
  server.illustrated = aRequest({ abilities, ...request, photos })
}

export const aFile = (name: string) => new File(['bytes'], name, { type: 'image/jpeg' })

/** Chooses files by the browser's own way, at the button of this label. */
export function chooseFiles(label: string, ...names: string[]): void {
  fireEvent.change(screen.getByLabelText(label), { target: { files: names.map(aFile) } })
}

/** The addresses of what lies in the tray. */
export const thumbnails = () =>
  [...document.querySelectorAll<HTMLImageElement>('.photos-add img')].map(({ src }) => src)

/** Puts files into the tray, and waits until one sees them. */
export async function chooseForTray(...names: string[]): Promise<void> {
  const before = thumbnails().length
  chooseFiles(photoWords.add, ...names)
  await waitFor(() => expect(thumbnails().length).toBeGreaterThan(before))
}

/** The writes by which a photo was put to a request. */
export const puts = () => knocksAt('POST', '/api/me/requests/').filter(({ url }) => url.endsWith('/photos'))

const browser = globalThis as { XMLHttpRequest: unknown; Image: unknown }

/** A browser that cannot draw what was chosen sends it as it is. */
class NoPicture {
  onerror?: () => void
  set src(_address: string) {
    queueMicrotask(() => this.onerror?.())
  }
}

/** Before each test of this file a browser with nothing in it, whose uploads the test answers; after it the real one. */
export function inABrowserForPhotos(): void {
  const real = { XMLHttpRequest: browser.XMLHttpRequest, Image: browser.Image }
  const { createObjectURL, revokeObjectURL } = URL
  // A busy machine draws a page more slowly than a second.
  configure({ asyncUtilTimeout: 5_000 })
  browserStore.install()
  beforeEach(async () => {
    process.env.TARO_ENV = 'h5'
    server.reset()
    sockets.reset()
    phone.reset()
    await emptyBox()
    browserStore.reset()
    FakeUpload.all = []
    Object.assign(browser, { XMLHttpRequest: FakeUpload, Image: NoPicture })
    URL.createObjectURL = (file) => `blob:${(file as File).name}`
    URL.revokeObjectURL = () => undefined
  })
  afterEach(() => {
    cleanup()
    Object.assign(browser, real)
    Object.assign(URL, { createObjectURL, revokeObjectURL })
  })
}
