/** @jest-environment jsdom */
import { cleanup, screen, waitFor } from '@testing-library/react'
import KeyPage from '../../miniprogram/src/people/pages/key/index.tsx'
import { words } from '../../miniprogram/src/session/words.ts'
import { knocksAt, openPage, tap, write } from './doubles/hands.tsx'
import { server } from './doubles/server.ts'
import { refusal } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

const standing = {
  enrolled: true, required: true, proven: true, recoveryCodesLeft: 2, abilities: { enrol: true, prove: false, renewRecoveryCodes: true },
} // prettier-ignore

beforeEach(async () => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  server.me = { id: 'zhao', spokenTo: '赵老师', abilities: { askForHelp: true, seeQueue: true } }
  server.fixed = { 'GET /api/me/second-factor': standing }
  openPage(KeyPage)
  await screen.findByText(words.fewLeft)
})
afterEach(cleanup)

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label)

describe('my password', () => {
  const changes = () => knocksAt('PUT', '/api/me/password').map(({ data }) => data)
  beforeEach(() => {
    tap(words.changePassword)
    expect(button(words.changePassword).disabled).toBe(true)
  })

  it('is changed for the one that holds; both are masked, and what keeps passwords knows which is which', async () => {
    server.fixed['PUT /api/me/password'] = { token: 'secret', person: { id: 'zhao', name: '赵敏', role: 'station_worker' } }
    const looks = [words.currentPassword, words.newPassword].map(field)
    expect(looks.map(({ type, autocomplete }) => [type, autocomplete])).toEqual([
      ['password', 'current-password'],
      ['password', 'new-password'],
    ])
    screen.getByText(words.newPasswordHint)
    write(words.currentPassword, ' 旧的那句 ')
    write(words.newPassword, '院子里的老槐树开花了')
    tap(words.changePassword)
    await waitFor(() => expect(changes()).toEqual([{ current: ' 旧的那句 ', password: '院子里的老槐树开花了' }]))
  }) // prettier-ignore

  it('says beside the field what is wrong with it, once, and no longer after something else is written', async () => {
    const fault = { path: 'current', message: '现在的密码不对。' }
    server.fixed['PUT /api/me/password'] = refusal(400, 'invalid_input', '有几处没填对。', [fault])
    write(words.currentPassword, '错的')
    write(words.newPassword, '院子里的老槐树开花了')
    tap(words.changePassword)
    await screen.findByText(fault.message)
    expect(field(words.currentPassword).getAttribute('aria-invalid')).toBe('true')
    expect(screen.queryByText('有几处没填对。')).toBeNull()
    write(words.currentPassword, '对的')
    expect(screen.queryByText(fault.message)).toBeNull()
  })

  it('says above the button what belongs to no field', async () => {
    server.fixed['PUT /api/me/password'] = refusal(429, 'too_many', '试得太多了，过一会儿再来。')
    write(words.currentPassword, '错的')
    write(words.newPassword, '院子里的老槐树开花了')
    tap(words.changePassword)
    expect((await screen.findByRole('alert')).textContent).toBe('试得太多了，过一会儿再来。')
  })
})

describe('my recovery codes', () => {
  const renewed = () => knocksAt('POST', '/api/me/second-factor/recovery-codes').map(({ data }) => data)
  beforeEach(() => tap(words.renew))

  it('are given anew for six digits, shown once, and counted again afterwards', async () => {
    server.fixed['POST /api/me/second-factor/recovery-codes'] = { recoveryCodes: ['7KQM-2RWX-HP9D'] }
    write(words.firstCode, '12345')
    expect(button(words.renew).disabled).toBe(true)
    write(words.firstCode, '123456')
    tap(words.renew)
    await screen.findByText('7KQM-2RWX-HP9D')
    expect(renewed()).toEqual([{ code: '123456' }])
    server.fixed['GET /api/me/second-factor'] = { ...standing, recoveryCodesLeft: 10 }
    tap(words.copied)
    await screen.findByText(`${words.bound}${words.left(10)}`)
  })

  it('stay as they are after a wrong code; the field says why', async () => {
    const fault = { path: 'code', message: '验证码不对。' }
    server.fixed['POST /api/me/second-factor/recovery-codes'] = refusal(400, 'invalid_input', '有几处没填对。', [fault])
    write(words.firstCode, '000000')
    tap(words.renew)
    await screen.findByText(fault.message)
    expect(screen.queryByText('有几处没填对。')).toBeNull()
    expect(field(words.firstCode).value).toBe('000000')
  })
})
