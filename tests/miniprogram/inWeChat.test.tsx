/** @jest-environment jsdom */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import AskPage from '../../miniprogram/src/pages/ask/index.tsx'
import { weChatWords } from '../../miniprogram/src/wechat/words.ts'
import { words as entryWords } from '../../miniprogram/src/session/words.ts'
import { words } from '../../miniprogram/src/words.ts'
import { insideAsWang, knocksAt, openPage, tap, write } from './doubles/hands.tsx'
import { server } from './doubles/server.ts'
import { refusal } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

beforeEach(() => {
  process.env.TARO_ENV = 'weapp'
  server.reset()
  phone.reset()
  server.hello = { ...server.hello, demo: false, wechat: true }
})
afterEach(cleanup)

describe('signing in inside WeChat', () => {
  it('needs no tap: the phone says who it is, and keeps only the opaque token', async () => {
    openPage(AskPage)
    await insideAsWang()
    expect(knocksAt('POST', '/api/wechat/sessions').map(({ data }) => data)).toEqual([{ code: 'login-code' }])
    expect([...phone.storage.keys()].sort()).toEqual(['yimin.station', 'yimin.token'])
    expect(phone.storage.get('yimin.token')).toBe('secret')
  })

  it('shows the server’s sentence when WeChat refuses, and tries again on a tap only', async () => {
    const message = '微信提示这个账号有风险，现在登录不了。别着急，打社工站电话 0472-0000001，我们一样帮您。'
    server.weChatRefusal = { statusCode: 403, error: 'forbidden', message }
    openPage(AskPage)
    await screen.findByText(message)
    expect(knocksAt('POST', '/api/wechat/sessions')).toHaveLength(1)
    server.weChatRefusal = undefined
    fireEvent.click(screen.getByRole('button', { name: words.retry }))
    await insideAsWang()
  })

  it('a code that was used up is no reason to ask in a loop', async () => {
    server.weChatRefusal = { statusCode: 401, error: 'unauthenticated', message: '登录没成功，请再点一次。' }
    openPage(AskPage)
    await screen.findByText('登录没成功，请再点一次。')
    expect(knocksAt('POST', '/api/wechat/sessions')).toHaveLength(1)
  })

  it('says that the line is down when WeChat gives no code', async () => {
    phone.loginCode = undefined
    openPage(AskPage)
    await screen.findByText(words.offlineTitle)
  })

  it.each(['h5', 'weapp'])('is not tried in a browser, nor where the server has no WeChat (%s)', async (env) => {
    process.env.TARO_ENV = env
    server.hello = { ...server.hello, wechat: env === 'h5' }
    openPage(AskPage)
    await screen.findByText(env === 'h5' ? entryWords.entryTitle : words.closedTitle)
    expect(knocksAt('POST', '/api/wechat/sessions')).toEqual([])
  })
})

describe('what WeChat can do besides', () => {
  const templates = [
    { template: 'progress', templateId: 'P', credits: 0 },
    { template: 'offer', templateId: 'O', credits: 0 },
  ]

  it('asks for messages from a tap, all at once, and reports each answer', async () => {
    server.subscriptions = templates
    phone.consents = { P: 'accept', O: 'reject' }
    openPage(AskPage)
    fireEvent.click(await screen.findByRole('button', { name: weChatWords.news }))
    await waitFor(() => expect(knocksAt('POST', '/api/me/subscriptions')).toHaveLength(1))
    expect(phone.askedConsents).toEqual([['P', 'O']])
    const answers = [
      { template: 'progress', answer: 'accept' },
      { template: 'offer', answer: 'reject' },
    ]
    expect(knocksAt('POST', '/api/me/subscriptions')[0]?.data).toEqual({ answers })
  })

  it('never asks WeChat for more than three, and reports nothing when nobody was asked', async () => {
    server.subscriptions = [...templates, ...templates.map((one) => ({ ...one, templateId: `${one.templateId}2` }))]
    openPage(AskPage)
    fireEvent.click(await screen.findByRole('button', { name: weChatWords.news }))
    await screen.findByText(weChatWords.refused)
    expect(phone.askedConsents).toEqual([['P', 'O', 'P2']])
    expect(knocksAt('POST', '/api/me/subscriptions')).toEqual([])
  })

  it('lends the phone number when the person agrees, and nothing when not', async () => {
    openPage(AskPage)
    const button = await screen.findByRole('button', { name: weChatWords.phone })
    fireEvent.click(button)
    expect(knocksAt('POST', '/api/me/phone')).toEqual([])
    phone.phoneCode = 'phone-code'
    fireEvent.click(button)
    await screen.findByText(weChatWords.phoneKept('19900001234'))
    expect(knocksAt('POST', '/api/me/phone').map(({ data }) => data)).toEqual([{ code: 'phone-code' }])
  })

  it('is not there in a browser', async () => {
    process.env.TARO_ENV = 'h5'
    phone.storage.set('yimin.token', 'secret')
    openPage(AskPage)
    await insideAsWang()
    expect(screen.queryByText(weChatWords.title)).toBeNull()
    expect(knocksAt('GET', '/api/me/subscriptions')).toEqual([])
  })
})

describe('somebody whom the station knows already', () => {
  const joined = { token: 'fresh', person: { id: 'old', name: '王秀兰', role: 'resident' } }
  beforeEach(() => server.tokens.push(joined.token))
  const joinings = () => knocksAt('POST', '/api/me/joining').map(({ data }) => data)

  it('is joined on one more tap once WeChat has lent a number that the station has, and goes on under a new token', async () => {
    phone.phoneCode = 'phone-code'
    server.fixed = { 'POST /api/me/phone': { phone: '19900001234', joinable: true }, 'POST /api/me/joining': joined }
    openPage(AskPage)
    await screen.findByRole('button', { name: weChatWords.phone })
    expect(screen.queryByRole('button', { name: weChatWords.join })).toBeNull()
    tap(weChatWords.phone)
    await screen.findByText(weChatWords.joinText)
    expect(joinings()).toEqual([])
    tap(weChatWords.join)
    await waitFor(() => expect(phone.storage.get('yimin.token')).toBe('fresh'))
    expect(joinings()).toEqual([{}])
  })

  it('is not asked to join where the number is new to the station', async () => {
    phone.phoneCode = 'phone-code'
    openPage(AskPage)
    await screen.findByRole('button', { name: weChatWords.phone })
    tap(weChatWords.phone)
    await screen.findByText(weChatWords.phoneKept('19900001234'))
    expect(screen.queryByText(weChatWords.joinText)).toBeNull()
  })

  it('may join by a code of the station instead; a wrong one is named and stays to be mended', async () => {
    const fault = { path: 'code', message: '登录码不对，或者已经过期。请再要一个。' }
    server.fixed = { 'POST /api/me/joining': refusal(400, 'invalid_input', '有几处没填对。', [fault]) }
    openPage(AskPage)
    await screen.findByRole('button', { name: weChatWords.haveCode })
    tap(weChatWords.haveCode)
    write(weChatWords.code, '87654321')
    tap(weChatWords.join)
    await screen.findByText(fault.message)
    server.fixed = { 'POST /api/me/joining': joined }
    write(weChatWords.code, ' 12345678')
    expect(screen.queryByText(fault.message)).toBeNull()
    tap(weChatWords.join)
    await waitFor(() => expect(phone.storage.get('yimin.token')).toBe('fresh'))
    expect(joinings()).toEqual([{ code: '87654321' }, { code: '12345678' }])
  })

  it('is told why it did not work, above the button that tries again', async () => {
    phone.phoneCode = 'phone-code'
    const sentence = '两边都有正在办的事，请打站里电话，社工帮您接。'
    server.fixed = { 'POST /api/me/phone': { phone: '19900001234', joinable: true }, 'POST /api/me/joining': refusal(409, 'conflict', sentence) } // prettier-ignore
    openPage(AskPage)
    await screen.findByRole('button', { name: weChatWords.phone })
    tap(weChatWords.phone)
    await screen.findByText(weChatWords.joinText)
    tap(weChatWords.join)
    await screen.findByText(sentence)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: weChatWords.join }).disabled).toBe(false)
    expect(phone.storage.get('yimin.token')).toBe('secret')
  })
})
