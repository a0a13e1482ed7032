/** @jest-environment jsdom */
import { readFileSync } from 'node:fs'
import { earlyAnswer, forgetEarly, takeEarly } from '../../miniprogram/src/api/early.ts'

const hello = { url: '/api/hello', method: 'GET', header: {} } as const
const me = { url: '/api/me', method: 'GET', header: { Authorization: 'Bearer secret' } } as const
/** The script of index.html, as the browser runs it. */
const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(readFileSync('miniprogram/src/index.html', 'utf8')) ?? []

const fetched = jest.fn()
beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  localStorage.clear()
  fetched.mockReset()
  fetched.mockImplementation((url: string) => Promise.resolve({ status: 200, json: () => Promise.resolve({ url }) }))
  Object.assign(window, { fetch: fetched, yiminEarly: undefined })
})
const runScript = () => (window as unknown as { eval(text: string): void }).eval(script)

describe('what index.html asks before the scripts are here', () => {
  it('is the greeting, and for somebody who was here before who he is', async () => {
    localStorage.setItem('yimin.token', JSON.stringify({ data: 'secret' }))
    runScript()
    expect(await takeEarly(hello)).toEqual({ statusCode: 200, data: { url: '/api/hello' } })
    expect(await takeEarly(me)).toEqual({ statusCode: 200, data: { url: '/api/me' } })
    expect(fetched.mock.calls[1]).toEqual(['/api/me', { headers: { Authorization: 'Bearer secret' } }])
  })

  it('is nothing personal for a newcomer', () => {
    runScript()
    expect(fetched.mock.calls.map(([url]) => url as string)).toEqual(['/api/hello'])
  })

  it('is taken once: the next time the server is asked', async () => {
    runScript()
    await takeEarly(hello)
    expect(await takeEarly(hello)).toBeUndefined()
  })

  it('is never given to another person', async () => {
    localStorage.setItem('yimin.token', JSON.stringify({ data: 'hers' }))
    runScript()
    expect(await takeEarly(me)).toBeUndefined()
  })

  it('is there at once when it came before the first page, for the same person, until it is used up', async () => {
    localStorage.setItem('yimin.token', JSON.stringify({ data: 'secret' }))
    runScript()
    expect(earlyAnswer('/api/me', 'Bearer secret')).toBeUndefined()
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect(earlyAnswer('/api/me', 'Bearer secret')).toEqual({ statusCode: 200, data: { url: '/api/me' } })
    expect(earlyAnswer('/api/me', 'Bearer hers')).toBeUndefined()
    expect(earlyAnswer('/api/me')).toBeUndefined()
    forgetEarly()
    expect(earlyAnswer('/api/me', 'Bearer secret')).toBeUndefined()
    expect(await takeEarly(me)).toBeUndefined()
  })

  it('counts for nothing where no answer came', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'))
    runScript()
    expect(await takeEarly(hello)).toBeUndefined()
  })

  it('is not waited for longer than five seconds', async () => {
    jest.useFakeTimers()
    fetched.mockReturnValue(new Promise(() => undefined))
    runScript()
    const taken = takeEarly(hello)
    await jest.advanceTimersByTimeAsync(5_000)
    expect(await taken).toBeUndefined()
    jest.useRealTimers()
  })

  it('never stands for a write, and harms nothing in a browser that keeps nothing', async () => {
    localStorage.setItem('yimin.token', 'not JSON')
    runScript()
    expect(await takeEarly({ ...hello, method: 'POST' })).toBeUndefined()
    expect(await takeEarly(hello)).toBeUndefined()
  })
})
