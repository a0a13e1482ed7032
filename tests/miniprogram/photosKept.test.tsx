/** @jest-environment jsdom */
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import AskPage from '../../miniprogram/src/pages/ask/index.tsx'
import DataPage from '../../miniprogram/src/me/pages/data/index.tsx'
import { meWords } from '../../miniprogram/src/me/words.ts'
import { photoWords } from '../../miniprogram/src/photos/words.ts'
import FormPage from '../../miniprogram/src/requests/pages/form/index.tsx'
import OnePage from '../../miniprogram/src/requests/pages/one/index.tsx'
import { words } from '../../miniprogram/src/words.ts'
import { browserStore } from './doubles/browserStore.ts'
import { insideAsWang, openAsWang, openPage, sentenceField, tap, writeSentence } from './doubles/hands.tsx'
import {
  aFile,
  aKeptPhoto,
  aPhoto,
  chooseForTray,
  illustratedWith,
  inABrowserForPhotos,
  leave,
  puts,
  thumbnails,
} from './doubles/photos.tsx'
import { aRequest, server } from './doubles/server.ts'
import { aMe, aWhole, STATION } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'
import { FakeUpload } from './doubles/uploads.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

inABrowserForPhotos()

const HOUR_MS = 3_600_000
const asked = aRequest({ abilities: { ...aRequest().abilities, addPhoto: true } })
const seen = (...names: string[]) => waitFor(() => expect(thumbnails()).toEqual(names.map((name) => `blob:${name}`)))
const lies = (...photos: string[]) => waitFor(() => expect(browserStore.lying()).toEqual(photos))
const arrives = () => act(() => FakeUpload.last().answer(201, aPhoto('p1')))

beforeEach(() => {
  server.said = { reply: '记下了。', request: asked }
  illustratedWith(asked, aPhoto('p1'))
})

describe('a photo that was not sent when the page was loaded anew', () => {
  it('is back beside the sentence, the oldest first, and goes once under the key that it always had', async () => {
    const now = Date.now()
    const second = aKeptPhoto({ id: 'a', since: now - 1_000, picked: { file: aFile('second.jpg') } })
    leave(second, aKeptPhoto({ id: 'b', since: now - 2_000 }))
    await openAsWang()
    await seen('left.jpg', 'second.jpg')
    tap(photoWords.takeOutLabel(2))
    writeSentence('就要这种米')
    tap(words.send)
    await waitFor(() => expect(FakeUpload.all).toHaveLength(1))
    expect(FakeUpload.last().headers['Idempotency-Key']).toBe('upload-key')
    arrives()
    await screen.findByRole('button', { name: photoWords.photo(1, 1) })
    expect(puts().map(({ header }) => header['Idempotency-Key'])).toEqual(['put-key'])
    await lies()
  })

  it('is back on the form of tiles', async () => {
    leave(aKeptPhoto({ at: 'form' }))
    phone.storage.set('yimin.token', 'secret')
    server.fixed = { 'GET /api/me': aMe(), 'GET /api/me/station': STATION, 'GET /api/me/orders': { last: [], oftenBought: [] } } // prettier-ignore
    openPage(FormPage, { tile: 'repair' })
    await seen('left.jpg')
  })

  it('goes by itself where its request is there already; what had arrived is not sent again', async () => {
    leave(aKeptPhoto({ at: 'A102', photoId: 'p1' }))
    const whole = aWhole({ may: { addPhoto: true } })
    server.fixed = { 'GET /api/me/requests/A102': whole }
    phone.storage.set('yimin.token', 'secret')
    openPage(OnePage, { code: 'A102' })
    await waitFor(() => expect(puts()).toMatchObject([{ data: { photoId: 'p1' } }]))
    await lies()
    expect(FakeUpload.all).toHaveLength(0)
  })
})

describe('what lies in the browser', () => {
  it('is what waits: laid by when it is chosen, gone when it is taken out', async () => {
    await openAsWang()
    await chooseForTray('a.jpg', 'b.jpg')
    await lies('wang sentence', 'wang sentence')
    tap(photoWords.takeOutLabel(1))
    await lies('wang sentence')
    expect([...browserStore.rows.values()].map(({ picked }) => (picked as { file: File }).file.name)).toEqual(['b.jpg'])
  })

  it('goes with the photo: to its request while the line is down, away once it has arrived', async () => {
    await openAsWang()
    await chooseForTray('rice.jpg')
    writeSentence('就要这种米')
    tap(words.send)
    await waitFor(() => expect(FakeUpload.all).toHaveLength(1))
    act(() => FakeUpload.last().cut())
    await screen.findByText(photoWords.stillToSend)
    await lies('wang A102')
    tap(photoWords.retry)
    await waitFor(() => expect(FakeUpload.all).toHaveLength(2))
    arrives()
    await lies()
  })

  it('is not what the server will never take', async () => {
    await openAsWang()
    await chooseForTray('film.mp4')
    writeSentence('就要这种米')
    tap(words.send)
    await waitFor(() => expect(FakeUpload.all).toHaveLength(1))
    act(() => FakeUpload.last().answer(400, { error: 'invalid_input', message: '这不是照片。', fields: [] }))
    await screen.findByText('这不是照片。')
    await lies()
  })

  it('stays while her session has ended, and is there for her when she is back', async () => {
    leave(aKeptPhoto())
    server.knowsTokens = false
    phone.storage.set('yimin.token', 'secret')
    openPage(AskPage)
    await screen.findByText(words.chooseTitle)
    expect(thumbnails()).toEqual([])
    server.knowsTokens = true
    tap(/王阿姨/)
    await insideAsWang()
    await seen('left.jpg')
  })

  it('is gone when she leaves', async () => {
    leave(aKeptPhoto())
    await openAsWang()
    await seen('left.jpg')
    tap(words.changePerson)
    await lies()
  })

  it('is gone when she has everything erased', async () => {
    leave(aKeptPhoto())
    phone.storage.set('yimin.token', 'secret')
    server.fixed = { 'POST /api/me/erasure': { state: 'done' }, 'GET /api/me/data': { takenAt: '2026-11-22T10:00:00+08:00', station: '社工站', sections: [] } } // prettier-ignore
    openPage(DataPage)
    await screen.findByRole('button', { name: meWords.erase })
    tap(meWords.erase)
    tap(meWords.eraseOn)
    tap(meWords.eraseSure)
    await lies()
  })

  it('is gone, and never shown, when somebody else comes in on the same phone', async () => {
    leave(aKeptPhoto({ who: 'zhang', picked: { file: aFile('hers.jpg') } }), aKeptPhoto())
    await openAsWang()
    await seen('left.jpg')
    await lies('wang sentence')
  })

  it.each([
    ['after a day', -24 * HOUR_MS],
    ['where its clock says that it is from after tomorrow', 25 * HOUR_MS],
  ])('is gone %s, whoever is there', async (_when, away) => {
    leave(aKeptPhoto({ since: Date.now() + away }), aKeptPhoto({ id: 'fresh', picked: { file: aFile('fresh.jpg') } }))
    openPage(AskPage)
    await screen.findByText(words.chooseTitle)
    await lies('wang sentence')
    tap(/王阿姨/)
    await insideAsWang()
    await seen('fresh.jpg')
  })
})

describe('a browser that keeps nothing', () => {
  it.each(['denied', 'full'] as const)('(%s) shows and sends a photo all the same, and says nothing', async (how) => {
    browserStore[how] = true
    await openAsWang()
    await chooseForTray('rice.jpg')
    writeSentence('就要这种米')
    tap(words.send)
    await waitFor(() => expect(FakeUpload.all).toHaveLength(1))
    expect(screen.queryByRole('alert')).toBeNull()
    expect(browserStore.lying()).toEqual([])
    arrives()
    await screen.findByRole('button', { name: photoWords.photo(1, 1) })
  })

  it('and takes it away from an open page, is opened anew', async () => {
    await openAsWang()
    await chooseForTray('a.jpg')
    await lies('wang sentence')
    browserStore.takeAway()
    await chooseForTray('b.jpg')
    await lies('wang sentence', 'wang sentence')
  })
})

describe('in WeChat', () => {
  beforeEach(() => {
    process.env.TARO_ENV = 'weapp'
    phone.storage.set('yimin.token', 'secret')
    phone.album = ['wxfile://tmp/1.jpg']
  })
  const picture = () => document.querySelector('.photo-small')?.getAttribute('src')
  async function openAndChoose() {
    openPage(AskPage)
    await insideAsWang()
    tap(photoWords.add)
    await waitFor(() => expect([...phone.files.values()]).toEqual(['wxfile://tmp/1.jpg']))
  }

  it('a copy lies in a file of its own, beside it whose it is, and both go when it is taken out', async () => {
    await openAndChoose()
    expect(phone.storage.get('yimin.photos')).toMatchObject([{ who: 'wang', at: 'sentence' }])
    expect(JSON.stringify(phone.storage.get('yimin.photos'))).not.toContain('1.jpg')
    tap(photoWords.takeOutLabel(1))
    await waitFor(() => expect(phone.files.size).toBe(0))
    expect(phone.storage.has('yimin.photos')).toBe(false)
  })

  it('the copy is shown after WeChat was closed; a row whose copy was never made is struck out', async () => {
    const { picked: _, ...row } = aKeptPhoto()
    phone.storage.set('yimin.photosLeft', true)
    phone.storage.set('yimin.photos', [row, { ...row, id: 'lost' }])
    phone.files.set('wxfile://usr/photo-left', 'wxfile://tmp/of-yesterday.jpg')
    openPage(AskPage)
    await waitFor(() => expect(picture()).toBe('wxfile://usr/photo-left'))
    expect(phone.storage.get('yimin.photos')).toMatchObject([{ id: 'left' }])
    tap(words.changePerson)
    await waitFor(() => expect(phone.files.size).toBe(0))
  })

  it('somebody else finds neither', async () => {
    const { picked: _, ...row } = aKeptPhoto({ who: 'zhang' })
    phone.storage.set('yimin.photosLeft', true)
    phone.storage.set('yimin.photos', [row])
    phone.files.set('wxfile://usr/photo-left', 'wxfile://tmp/hers.jpg')
    openPage(AskPage)
    await insideAsWang()
    await waitFor(() => expect(phone.files.size).toBe(0))
    expect(picture()).toBeUndefined()
  })
})

it('words that somebody else had written on this phone are nobody else’s to read', async () => {
  phone.storage.set('yimin.whose', 'zhang')
  phone.storage.set('yimin.draft', { text: '我老伴的药没了' })
  await openAsWang()
  expect(sentenceField().value).toBe('')
  expect(phone.storage.has('yimin.draft')).toBe(false)
  writeSentence('帮我送一袋米')
  cleanup()
  await openAsWang()
  expect(sentenceField().value).toBe('帮我送一袋米')
})
