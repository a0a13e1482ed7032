/** @jest-environment jsdom */
import { act, cleanup, renderHook } from '@testing-library/react'
import { ApiError } from '../../miniprogram/src/api/apiError.ts'
import { call } from '../../miniprogram/src/api/call.ts'
import { useRead } from '../../miniprogram/src/hooks/useRead.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('../../miniprogram/src/api/call.ts', () => ({ call: jest.fn() }))
const signedOut = jest.fn()
const lookAgain = jest.fn()
jest.mock('../../miniprogram/src/session/SessionProvider.tsx', () => ({
  useSignedIn: () => ({ token: 'secret', signedOut, lookAgain }),
}))

const asked = jest.mocked(call)
const offline = () => new ApiError('offline', '连不上')
const refused = (status: number) => new ApiError(status === 404 ? 'not_found' : 'internal', '不行', status)

beforeEach(() => {
  jest.useFakeTimers()
  phone.reset()
  asked.mockReset()
  signedOut.mockReset()
  lookAgain.mockReset()
})
afterEach(() => {
  cleanup()
  jest.useRealTimers()
})

const later = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms))
const page = (name: string) => ({ items: [{ code: name }], nextCursor: null }) as never

async function read(everyMs?: number) {
  const hook = renderHook(({ code }) => useRead('listMyRequests', { query: { cursor: code } }, everyMs), {
    initialProps: { code: 'one' },
  })
  await later(0)
  return hook
}

describe('reading a route', () => {
  it('is loading until the answer is there, then ready, and asks no more', async () => {
    asked.mockResolvedValue(page('A'))
    const hook = renderHook(() => useRead('listMyRequests'))
    expect(hook.result.current).toMatchObject({ state: 'loading', data: undefined })
    await later(0)
    expect(hook.result.current).toMatchObject({ state: 'ready', data: page('A') })
    await later(120_000)
    expect(asked).toHaveBeenCalledTimes(1)
    expect(asked).toHaveBeenCalledWith('listMyRequests', expect.objectContaining({ token: 'secret' }))
  })

  it('keeps what was read while the line is down, and is ready again when it is back', async () => {
    asked.mockResolvedValueOnce(page('A')).mockRejectedValueOnce(offline()).mockResolvedValue(page('B'))
    const { result } = await read(1_000)
    await later(1_000)
    expect(result.current).toMatchObject({ state: 'offline', data: page('A') })
    await later(2_000)
    expect(result.current).toMatchObject({ state: 'ready', data: page('B') })
  })

  it('asks more and more slowly while nobody answers, and at its own pace afterwards', async () => {
    asked.mockRejectedValue(offline())
    await read(4_000)
    const calls = () => asked.mock.calls.length
    for (const [pause, expected] of [[8_000, 2], [16_000, 3], [30_000, 4], [30_000, 5]] as const) {
      await later(pause - 1)
      expect(calls()).toBe(expected - 1)
      await later(1)
      expect(calls()).toBe(expected)
    } // prettier-ignore
    asked.mockResolvedValue(page('A'))
    await later(30_000)
    const before = calls()
    await later(4_000)
    expect(calls()).toBe(before + 1)
  })

  it('tries a failed first reading again by itself', async () => {
    asked.mockRejectedValueOnce(refused(500)).mockResolvedValue(page('A'))
    const { result } = await read()
    expect(result.current.state).toBe('failed')
    await later(6_000)
    expect(result.current.state).toBe('ready')
  })

  it.each([404, 403])('is gone after a %d, and stays so', async (status) => {
    asked.mockRejectedValue(refused(status))
    const { result } = await read(1_000)
    expect(result.current.state).toBe('gone')
    expect(lookAgain).toHaveBeenCalledTimes(status === 403 ? 1 : 0)
    await later(60_000)
    expect(asked).toHaveBeenCalledTimes(1)
  })

  it('asks who is there after a 401', async () => {
    asked.mockRejectedValue(refused(401))
    await read(1_000)
    expect(signedOut).toHaveBeenCalledTimes(1)
    await later(60_000)
    expect(asked).toHaveBeenCalledTimes(1)
  })

  it('rests while the page is put away, and reads at once when it is back', async () => {
    asked.mockResolvedValue(page('A'))
    await read(1_000)
    act(() => phone.hide())
    await later(60_000)
    expect(asked).toHaveBeenCalledTimes(1)
    act(() => phone.show())
    await later(0)
    expect(asked).toHaveBeenCalledTimes(2)
  })

  it('begins anew when it is about something else: an old answer never stands under a new name', async () => {
    asked.mockResolvedValueOnce(page('A'))
    const hook = await read()
    let answer: (reply: never) => void = () => undefined
    asked.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    hook.rerender({ code: 'two' })
    await later(0)
    expect(hook.result.current).toMatchObject({ state: 'loading', data: undefined })
    await act(async () => answer(page('B')))
    expect(hook.result.current.data).toEqual(page('B'))
  })

  it('lets no older answer undo what a write has shown', async () => {
    let answer: (reply: never) => void = () => undefined
    asked.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    const { result } = await read()
    act(() => result.current.put(page('newer')))
    await act(async () => answer(page('older')))
    expect(result.current.data).toEqual(page('newer'))
  })

  it('reads again when asked to', async () => {
    asked.mockResolvedValueOnce(page('A')).mockResolvedValueOnce(page('B'))
    const { result } = await read()
    act(() => result.current.refresh())
    await later(0)
    expect(result.current.data).toEqual(page('B'))
  })
})
