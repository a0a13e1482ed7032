/** @jest-environment jsdom */
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import AskPage from '../../miniprogram/src/pages/ask/index.tsx'
import { photoWords } from '../../miniprogram/src/photos/words.ts'
import FormPage from '../../miniprogram/src/requests/pages/form/index.tsx'
import OnePage from '../../miniprogram/src/requests/pages/one/index.tsx'
import { requestWords } from '../../miniprogram/src/requests/words.ts'
import { words } from '../../miniprogram/src/words.ts'
import { insideAsWang, openAsWang, openPage, tap, writeSentence } from './doubles/hands.tsx'
import {
  aPhoto,
  chooseForTray as choose,
  illustratedWith,
  inABrowserForPhotos,
  puts,
  thumbnails,
} from './doubles/photos.tsx'
import { aRequest, server } from './doubles/server.ts'
import { aMe, aWhole, refusal, STATION } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'
import { FakeUpload } from './doubles/uploads.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

inABrowserForPhotos()

const illustrated = aPhoto('p1')

describe('a photo beside the sentence', () => {
  const asked = aRequest({ abilities: { ...aRequest().abilities, addPhoto: true } })
  beforeEach(() => {
    server.said = { reply: '记下了。', request: asked }
    illustratedWith(asked, illustrated)
  })

  it('is seen small and taken out again; nothing goes before there is a request, and no more than four', async () => {
    await openAsWang()
    await choose('a.jpg', 'b.jpg')
    expect(thumbnails()).toEqual(['blob:a.jpg', 'blob:b.jpg'])
    tap(photoWords.takeOutLabel(1))
    expect(thumbnails()).toEqual(['blob:b.jpg'])
    await choose('c.jpg', 'd.jpg', 'e.jpg', 'f.jpg')
    await waitFor(() => expect(thumbnails()).toHaveLength(4))
    expect(screen.queryByLabelText(photoWords.add)).toBeNull()
    expect(FakeUpload.all).toHaveLength(0)
  })

  it('goes to the request as soon as there is one', async () => {
    await openAsWang()
    await choose('rice.jpg')
    writeSentence('就要这种米')
    tap(words.send)
    await waitFor(() => expect(FakeUpload.all).toHaveLength(1))
    expect(thumbnails()).toEqual([])
    act(() => FakeUpload.last().answer(201, illustrated))
    await screen.findByRole('button', { name: photoWords.photo(1, 1) })
    expect(puts()).toMatchObject([{ url: '/api/me/requests/A102/photos', data: { photoId: 'p1' } }])
  })

  it('that does not get through leaves the request, says so, and goes by one more tap', async () => {
    await openAsWang()
    await choose('rice.jpg')
    writeSentence('就要这种米')
    tap(words.send)
    await waitFor(() => expect(FakeUpload.all).toHaveLength(1))
    act(() => FakeUpload.last().cut())
    await screen.findByText(photoWords.stillToSend)
    screen.getByText('记下了。')
    tap(photoWords.retry)
    await waitFor(() => expect(FakeUpload.all).toHaveLength(2))
    act(() => FakeUpload.last().answer(201, illustrated))
    await screen.findByRole('button', { name: photoWords.photo(1, 1) })
  })

  it('stays while the words do not get through, were not understood, or the session has ended', async () => {
    await openAsWang()
    await choose('rice.jpg')
    server.said = { reply: '没听明白。', unclear: true }
    writeSentence('那个啥，就是上次那样的东西，你知道的')
    tap(words.send)
    await screen.findByText('没听明白。')
    expect(thumbnails()).toEqual(['blob:rice.jpg'])
    server.knowsTokens = false
    tap(words.send)
    await screen.findByText(words.signedOut)
    server.knowsTokens = true
    tap(/王阿姨/)
    await insideAsWang()
    await waitFor(() => expect(thumbnails()).toEqual(['blob:rice.jpg']))
  })

  it('is nobody else’s: whoever leaves takes it along', async () => {
    await openAsWang()
    await choose('rice.jpg')
    tap(words.changePerson)
    await screen.findByText(words.chooseTitle)
    tap(/王阿姨/)
    await insideAsWang()
    expect(thumbnails()).toEqual([])
  })

  it('is chosen in WeChat by its own chooser, and seen by its path', async () => {
    process.env.TARO_ENV = 'weapp'
    phone.storage.set('yimin.token', 'secret')
    phone.album = ['wxfile://tmp/1.jpg']
    openPage(AskPage)
    await insideAsWang()
    tap(photoWords.add)
    await waitFor(() => expect(document.querySelector('.photo-small')?.getAttribute('src')).toBe('wxfile://tmp/1.jpg'))
  })
})

describe('a photo on the form of tiles', () => {
  const whole = aWhole({ may: { addPhoto: true } })
  beforeEach(() => {
    phone.storage.set('yimin.token', 'secret')
    server.fixed = { 'GET /api/me': aMe(), 'GET /api/me/station': STATION, 'GET /api/me/orders': { last: [], oftenBought: [] }, 'GET /api/me/requests/A102': whole, 'POST /api/me/requests/form': { reply: '好，正在找人。', request: whole } }
    illustratedWith(whole, illustrated)
  }) // prettier-ignore
  async function sendWithPhoto() {
    openPage(FormPage, { tile: 'repair' })
    await screen.findByRole('button', { name: requestWords.send })
    await choose('tap.jpg')
    tap(requestWords.send)
  }

  it('goes from the request’s own page, to which the form leads', async () => {
    await sendWithPhoto()
    await waitFor(() => expect(phone.visited).toHaveLength(1))
    expect(FakeUpload.all).toHaveLength(0)
    cleanup()
    openPage(OnePage, { code: 'A102' })
    await waitFor(() => expect(FakeUpload.all).toHaveLength(1))
    act(() => FakeUpload.last().answer(201, illustrated))
    await waitFor(() => expect(puts()).toHaveLength(1))
  })

  it('stays on the form while it is faulty, or the line is down', async () => {
    server.fixed['POST /api/me/requests/form'] = refusal(400, 'invalid_input', '有几处没填对。')
    await sendWithPhoto()
    await screen.findByText('有几处没填对。')
    expect(thumbnails()).toEqual(['blob:tap.jpg'])
    server.line = 'down'
    tap(requestWords.send)
    await screen.findByText(words.notSent)
    expect(thumbnails()).toEqual(['blob:tap.jpg'])
  })
})
