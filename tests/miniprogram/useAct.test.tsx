/** @jest-environment jsdom */
import { act, cleanup, renderHook } from '@testing-library/react'
import { ApiError } from '../../miniprogram/src/api/apiError.ts'
import { call } from '../../miniprogram/src/api/call.ts'
import { noteAnswer, noteSilence } from '../../miniprogram/src/api/reach.ts'
import { useAct } from '../../miniprogram/src/hooks/useAct.ts'
import { words } from '../../miniprogram/src/words.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('../../miniprogram/src/api/call.ts', () => ({ call: jest.fn() }))
const signedOut = jest.fn()
jest.mock('../../miniprogram/src/session/SessionProvider.tsx', () => ({
  useSignedIn: () => ({ token: 'secret', signedOut }),
}))

const asked = jest.mocked(call)
const done = jest.fn()
const reply = { reply: '记下了。' }
const rice = { body: { sentence: '一袋米' } }

beforeEach(() => {
  for (const double of [asked, signedOut, done]) double.mockReset()
})
afterEach(cleanup)

const begin = () => renderHook(() => useAct('askForHelp', done)).result
const run = (result: ReturnType<typeof begin>, input = rice) => act(async () => result.current.run(input))
const keys = () => asked.mock.calls.map(([, input]) => input?.key)

describe('one write', () => {
  it('carries a key of 128 bits, tells when it is done, and is busy only in between', async () => {
    let answer: (value: never) => void = () => undefined
    asked.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    const result = begin()
    await run(result)
    expect(result.current.busy).toBe(true)
    await act(async () => answer(reply as never))
    expect(result.current).toMatchObject({ busy: false, error: undefined, faults: {} })
    expect(done).toHaveBeenCalledWith(reply)
    expect(keys()[0]).toMatch(/^[0-9a-f]{32}$/)
  })

  it('takes no second tap while it is under way', async () => {
    asked.mockReturnValueOnce(new Promise(() => undefined))
    const result = begin()
    await run(result)
    await run(result)
    expect(asked).toHaveBeenCalledTimes(1)
  })

  it('leaves it to the top of the page that the line is down, and says itself what was not sent once that is over', async () => {
    noteSilence(true)
    asked.mockRejectedValueOnce(new ApiError('offline', '没发出去'))
    const result = begin()
    await run(result)
    expect(result.current).toMatchObject({ failure: 'offline', error: undefined })
    act(noteAnswer)
    expect(result.current.error).toBe('没发出去')
  })

  it.each([
    ['no answer came', new ApiError('offline', '没发出去')],
    ['the server broke', new ApiError('internal', '坏了', 500)],
    ['the first try is still being done', new ApiError('key_in_use', '还在办', 409)],
  ])('keeps its key where %s, so that it counts once', async (_, error) => {
    asked.mockRejectedValueOnce(error).mockResolvedValueOnce(reply as never)
    const result = begin()
    await run(result)
    expect(result.current.failure).toBe(error.failure)
    expect(result.current.error).toBe(error.message)
    await run(result)
    expect(keys()[1]).toBe(keys()[0])
    expect(done).toHaveBeenCalledTimes(1)
  })

  it('takes a new key after a refusal, after a success, and for other words', async () => {
    asked
      .mockRejectedValueOnce(new ApiError('conflict', '变了', 409))
      .mockResolvedValueOnce(reply as never)
      .mockRejectedValueOnce(new ApiError('offline', '没发出去'))
      .mockResolvedValueOnce(reply as never)
    const result = begin()
    await run(result)
    await run(result)
    await run(result)
    await run(result, { body: { sentence: '两袋米' } })
    expect(new Set(keys()).size).toBe(4)
  })

  it('says what is wrong with each field until the person changes something', async () => {
    asked.mockRejectedValueOnce(new ApiError('invalid_input', '有几处没填对。', 400, { sentence: '写一句。' }))
    const result = begin()
    await run(result)
    expect(result.current).toMatchObject({ error: '有几处没填对。', faults: { sentence: '写一句。' } })
    act(() => result.current.clear())
    expect(result.current).toMatchObject({ error: undefined, faults: {} })
  })

  it('asks who is there after a 401, and says nothing else', async () => {
    asked.mockRejectedValueOnce(new ApiError('unauthenticated', '请先登录。', 401))
    const result = begin()
    await run(result)
    expect(signedOut).toHaveBeenCalledTimes(1)
    expect(result.current.error).toBeUndefined()
  })

  it('has a sentence for what nobody expected', async () => {
    asked.mockRejectedValueOnce(new TypeError('x is not a function'))
    const result = begin()
    await run(result)
    expect(result.current.error).toBe(words.unknownError)
  })
})
