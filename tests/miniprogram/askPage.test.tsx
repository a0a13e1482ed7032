/** @jest-environment jsdom */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import AskPage from '../../miniprogram/src/pages/ask/index.tsx'
import { words as sessionWords } from '../../miniprogram/src/session/words.ts'
import { words } from '../../miniprogram/src/words.ts'
import { openAsWang, openPage, sentenceField, tap, writeSentence } from './doubles/hands.tsx'
import { aRequest, server } from './doubles/server.ts'
import { sockets } from './doubles/sockets.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

const idle = { confirm: false, cancel: false, finish: false, reopen: false }

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  sockets.reset()
  phone.reset()
})
afterEach(cleanup)

describe('the threshold', () => {
  it('lets a newcomer of the demo choose a person, and keeps only the opaque token and the station’s phone', async () => {
    openPage(AskPage)
    fireEvent.click(await screen.findByRole('button', { name: '用王阿姨的身份进来' }))
    await screen.findByText('王阿姨，要帮什么忙？')
    expect([...phone.storage].sort()).toEqual([
      ['yimin.station', server.hello.station],
      ['yimin.token', 'secret'],
    ])
  })

  it('comes in with the kept token without asking again', async () => {
    await openAsWang()
    expect(server.knocks.some(({ url }) => url.startsWith('/api/demo'))).toBe(false)
  })

  it('offers no demo people where the demo is off, and shows whom to ring', async () => {
    server.hello.demo = false
    openPage(AskPage)
    await screen.findByText(sessionWords.entryTitle)
    expect(screen.getByRole('link', { name: '给昆北街道社工站打电话' }).getAttribute('href')).toBe('tel:04720000001')
    expect(server.knocks.map(({ url }) => url)).toEqual(['/api/hello'])
  })

  it('says that the line is down and opens on another try', async () => {
    server.line = 'down'
    openPage(AskPage)
    await screen.findByText(words.offlineTitle)
    expect(screen.queryByRole('link')).toBeNull()
    server.line = 'up'
    tap(words.retry)
    await screen.findByText(words.chooseTitle)
  })

  it('remembers whom to ring while the line is down', async () => {
    phone.storage.set('yimin.station', { name: '昆北街道社工站', phone: '0472-0000001' })
    server.line = 'down'
    openPage(AskPage)
    await screen.findByText(words.offlineStart)
    expect(screen.getByRole('link', { name: '给昆北街道社工站打电话' }).getAttribute('href')).toBe('tel:04720000001')
  })

  it('asks who it is when the server no longer knows the token', async () => {
    server.knowsTokens = false
    phone.storage.set('yimin.token', 'old')
    openPage(AskPage)
    await screen.findByText(words.chooseTitle)
    expect(phone.storage.has('yimin.token')).toBe(false)
  })

  it('links to the practice group only where the server has one', async () => {
    await openAsWang()
    expect(screen.getByRole('link', { name: words.sandbox }).getAttribute('href')).toBe('/sandbox/')
    cleanup()
    server.hello.sandbox = false
    await openAsWang()
    expect(screen.queryByRole('link', { name: words.sandbox })).toBeNull()
  })

  it('forgets everything about a person who leaves', async () => {
    await openAsWang()
    writeSentence('我家的事')
    tap(words.changePerson)
    await screen.findByText(words.chooseTitle)
    expect([...phone.storage.keys()]).toEqual(['yimin.station'])
    expect(server.knocks.some(({ method, url }) => method === 'DELETE' && url === '/api/me/session')).toBe(true)
  })
})

describe('asking in one sentence', () => {
  it('reads back what was understood, takes 对, and moves on', async () => {
    await openAsWang()
    server.said = { reply: '记下了：米一袋。对的话回“对”。〔A102〕', request: aRequest() }
    writeSentence('家里没有米了')
    tap(words.send)
    await screen.findByText(/记下了：米一袋/)
    expect(sentenceField().value).toBe('')
    expect(server.sentences()[0]).toMatchObject({ url: '/api/me/requests', sentence: '家里没有米了' })
    expect(server.sentences()[0]?.key).toMatch(/^[0-9a-f]{32}$/)

    const open = aRequest({ status: 'open', statusWord: '正在找人', step: 1, abilities: { ...idle, cancel: true } })
    server.said = { reply: '好，正在找人。〔A102〕', request: open }
    tap('对，就这样，〔A102〕')
    await screen.findByText('好，正在找人。〔A102〕')
    expect(server.sentences()[1]).toMatchObject({ url: '/api/me/requests/A102/say', sentence: '对' })
    expect(screen.getByRole('img', { name: words.stepsLabel(2, '找人', '正在找人') })).toBeTruthy()
  })

  it('keeps what was written where it was not understood, over a closed page too', async () => {
    await openAsWang()
    const long = '我家里这个事情啊说来话长'.repeat(40)
    server.said = { reply: '没听明白，已经请值班社工看。', unclear: true }
    writeSentence(long)
    tap(words.send)
    await screen.findByText('没听明白，已经请值班社工看。')
    expect(sentenceField().value).toBe(long)
    screen.getByText(words.field.stillHere)
    cleanup()
    await openAsWang()
    expect(sentenceField().value).toBe(long)
    server.said = { reply: '记下了：米一袋。〔A102〕', request: aRequest() }
    writeSentence('送一袋米')
    tap(words.send)
    await screen.findByText(/记下了：米一袋/)
    expect(sentenceField().value).toBe('')
  })

  it('sends the next sentence to the request that is still being asked about, or to a new one', async () => {
    await openAsWang()
    server.said = { reply: '米送到哪栋？〔A102〕', request: aRequest({ abilities: { ...idle, cancel: true } }) }
    writeSentence('送袋米')
    tap(words.send)
    await screen.findByText('接着说〔A102〕这件事')
    writeSentence('四楼')
    tap(words.send)
    await waitFor(() => expect(server.sentences()).toHaveLength(2))
    expect(server.sentences()[1]).toMatchObject({ url: '/api/me/requests/A102/say', sentence: '四楼' })
    await waitFor(() => expect(sentenceField().readOnly).toBe(false))
    tap(words.field.newMatter)
    writeSentence('还要酱油')
    tap(words.send)
    await waitFor(() => expect(server.sentences()[2]?.url).toBe('/api/me/requests'))
  })

  it('does not send nothing, and says why', async () => {
    await openAsWang()
    writeSentence('   ')
    tap(words.send)
    expect(screen.getByRole('alert').textContent).toBe(words.field.empty)
    expect(server.sentences()).toEqual([])
  })

  it('keeps the words when the line is down, and sends them again under the same key', async () => {
    await openAsWang()
    server.line = 'down'
    writeSentence('送袋米')
    tap(words.send)
    await screen.findByText(words.notSent)
    expect(sentenceField().value).toBe('送袋米')
    server.line = 'up'
    tap(words.send)
    await screen.findByText('记下了。')
    const [first, second] = server.sentences()
    expect(second?.key).toBe(first?.key)
  })

  it('keeps words and key over a closed page', async () => {
    await openAsWang()
    server.line = 'down'
    writeSentence('送袋米')
    tap(words.send)
    await screen.findByText(words.notSent)
    cleanup()
    server.line = 'up'
    await openAsWang()
    expect(sentenceField().value).toBe('送袋米')
    tap(words.send)
    await screen.findByText('记下了。')
    expect(new Set(server.sentences().map(({ key }) => key)).size).toBe(1)
    expect(phone.storage.has('yimin.draft')).toBe(false)
  })

  it('gives other words, and refused words, a new key', async () => {
    await openAsWang()
    server.refusal = { statusCode: 429, error: 'too_many', message: '太快了，请歇一会儿再试。' }
    writeSentence('送袋米')
    tap(words.send)
    await screen.findByText('太快了，请歇一会儿再试。')
    tap(words.send)
    await waitFor(() => expect(server.sentences()).toHaveLength(2))
    await waitFor(() => expect(sentenceField().readOnly).toBe(false))
    server.refusal = { statusCode: 503, error: 'unavailable', message: '系统正在恢复，请过一会儿再试。' }
    tap(words.send)
    await screen.findByText('系统正在恢复，请过一会儿再试。')
    writeSentence('送两袋米')
    tap(words.send)
    await waitFor(() => expect(server.sentences()).toHaveLength(4))
    expect(new Set(server.sentences().map(({ key }) => key)).size).toBe(4)
  })

  it('sends once, however often the button is tapped', async () => {
    await openAsWang()
    writeSentence('送袋米')
    tap(words.send)
    fireEvent.click(screen.getByRole('button', { name: words.sending }))
    fireEvent.keyDown(sentenceField(), { key: 'Enter', ctrlKey: true })
    await screen.findByText('记下了。')
    expect(server.sentences()).toHaveLength(1)
  })

  it('leaves Enter to an input method that is composing', async () => {
    await openAsWang()
    writeSentence('song')
    fireEvent.keyDown(sentenceField(), { key: 'Enter', ctrlKey: true, isComposing: true })
    expect(server.sentences()).toEqual([])
    fireEvent.keyDown(sentenceField(), { key: 'Enter', ctrlKey: true })
    await waitFor(() => expect(server.sentences()).toHaveLength(1))
  })

  it('puts the emergency number under the thumb', async () => {
    await openAsWang()
    server.said = { reply: '先打120！我已经叫值班社工，她马上联系您。' }
    writeSentence('我妈晕倒了')
    tap(words.send)
    expect((await screen.findByRole('link', { name: '☎ 打 120' })).getAttribute('href')).toBe('tel:120')
  })
})

describe('large text', () => {
  it('is switched on the page and kept', async () => {
    await openAsWang()
    tap(words.largeTextLabel)
    expect(screen.getByRole('main').className).toBe('page large')
    cleanup()
    await openAsWang()
    expect(screen.getByRole('main').className).toBe('page large')
  })
})

describe('on the phone', () => {
  it('asks and rings through WeChat', async () => {
    process.env.TARO_ENV = 'weapp'
    await openAsWang()
    server.said = { reply: '记下了。', request: aRequest() }
    writeSentence('送袋米')
    tap(words.send)
    await screen.findByText('记下了。')
    fireEvent.click(screen.getAllByRole('button', { name: '给昆北街道社工站打电话' })[0] as HTMLElement)
    expect(phone.called).toEqual(['0472-0000001'])
    expect(screen.queryByText(words.sandbox)).toBeNull()
  })
})
