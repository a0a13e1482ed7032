/** @jest-environment jsdom */
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import AskPage from '../../miniprogram/src/pages/ask/index.tsx'
import { weChatWords } from '../../miniprogram/src/wechat/words.ts'
import { words } from '../../miniprogram/src/words.ts'
import { openPage, tap } from './doubles/hands.tsx'
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

async function open() {
  openPage(AskPage)
  await screen.findByText('王阿姨，要帮什么忙？')
}
const asked = () => screen.queryByRole('dialog', { name: weChatWords.consentTitle })
const needs = () => act(() => phone.askConsent())

it('nobody is asked before something personal is used', async () => {
  await open()
  expect(asked()).toBeNull()
})

it('says what for, and a yes is the tap on the one button that WeChat takes', async () => {
  await open()
  needs()
  expect(asked()).not.toBeNull()
  for (const use of weChatWords.consentUses) expect(screen.getByText(use)).toBeTruthy()
  expect(phone.consentAnswers).toEqual([{ event: 'exposureAuthorization' }])
  const button = screen.getByRole('button', { name: weChatWords.agree })
  fireEvent.click(button)
  expect(phone.consentAnswers.at(-1)).toEqual({ event: 'agree', buttonId: button.id })
  expect(button.id).not.toBe('')
  expect(asked()).toBeNull()
})

it.each([weChatWords.disagree, words.close])('%s is a no, and asking for help goes on as before', async (word) => {
  await open()
  needs()
  tap(word)
  expect(phone.consentAnswers.at(-1)).toEqual({ event: 'disagree' })
  expect(asked()).toBeNull()
  server.said = { reply: '记下了：米一袋。' }
  fireEvent.change(screen.getByLabelText(words.field.label), { target: { value: '家里没有米了' } })
  tap(words.send)
  await screen.findByText('记下了：米一袋。')
})

it('two that wait at once get one question and one answer each', async () => {
  await open()
  act(() => {
    phone.askConsent()
    phone.askConsent()
  })
  tap(weChatWords.agree)
  expect(phone.consentAnswers.filter((answer) => 'buttonId' in answer)).toHaveLength(2)
})

it('whoever said no is asked again when she uses it again, and can read the whole guide first', async () => {
  await open()
  needs()
  tap(weChatWords.disagree)
  needs()
  expect(asked()).not.toBeNull()
  tap(weChatWords.guide)
  expect(phone.guides).toBe(1)
  expect(asked()).not.toBeNull()
})

it('in a browser WeChat asks nothing', async () => {
  process.env.TARO_ENV = 'h5'
  phone.storage.set('yimin.token', 'secret')
  await open()
  needs()
  expect(asked()).toBeNull()
})
