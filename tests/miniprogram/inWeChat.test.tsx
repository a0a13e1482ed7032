/** @jest-environment jsdom */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import App from '../../miniprogram/src/app.tsx'
import AskPage from '../../miniprogram/src/pages/ask/index.tsx'
import { weChatWords } from '../../miniprogram/src/wechat/words.ts'
import { words as entryWords } from '../../miniprogram/src/session/words.ts'
import { words } from '../../miniprogram/src/words.ts'
import { server } from './doubles/server.ts'
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

const open = () =>
  render(
    <App>
      <AskPage />
    </App>,
  )
const knocksAt = (url: string, method = 'POST') =>
  server.knocks.filter((knock) => knock.url === url && knock.method === method)
const inside = () => screen.findByText('王阿姨，要帮什么忙？')

describe('signing in inside WeChat', () => {
  it('needs no tap: the phone says who it is, and keeps only the opaque token', async () => {
    open()
    await inside()
    expect(knocksAt('/api/wechat/sessions').map(({ data }) => data)).toEqual([{ code: 'login-code' }])
    expect([...phone.storage.keys()].sort()).toEqual(['yimin.station', 'yimin.token'])
    expect(phone.storage.get('yimin.token')).toBe('secret')
  })

  it('shows the server’s sentence when WeChat refuses, and tries again on a tap only', async () => {
    const message = '微信提示这个账号有风险，现在登录不了。别着急，打社工站电话 0472-0000001，我们一样帮您。'
    server.weChatRefusal = { statusCode: 403, error: 'forbidden', message }
    open()
    await screen.findByText(message)
    expect(knocksAt('/api/wechat/sessions')).toHaveLength(1)
    server.weChatRefusal = undefined
    fireEvent.click(screen.getByRole('button', { name: words.retry }))
    await inside()
  })

  it('a code that was used up is no reason to ask in a loop', async () => {
    server.weChatRefusal = { statusCode: 401, error: 'unauthenticated', message: '登录没成功，请再点一次。' }
    open()
    await screen.findByText('登录没成功，请再点一次。')
    expect(knocksAt('/api/wechat/sessions')).toHaveLength(1)
  })

  it('says that the line is down when WeChat gives no code', async () => {
    phone.loginCode = undefined
    open()
    await screen.findByText(words.offlineTitle)
  })

  it.each(['h5', 'weapp'])('is not tried in a browser, nor where the server has no WeChat (%s)', async (env) => {
    process.env.TARO_ENV = env
    server.hello = { ...server.hello, wechat: env === 'h5' }
    open()
    await screen.findByText(env === 'h5' ? entryWords.entryTitle : words.closedTitle)
    expect(knocksAt('/api/wechat/sessions')).toEqual([])
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
    open()
    fireEvent.click(await screen.findByRole('button', { name: weChatWords.news }))
    await waitFor(() => expect(knocksAt('/api/me/subscriptions')).toHaveLength(1))
    expect(phone.askedConsents).toEqual([['P', 'O']])
    const answers = [
      { template: 'progress', answer: 'accept' },
      { template: 'offer', answer: 'reject' },
    ]
    expect(knocksAt('/api/me/subscriptions')[0]?.data).toEqual({ answers })
  })

  it('never asks WeChat for more than three, and reports nothing when nobody was asked', async () => {
    server.subscriptions = [...templates, ...templates.map((one) => ({ ...one, templateId: `${one.templateId}2` }))]
    open()
    fireEvent.click(await screen.findByRole('button', { name: weChatWords.news }))
    await screen.findByText(weChatWords.refused)
    expect(phone.askedConsents).toEqual([['P', 'O', 'P2']])
    expect(knocksAt('/api/me/subscriptions')).toEqual([])
  })

  it('lends the phone number when the person agrees, and nothing when not', async () => {
    open()
    const button = await screen.findByRole('button', { name: weChatWords.phone })
    fireEvent.click(button)
    expect(knocksAt('/api/me/phone')).toEqual([])
    phone.phoneCode = 'phone-code'
    fireEvent.click(button)
    await screen.findByText(weChatWords.phoneKept('19900001234'))
    expect(knocksAt('/api/me/phone').map(({ data }) => data)).toEqual([{ code: 'phone-code' }])
  })

  it('is not there in a browser', async () => {
    process.env.TARO_ENV = 'h5'
    phone.storage.set('yimin.token', 'secret')
    open()
    await inside()
    expect(screen.queryByText(weChatWords.title)).toBeNull()
    expect(knocksAt('/api/me/subscriptions', 'GET')).toEqual([])
  })
})
