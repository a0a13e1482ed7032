/** @jest-environment jsdom */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import App from '../../miniprogram/src/app.tsx'
import HomePage from '../../miniprogram/src/me/pages/home/index.tsx'
import AskPage from '../../miniprogram/src/pages/ask/index.tsx'
import { words } from '../../miniprogram/src/session/words.ts'
import { insideAsWang, openPage, write } from './doubles/hands.tsx'
import { ok, server } from './doubles/server.ts'
import type { Answer } from './doubles/server.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  server.hello = { ...server.hello, demo: false, sandbox: false }
})
afterEach(cleanup)

const letIn = () => ok({ token: 'secret', person: { id: 'wang', name: '王阿姨', role: 'resident' } })
const refusal = (statusCode: number, message: string, fields: object[] = []): Answer => ({
  statusCode,
  data: { error: statusCode === 401 ? 'unauthenticated' : 'invalid_input', message, fields },
})
const send = () => fireEvent.click(screen.getByRole('button', { name: words.enterHere }))
const choose = (word: string) => fireEvent.click(screen.getByRole('button', { name: word }))
const knocked = (url: string) => server.knocks.filter((knock) => knock.url === url).map(({ data }) => data)

it('a resident comes in with the code of the station, which may be written in two parts', async () => {
  server.doors.set('POST /api/sessions/code', letIn)
  openPage(AskPage)
  await screen.findByText(words.entryTitle)
  expect(screen.getByText(words.whatIsKept)).toBeTruthy()
  write(words.entryCode, '1234 567')
  expect(screen.getByRole<HTMLButtonElement>('button', { name: words.enterHere }).disabled).toBe(true)
  write(words.entryCode, '1234 5678')
  send()
  await insideAsWang()
  expect(knocked('/api/sessions/code')).toEqual([{ code: '1234 5678' }])
  expect(phone.storage.get('yimin.token')).toBe('secret')
})

it('says what the server says of a wrong code, and not after something else is written', async () => {
  server.doors.set('POST /api/sessions/code', () => refusal(401, '登录码不对，或者已经过期。请再要一个。'))
  openPage(AskPage)
  await screen.findByText(words.entryTitle)
  write(words.entryCode, '12345678')
  send()
  await screen.findByText('登录码不对，或者已经过期。请再要一个。')
  write(words.entryCode, '87654321')
  expect(screen.queryByText('登录码不对，或者已经过期。请再要一个。')).toBeNull()
})

it('staff come in with account and password; the password is masked, and a manager may fill it in', async () => {
  server.doors.set('POST /api/sessions', letIn)
  openPage(AskPage)
  await screen.findByText(words.entryTitle)
  choose(words.comers.staff)
  const field = screen.getByLabelText<HTMLInputElement>(words.password)
  expect([field.type, field.autocomplete]).toEqual(['password', 'current-password'])
  write(words.account, '赵敏')
  write(words.password, ' 一句话 ')
  send()
  await insideAsWang()
  expect(knocked('/api/sessions')).toEqual([{ account: '赵敏', password: ' 一句话 ' }])
})

it('whoever opens an invitation sets a password; what is wrong with it stands beside it', async () => {
  phone.params = { invitation: 'i'.repeat(43) }
  const fault = [{ path: 'password', message: '这个密码太好猜了，换一句别人想不到的话。' }]
  server.doors.set('POST /api/invitations/acceptance', () => refusal(400, '有几处没填对。', fault))
  openPage(AskPage)
  await screen.findByText(words.entryTitle)
  write(words.newPassword, '1234567890')
  send()
  await screen.findByText(fault[0]?.message ?? '')
  server.doors.set('POST /api/invitations/acceptance', letIn)
  write(words.newPassword, '院子里的老槐树开花了')
  send()
  await insideAsWang()
  await waitFor(() => expect(knocked('/api/invitations/acceptance')).toHaveLength(2))
  expect(knocked('/api/invitations/acceptance')[1]).toEqual({
    invitation: 'i'.repeat(43),
    password: '院子里的老槐树开花了',
  })
})

it('two pages that are kept one above the other have a sign-in of their own each: every label leads to its own field', async () => {
  const { container } = render(
    <App>
      <AskPage />
      <HomePage />
    </App>,
  )
  await waitFor(() => expect(screen.getAllByLabelText(words.entryCode)).toHaveLength(2))
  const [lower, upper] = [...container.querySelectorAll<HTMLElement>('.page')]
  fireEvent.change(within(upper as HTMLElement).getByLabelText(words.entryCode), { target: { value: '1234' } })
  const codeIn = (page: HTMLElement | undefined) =>
    within(page as HTMLElement).getByLabelText<HTMLInputElement>(words.entryCode)
  expect([codeIn(lower).value, codeIn(upper).value]).toEqual(['', '1234'])
  const ids = [...container.querySelectorAll('[id]')].map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(1)
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
})
