/** @jest-environment jsdom */
import { act, cleanup, render } from '@testing-library/react'
import { useLive } from '../../miniprogram/src/live/useLive.ts'
import { server } from './doubles/server.ts'
import { sockets } from './doubles/sockets.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))

let tokens = 0
let token: string

beforeEach(() => {
  jest.useFakeTimers()
  process.env.TARO_ENV = 'h5'
  server.reset()
  sockets.reset()
  tokens += 1
  token = `secret${tokens}`
})
afterEach(() => {
  cleanup()
  jest.advanceTimersByTime(2_000)
  jest.useRealTimers()
})

interface Props {
  shown?: boolean
  kinds?: Parameters<typeof useLive>[2]
  onNews(): void
}
function Listening({ shown = true, kinds = ['request'], onNews }: Props) {
  useLive(token, shown, kinds, onNews)
  return null
}

const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms))
const last = () => sockets.all.at(-1)

async function listening(parts: Partial<Props> = {}) {
  const onNews = jest.fn()
  const { rerender, unmount } = render(<Listening onNews={onNews} {...parts} />)
  await pass(200)
  return { onNews, unmount, show: (shown: boolean) => rerender(<Listening onNews={onNews} {...parts} shown={shown} />) }
}

test('knocks with the token in the first word, never in the address, and reads once after the first welcome', async () => {
  const { onNews } = await listening()
  expect(last()?.url).toBe('ws://localhost/api/live')
  expect(last()?.said).toEqual([{ token }])
  expect(onNews).toHaveBeenCalledTimes(1)
})

test('tells of its own kinds only, and of a heap of hints once', async () => {
  const { onNews } = await listening()
  onNews.mockClear()
  sockets.tell('alarm')
  await pass(500)
  expect(onNews).not.toHaveBeenCalled()
  for (let more = 0; more < 20; more += 1) sockets.tell()
  await pass(500)
  expect(onNews).toHaveBeenCalledTimes(1)
})

test('all that is on the screen shares one line', async () => {
  const [one, two] = [jest.fn(), jest.fn()]
  render(
    <>
      <Listening onNews={one} />
      <Listening onNews={two} kinds={['request', 'alarm']} />
    </>,
  )
  await pass(200)
  one.mockClear()
  two.mockClear()
  sockets.tell('alarm')
  await pass(200)
  expect([sockets.all.length, one.mock.calls.length, two.mock.calls.length]).toEqual([1, 0, 1])
})

test('comes back after a cut with the last number that it heard, and does not read for the cut’s sake', async () => {
  const { onNews } = await listening()
  sockets.tell()
  await pass(200)
  onNews.mockClear()
  last()?.cut()
  await pass(1_100)
  expect(sockets.all).toHaveLength(2)
  expect(last()?.said).toEqual([{ token, since: 101 }])
  expect(onNews).not.toHaveBeenCalled()
  sockets.welcome = () => ({ seq: 110, reset: true, hints: [] })
  last()?.cut()
  await pass(1_300)
  expect(onNews).toHaveBeenCalledTimes(1)
})

test('tries more and more seldom, and not all phones at the same moment', async () => {
  sockets.line = 'down'
  jest.spyOn(Math, 'random').mockReturnValue(1)
  await listening()
  const at: number[] = []
  let before = sockets.all.length
  for (let second = 0; second < 240; second += 1) {
    await pass(1_000)
    if (sockets.all.length > before) at.push(second)
    before = sockets.all.length
  }
  const pauses = at.map((second, i) => second - (at[i - 1] ?? 0))
  expect(pauses.slice(1, 5)).toEqual([2, 4, 8, 16])
  expect(Math.max(...pauses)).toBeLessThanOrEqual(61)
  jest.spyOn(Math, 'random').mockReturnValue(0)
  const tries = sockets.all.length
  await pass(31_000)
  expect(sockets.all.length).toBeGreaterThan(tries)
  jest.restoreAllMocks()
})

test('asks for news where no socket comes through, and stops as soon as one does', async () => {
  token = 'secret'
  sockets.line = 'absent'
  const { onNews } = await listening()
  await pass(10_000)
  const [asked, told] = [server.asked(), onNews.mock.calls.length]
  expect(asked).toBeGreaterThan(0)
  server.news = () => ({ seq: 120, reset: false, hints: [{ seq: 120, kind: 'request', id: 'A1', version: 1 }] })
  await pass(3_200)
  expect(onNews.mock.calls.length).toBe(told + 1)
  server.news = () => ({ seq: 120, reset: false, hints: [] })
  await pass(3_000)
  expect(server.knocks.at(-1)?.url).toBe('/api/live?since=120')
  sockets.line = 'up'
  await pass(61_000)
  expect(last()?.said).toEqual([{ token, since: 120 }])
  const settled = server.asked()
  await pass(20_000)
  expect(server.asked()).toBe(settled)
})

test('a line that says nothing for a minute is no line', async () => {
  await listening()
  await pass(50_000)
  last()?.hear({ seq: 100, reset: false, hints: [] })
  await pass(50_000)
  expect(sockets.all).toHaveLength(1)
  await pass(12_000)
  expect(sockets.all).toHaveLength(2)
})

test('nonsense on the line is a broken line', async () => {
  await listening()
  last()?.hear('<html>sign in to this network</html>')
  await pass(1_100)
  expect(sockets.all).toHaveLength(2)
})

test('rests while nobody looks, and after waking asks for what it missed', async () => {
  const { onNews, show } = await listening()
  show(false)
  await pass(1_000)
  show(true)
  await pass(100)
  expect(sockets.all).toHaveLength(1)
  show(false)
  await pass(600_000)
  expect(sockets.open()).toEqual([])
  expect(sockets.all).toHaveLength(1)
  onNews.mockClear()
  sockets.welcome = () => ({ seq: 105, reset: false, hints: [{ seq: 103, kind: 'request', id: 'A1', version: 3 }] })
  show(true)
  await pass(200)
  expect(last()?.said).toEqual([{ token, since: 100 }])
  expect(onNews).toHaveBeenCalledTimes(1)
})

test('somebody else who signs in gets a line of his own', async () => {
  const first = await listening()
  first.unmount()
  token = `${token}-other`
  await listening()
  await pass(2_000)
  expect(sockets.open().map((socket) => socket.said)).toEqual([[{ token }]])
})
