/** @jest-environment jsdom */
import { act, screen, waitFor } from '@testing-library/react'
import type { PhotoView } from '@yimin/shared/photos/contract'
import AskPage from '../../miniprogram/src/pages/ask/index.tsx'
import { photoWords } from '../../miniprogram/src/photos/words.ts'
import { openPage, tap } from './doubles/hands.tsx'
import { aPhoto, chooseFiles, illustratedWith, inABrowserForPhotos, puts } from './doubles/photos.tsx'
import { aRequest, server } from './doubles/server.ts'
import { phone } from './doubles/taro.ts'
import { FakeUpload } from './doubles/uploads.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

inABrowserForPhotos()

const OPEN = { status: 'open' } as const
beforeEach(() => onlyRequestHas())

/** The one request that stands on the page has these photos, and whatever is put to it leaves it so. */
function onlyRequestHas(...photos: PhotoView[]) {
  illustratedWith(OPEN, ...photos)
  server.requests = [server.illustrated]
}

async function open() {
  phone.storage.set('yimin.token', 'secret')
  openPage(AskPage)
  await screen.findByText('米一袋')
}

async function choose(...names: string[]) {
  const before = FakeUpload.all.length
  chooseFiles(photoWords.addLabel('〔A102〕'), ...names)
  await waitFor(() => expect(FakeUpload.all.length).toBeGreaterThan(before))
}

it('sends a photo, tells how far it is, and shows it with the request', async () => {
  await open()
  await choose('tap.jpg')
  const upload = FakeUpload.last()
  expect([upload.method, upload.url, upload.headers.Authorization]).toEqual(['POST', '/api/me/photos', 'Bearer secret'])
  expect(upload.form?.get('photo')).toBeInstanceOf(Blob)
  act(() => upload.reach(42))
  await screen.findByText(photoWords.sending(42))
  onlyRequestHas(aPhoto('p1'))
  act(() => upload.answer(201, aPhoto('p1')))
  await screen.findByRole('button', { name: photoWords.photo(1, 1) })
  expect(puts()).toMatchObject([{ url: '/api/me/requests/A102/photos', data: { photoId: 'p1' } }])
  expect(screen.queryByText(photoWords.almost)).toBeNull()
})

it('a cut line loses nothing: another try carries the same key', async () => {
  await open()
  await choose('tap.jpg')
  const first = FakeUpload.last()
  act(() => first.cut())
  expect((await screen.findByRole('alert')).textContent).toBe(photoWords.stillToSend)
  tap(photoWords.retry)
  await waitFor(() => expect(FakeUpload.all).toHaveLength(2))
  expect(FakeUpload.last().headers['Idempotency-Key']).toBe(first.headers['Idempotency-Key'])
  onlyRequestHas(aPhoto('p1'))
  act(() => FakeUpload.last().answer(201, aPhoto('p1')))
  await screen.findByRole('button', { name: photoWords.photo(1, 1) })
})

it('what arrived is not sent again when only the second step failed', async () => {
  await open()
  await choose('tap.jpg')
  server.refusal = { statusCode: 503, error: 'unavailable', message: '系统正在恢复，请过一会儿再试。' }
  act(() => FakeUpload.last().answer(201, aPhoto('p1')))
  await screen.findByText('系统正在恢复，请过一会儿再试。')
  server.refusal = undefined
  onlyRequestHas(aPhoto('p1'))
  tap(photoWords.retry)
  await screen.findByRole('button', { name: photoWords.photo(1, 1) })
  expect(FakeUpload.all).toHaveLength(1)
  const keys = puts().map(({ header }) => header['Idempotency-Key'])
  expect([keys.length, new Set(keys).size]).toEqual([2, 1])
})

it('what is no photo is told in the server’s words, offers no other try, and can be let go', async () => {
  await open()
  await choose('film.mp4')
  const message = '这不是照片，请发 jpg、png 或 webp 格式的照片。'
  act(() => FakeUpload.last().answer(400, { error: 'invalid_input', message, fields: [] }))
  await screen.findByText(message)
  expect(screen.queryByRole('button', { name: photoWords.retry })).toBeNull()
  tap(photoWords.drop)
  expect(screen.queryByText(message)).toBeNull()
})

it('a page of some network in between is no answer', async () => {
  await open()
  await choose('tap.jpg')
  act(() => FakeUpload.last().answer(200, '<html>sign in</html>'))
  await screen.findByText(photoWords.stillToSend)
})

it('several go one after another, and no more than the request takes', async () => {
  onlyRequestHas(aPhoto('p1'), aPhoto('p2'))
  await open()
  await choose('a.jpg', 'b.jpg', 'c.jpg')
  expect(FakeUpload.all).toHaveLength(1)
  expect(screen.queryByLabelText(photoWords.addLabel('〔A102〕'))).toBeNull()
  onlyRequestHas(aPhoto('p1'), aPhoto('p2'), aPhoto('p3'))
  act(() => FakeUpload.last().answer(201, aPhoto('p3')))
  await waitFor(() => expect(FakeUpload.all).toHaveLength(2))
  onlyRequestHas(aPhoto('p1'), aPhoto('p2'), aPhoto('p3'), aPhoto('p4'))
  act(() => FakeUpload.last().answer(201, aPhoto('p4')))
  await screen.findByRole('button', { name: photoWords.photo(4, 4) })
  expect(FakeUpload.all).toHaveLength(2)
})

it('opens one large, and takes it away after a second tap', async () => {
  onlyRequestHas(aPhoto('p1'))
  await open()
  tap(photoWords.photo(1, 1))
  expect(screen.getByRole('img', { name: photoWords.large }).getAttribute('src')).toBe(
    '/api/photos/p1?expires=1&signature=s',
  )
  tap(photoWords.remove)
  expect(server.knocks.some(({ method }) => method === 'DELETE')).toBe(false)
  onlyRequestHas()
  tap(photoWords.removeSure)
  await waitFor(() => expect(screen.queryByRole('button', { name: photoWords.photo(1, 1) })).toBeNull())
  expect(server.knocks.find(({ method }) => method === 'DELETE')?.url).toBe('/api/me/requests/A102/photos/p1')
})

it('one that is not to be seen says why, and no button stands where no photo may be added', async () => {
  const stateWord = '这张没有通过检查，不放了'
  const refused = aPhoto('p1', { state: 'refused', stateWord, url: undefined })
  server.requests = [aRequest({ status: 'open', photos: [refused] })]
  await open()
  screen.getByText(stateWord)
  screen.getByText(photoWords.unseen)
  expect(screen.queryByLabelText(photoWords.addLabel('〔A102〕'))).toBeNull()
})
