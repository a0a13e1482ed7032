/** @jest-environment jsdom */
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import AskPage from '../../miniprogram/src/pages/ask/index.tsx'
import OnePage from '../../miniprogram/src/requests/pages/one/index.tsx'
import { requestWords } from '../../miniprogram/src/requests/words.ts'
import { words } from '../../miniprogram/src/words.ts'
import { openPage, tap } from './doubles/hands.tsx'
import { aRequest, server } from './doubles/server.ts'
import { aMe, aWhole, STATION } from './doubles/station.ts'
import { phone, tellNetwork } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.params = { code: 'A102' }
  phone.storage.set('yimin.token', 'secret')
})
afterEach(cleanup)

const lookAgain = () => {
  act(() => phone.hide())
  act(() => phone.show())
}
const notices = () => screen.queryAllByText(words.offlineTitle)

describe('a line that is down', () => {
  it('is said once, above everything, in words that fit what was done; the words stay in the field', async () => {
    openPage(AskPage)
    await screen.findByText('王阿姨，要帮什么忙？')
    server.line = 'down'
    lookAgain()
    await screen.findByText(words.offlineText)
    fireEvent.change(screen.getByLabelText(words.field.label), { target: { value: '送袋米' } })
    tap(words.send)
    await screen.findByText(words.notSent)
    expect(screen.queryByText(words.offlineText)).toBeNull()
    expect(notices()).toHaveLength(1)
    const greeting = screen.getByText('王阿姨，要帮什么忙？')
    const follows = notices()[0]?.compareDocumentPosition(greeting) ?? 0
    expect(follows & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
    expect(screen.getByLabelText<HTMLTextAreaElement>(words.field.label).value).toBe('送袋米')
  })

  it('is over with any answer, and what was not sent is still said beside it until it is tried again', async () => {
    openPage(AskPage)
    await screen.findByText('王阿姨，要帮什么忙？')
    server.line = 'down'
    fireEvent.change(screen.getByLabelText(words.field.label), { target: { value: '送袋米' } })
    tap(words.send)
    await screen.findByText(words.notSent)
    expect(screen.getByText(words.notSent).closest('.ask')).toBeNull()
    server.line = 'up'
    lookAgain()
    await waitFor(() => expect(notices()).toEqual([]))
    expect(screen.getByText(words.notSent).closest('.ask')).not.toBeNull()
    tap(words.send)
    await screen.findByText('记下了。')
    expect(screen.queryByText(words.notSent)).toBeNull()
  })

  it('goes away with the first answer, and the page reads again at once', async () => {
    openPage(AskPage)
    await screen.findByText('王阿姨，要帮什么忙？')
    server.line = 'down'
    lookAgain()
    await screen.findByText(words.offlineText)
    server.line = 'up'
    server.requests = [aRequest()]
    tap(words.retry)
    await screen.findByText('米一袋')
    expect(notices()).toEqual([])
  })

  it.each([
    ['a browser', 'h5', () => window.dispatchEvent(new Event('online'))],
    ['WeChat', 'weapp', () => tellNetwork(true)],
  ])('is over with nobody tapping when %s says that there is a network again', async (_, platform, comesBack) => {
    process.env.TARO_ENV = platform
    openPage(AskPage)
    await screen.findByText('王阿姨，要帮什么忙？')
    server.line = 'down'
    lookAgain()
    await screen.findByText(words.offlineText)
    server.line = 'up'
    server.requests = [aRequest()]
    act(() => tellNetwork(false))
    expect(notices()).toHaveLength(1)
    act(() => void comesBack())
    await screen.findByText('米一袋')
    expect(notices()).toEqual([])
  })

  it('is said above a sheet too, and nothing else contradicts it there', async () => {
    const request = aWhole({ status: 'open', may: { cancel: true } })
    server.fixed = { 'GET /api/me': aMe(), 'GET /api/me/station': STATION, 'GET /api/me/requests/A102': request }
    openPage(OnePage)
    await screen.findByText('〔A102〕')
    tap(words.cancel)
    await screen.findByRole('dialog')
    server.line = 'down'
    tap(words.cancelSure)
    await screen.findByText(words.notSent)
    expect(notices()).toHaveLength(1)
    expect(screen.getByRole('dialog').textContent).not.toContain(words.notSent)
  })
})

describe('what was asked for twice', () => {
  it.each([
    ['open', requestWords.knownInHand],
    ['draft', requestWords.knownDraft],
  ] as const)('leads to the %s request of the first time, and says so', async (status, said) => {
    phone.params = { code: 'A102', known: '1' }
    server.fixed = { 'GET /api/me': aMe(), 'GET /api/me/requests/A102': aWhole({ status }) }
    openPage(OnePage)
    await screen.findByText(said)
    await waitFor(() => expect(screen.getByText('〔A102〕')).toBeTruthy())
  })
})
