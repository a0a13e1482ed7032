/** @jest-environment jsdom */
import { act, cleanup, screen, within } from '@testing-library/react'
import AskPage from '../../miniprogram/src/pages/ask/index.tsx'
import { requestWords } from '../../miniprogram/src/requests/words.ts'
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
/** The line to the server outlives its page by two seconds of whatever time it is. */
let fake = false
afterEach(() => {
  cleanup()
  if (fake) jest.advanceTimersByTime(2_000)
  fake = false
  jest.useRealTimers()
})

describe('my requests', () => {
  it('says what will stand there while there is none, and offers a sentence to try', async () => {
    await openAsWang()
    await screen.findByText(words.emptyTitle)
    tap(words.field.tryExample)
    expect(sentenceField().value).toBe(words.field.example)
  })

  it('shows place, promised time, helper and handover code, and only the buttons that the server allows', async () => {
    server.requests = [
      aRequest({
        status: 'accepted',
        statusWord: '有人接了',
        step: 2,
        promisedTime: '11点',
        helperName: '勤务员小店',
        handoverCode: '3728',
        abilities: { ...idle, finish: true },
      }),
    ]
    await openAsWang()
    const card = within(await screen.findByRole('listitem', { name: '〔A102〕' }))
    for (const fact of ['送到：六区9栋', '说好：11点前', '来的人：勤务员小店', '3728']) card.getByText(fact)
    expect(card.getAllByRole('button').map((button) => button.textContent)).toEqual([
      words.finish,
      words.sayMore,
      requestWords.openOne,
    ])
  })

  it('cancels only after a second tap', async () => {
    server.requests = [
      aRequest({ status: 'open', statusWord: '正在找人', step: 1, abilities: { ...idle, cancel: true } }),
    ]
    await openAsWang()
    await screen.findByText('米一袋')
    tap('取消，〔A102〕')
    expect(server.sentences()).toEqual([])
    server.said = {
      reply: '好，取消了。',
      request: aRequest({ status: 'cancelled', statusWord: '已取消', abilities: idle }),
    }
    tap('真的不要了，〔A102〕')
    await screen.findByText('好，取消了。')
    expect(server.sentences()[0]).toMatchObject({ url: '/api/me/requests/A102/say', sentence: '取消' })
    const left = screen.getAllByRole('button', { name: /〔A102〕/ }).map((button) => button.textContent)
    expect(left).toEqual([requestWords.openOne])
  })

  it('reads again at once when something is new, besides every 30 s while somebody looks, and rests while nobody does', async () => {
    jest.useFakeTimers()
    fake = true
    phone.storage.set('yimin.token', 'secret')
    openPage(AskPage)
    await act(() => jest.advanceTimersByTimeAsync(1_000))
    const first = server.polls()
    act(() => sockets.tell())
    await act(() => jest.advanceTimersByTimeAsync(200))
    expect(server.polls()).toBe(first + 1)
    await act(() => jest.advanceTimersByTimeAsync(61_000))
    expect(server.polls()).toBe(first + 3)
    act(() => phone.hide())
    act(() => sockets.tell())
    await act(() => jest.advanceTimersByTimeAsync(60_000))
    expect([server.polls(), sockets.open()]).toEqual([first + 3, []])
    act(() => phone.show())
    await act(() => jest.advanceTimersByTimeAsync(100))
    expect(server.polls()).toBe(first + 4)
  })

  it('says that the line is down, asks more slowly, and takes up by itself', async () => {
    jest.useFakeTimers()
    fake = true
    phone.storage.set('yimin.token', 'secret')
    openPage(AskPage)
    await act(() => jest.advanceTimersByTimeAsync(0))
    server.line = 'down'
    sockets.line = 'down'
    act(() => sockets.all.forEach((socket) => socket.cut()))
    await act(() => jest.advanceTimersByTimeAsync(3_000))
    screen.getByText(words.offlineTitle)
    const before = server.polls()
    await act(() => jest.advanceTimersByTimeAsync(60_000))
    expect(server.polls() - before).toBeLessThan(7)
    expect(server.polls() - before).toBeGreaterThan(2)
    server.line = 'up'
    server.requests = [aRequest()]
    await act(() => jest.advanceTimersByTimeAsync(15_100))
    screen.getByText('米一袋')
    expect(screen.queryByText(words.offlineTitle)).toBeNull()
  })

  it('lets the answer about a request go once the request has moved on', async () => {
    jest.useFakeTimers()
    fake = true
    phone.storage.set('yimin.token', 'secret')
    openPage(AskPage)
    await act(() => jest.advanceTimersByTimeAsync(0))
    server.said = { reply: '正在找人。', request: aRequest({ status: 'open', statusWord: '正在找人', step: 1 }) }
    writeSentence('送袋米')
    tap(words.send)
    await act(() => jest.advanceTimersByTimeAsync(0))
    screen.getByText('正在找人。')
    server.requests = [aRequest({ status: 'accepted', statusWord: '有人接了', step: 2 })]
    act(() => sockets.tell())
    await act(() => jest.advanceTimersByTimeAsync(200))
    expect(screen.queryByText('正在找人。')).toBeNull()
    screen.getByText('有人接了')
  })

  it('asks to sign in again when the session ends in between, and keeps the words', async () => {
    jest.useFakeTimers()
    fake = true
    phone.storage.set('yimin.token', 'secret')
    openPage(AskPage)
    await act(() => jest.advanceTimersByTimeAsync(0))
    writeSentence('送袋米')
    server.knowsTokens = false
    act(() => sockets.tell())
    await act(() => jest.advanceTimersByTimeAsync(200))
    screen.getByText(words.signedOut)
    expect(phone.storage.get('yimin.draft')).toMatchObject({ text: '送袋米' })
  })
})
