/** @jest-environment jsdom */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import RosterPage from '../../miniprogram/src/duty/pages/roster/index.tsx'
import { words as dutyWords } from '../../miniprogram/src/duty/words.ts'
import PersonPage from '../../miniprogram/src/people/pages/person/index.tsx'
import KeyPage from '../../miniprogram/src/people/pages/key/index.tsx'
import RegisterPage from '../../miniprogram/src/people/pages/register/index.tsx'
import WalkInPage from '../../miniprogram/src/people/pages/walkin/index.tsx'
import { words as peopleWords } from '../../miniprogram/src/people/words.ts'
import { words as sessionWords } from '../../miniprogram/src/session/words.ts'
import { knocksAt, openPage, tap, write } from './doubles/hands.tsx'
import { server } from './doubles/server.ts'
import type { Answer, Knock } from './doubles/server.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

const usual = server.answer
let answers: Record<string, (knock: Knock) => Answer>
let me: Record<string, unknown>

const ok = (data: unknown): Answer => ({ statusCode: 200, data: JSON.parse(JSON.stringify(data)) })
const refused = (statusCode: number, error: string, message: string, fields: object[] = []): Answer => ({
  statusCode,
  data: { error, message, fields },
})

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  me = { spokenTo: '郑站长', secondFactorNeeded: false, abilities: { askForHelp: true, seeQueue: true } }
  answers = {}
  server.answer = async (knock) => {
    server.knocks.push(knock)
    await Promise.resolve()
    const path = knock.url.split('?')[0] ?? ''
    if (path === '/api/hello') return ok(server.hello)
    if (path === '/api/me') return ok(me)
    return answers[`${knock.method} ${path}`]?.(knock) ?? refused(404, 'not_found', '没有找到。')
  }
})
afterEach(() => {
  cleanup()
  server.answer = usual
})

const standing = {
  enrolled: true,
  required: true,
  proven: false,
  recoveryCodesLeft: 10,
  abilities: { enrol: false, prove: true, renewRecoveryCodes: false },
}

describe('the second factor', () => {
  beforeEach(() => {
    me.secondFactorNeeded = true
    answers['GET /api/me/second-factor'] = () => ok(standing)
    answers['GET /api/people'] = () => ok({ items: [], nextCursor: null, abilities: { register: true } })
  })

  it('stands before the station’s pages; a wrong code is named, the right one goes on under a new token', async () => {
    answers['POST /api/me/second-factor/proof'] = ({ data }) => {
      if (data?.code !== '123456')
        return refused(400, 'invalid_input', '有几处没填对。', [{ path: 'code', message: '验证码不对。' }])
      me.secondFactorNeeded = false
      return ok({ token: 'fresh', recoveryCodesLeft: 10 })
    }
    openPage(RegisterPage)
    await screen.findByText(sessionWords.title)
    expect(knocksAt('GET', '/api/people')).toEqual([])
    write(sessionWords.code, '000000')
    tap(sessionWords.enter)
    await screen.findByText('验证码不对。')
    write(sessionWords.code, '123456')
    tap(sessionWords.enter)
    await screen.findByLabelText(peopleWords.search)
    expect(phone.storage.get('yimin.token')).toBe('fresh')
    await waitFor(() => expect(knocksAt('GET', '/api/people')[0]?.header.Authorization).toBe('Bearer fresh'))
  })

  it('is bound at the first time; nobody goes on before the recovery codes were seen', async () => {
    answers['GET /api/me/second-factor'] = () => ok({ ...standing, enrolled: false })
    answers['POST /api/me/second-factor/enrolment'] = () =>
      ok({ secret: 'ABCD EFGH', picture: 'data:image/svg+xml;base64,AA==' })
    answers['POST /api/me/second-factor/confirmation'] = () => ok({ token: 'fresh', recoveryCodes: ['7KQM-2RWX-HP9D'] })
    openPage(RegisterPage)
    fireEvent.click(await screen.findByRole('button', { name: sessionWords.begin }))
    await screen.findByAltText(sessionWords.picture)
    expect(screen.getByText(sessionWords.secret('ABCD EFGH'))).toBeTruthy()
    write(sessionWords.firstCode, '123456')
    tap(sessionWords.bind)
    await screen.findByText('7KQM-2RWX-HP9D')
    expect(phone.storage.get('yimin.token')).toBe('secret')
    tap(sessionWords.copied)
    await waitFor(() => expect(phone.storage.get('yimin.token')).toBe('fresh'))
  })
})

describe('my own authenticator', () => {
  it('goes to another phone by a code of the old one', async () => {
    answers['GET /api/me/second-factor'] = () =>
      ok({ ...standing, proven: true, abilities: { enrol: true, prove: false, renewRecoveryCodes: true } })
    answers['POST /api/me/second-factor/enrolment'] = ({ data }) =>
      data?.code === '7KQM-2RWX-HP9D'
        ? ok({ secret: 'ABCD EFGH', picture: 'data:image/svg+xml;base64,AA==' })
        : refused(400, 'invalid_input', '有几处没填对。', [{ path: 'code', message: '验证码不对。' }])
    openPage(KeyPage)
    fireEvent.click(await screen.findByRole('button', { name: sessionWords.rebind }))
    write(sessionWords.oldCode, '000000')
    tap(sessionWords.begin)
    await screen.findByText('验证码不对。')
    write(sessionWords.oldCode, '7KQM-2RWX-HP9D')
    tap(sessionWords.begin)
    await screen.findByAltText(sessionWords.picture)
  })
})

const line = {
  id: 'sun',
  name: '孙建国',
  spokenTo: '孙师傅',
  role: 'resident',
  roleWord: '居民',
  verified: false,
  verifiedWord: '未核实',
  place: '6区9栋',
}

describe('the register', () => {
  it('asks the server for what is written and chosen, and opens a person', async () => {
    answers['GET /api/people'] = () => ok({ items: [line], nextCursor: null, abilities: { register: true } })
    openPage(RegisterPage)
    await screen.findByText('孙建国')
    write(peopleWords.search, 'sjg')
    tap('居民')
    tap(peopleWords.unverifiedOnly)
    await waitFor(() =>
      expect(knocksAt('GET', '/api/people').at(-1)?.url).toBe('/api/people?search=sjg&role=resident&verified=no'),
    )
    tap(/孙建国/)
    expect(phone.visited.at(-1)).toBe('/people/pages/person/index?id=sun')
  })

  const file = {
    ...line, canBeWrittenTo: true, known: { phone: true, door: false, groups: false }, household: [], changes: [],
    grantableRoles: [{ role: 'volunteer', word: '志愿者' }],
    abilities: { seeContact: true, verify: true, changeTerms: false, resetSecondFactor: false },
  } // prettier-ignore

  it('opens a phone only for a reason, and changes a role only as the view allows', async () => {
    phone.params = { id: 'sun' }
    answers['GET /api/people/sun'] = ({ url }) => ok(url.includes('reason=') ? { ...file, phone: '19900000001' } : file)
    answers['PUT /api/people/sun/role'] = () =>
      ok({ ...file, role: 'volunteer', roleWord: '志愿者', grantableRoles: [] })
    openPage(PersonPage)
    await screen.findByText('孙建国')
    tap(peopleWords.look)
    const looks = () => screen.getAllByRole<HTMLButtonElement>('button', { name: peopleWords.look })
    expect(looks().at(-1)?.disabled).toBe(true)
    write(peopleWords.reason, '电话回访')
    fireEvent.click(looks().at(-1) as HTMLElement)
    await screen.findByText('19900000001')
    expect(screen.queryByRole('button', { name: peopleWords.resetKey })).toBeNull()
    tap(peopleWords.changeRole)
    tap('志愿者')
    write(peopleWords.reason, '本人申请')
    tap(peopleWords.save)
    await waitFor(() =>
      expect(knocksAt('PUT', '/api/people/sun/role')[0]?.data).toEqual({ role: 'volunteer', reason: '本人申请' }),
    )
    await waitFor(() => expect(screen.queryByRole('button', { name: peopleWords.changeRole })).toBeNull())
  })

  it('lets an old WeChat account out by two: who wished it waits, another one agrees', async () => {
    phone.params = { id: 'sun' }
    const wish = { by: '赵老师', at: '2026-11-22T10:00:00+08:00', reason: '手机丢了' }
    const may = { ...file, abilities: { ...file.abilities, releaseWeChat: true } }
    const path = '/api/people/sun/wechat-release'
    answers['GET /api/people/sun'] = () => ok(may)
    answers[`POST ${path}`] = () => ok({ ...file, weChatRelease: wish })
    openPage(PersonPage)
    fireEvent.click(await screen.findByRole('button', { name: peopleWords.releaseWeChat }))
    screen.getByText(peopleWords.releaseText)
    write(peopleWords.reason, '手机丢了')
    fireEvent.click(screen.getAllByRole('button', { name: peopleWords.releaseWeChat }).at(-1) as HTMLElement)
    await screen.findByText(peopleWords.releaseWaits)
    screen.getByText(peopleWords.releaseWished('赵老师', '2026年11月22日', '手机丢了'))
    expect(screen.queryByRole('button', { name: peopleWords.agreeToRelease })).toBeNull()
    cleanup()
    answers['GET /api/people/sun'] = () => ok({ ...may, weChatRelease: wish })
    openPage(PersonPage)
    await screen.findByText(peopleWords.releaseForMe)
    screen.getByRole('button', { name: peopleWords.agreeToRelease })
    expect(knocksAt('POST', path).map(({ data }) => data)).toEqual([{ reason: '手机丢了' }])
  })

  it('writes nobody down without agreement, and asks once about a known phone', async () => {
    answers['POST /api/people'] = ({ data }) =>
      (data as { evenIfPhoneKnown?: boolean }).evenIfPhoneKnown === true
        ? ok({ ...file, id: 'new' })
        : refused(409, 'conflict', '这个电话站里登记过：孙师傅。')
    openPage(WalkInPage)
    fireEvent.change(await screen.findByLabelText(peopleWords.name), { target: { value: '李秀英' } })
    write(peopleWords.phoneOptional, '19900000001')
    tap(peopleWords.write)
    await screen.findByText(peopleWords.agreedFault)
    expect(knocksAt('POST', '/api/people')).toEqual([])
    tap(peopleWords.agreedChoice)
    tap(peopleWords.write)
    await screen.findByText('这个电话站里登记过：孙师傅。')
    tap(peopleWords.evenSo)
    await waitFor(() => expect(phone.visited.at(-1)).toBe('/people/pages/person/index?id=new'))
  })
})

const roster = {
  version: 3,
  shifts: [{ personId: 'zhao', name: '赵老师', days: [1, 2, 3, 4, 5], from: '08:00', to: '14:00' }],
  staff: [{ id: 'zhao', name: '赵老师', roleWord: '社工' }],
  onDuty: { now: { id: 'zhao', name: '赵老师', reason: 'shift', reasonWord: '按排班' } },
  flagged: [],
  gaps: [{ word: '每天 21:00 到次日 08:00', answeredBy: { id: 'zhao', name: '赵老师' } }],
  abilities: { change: true, comeOn: true, goOff: false },
}

describe('the roster', () => {
  it('names who answers and the hours that nobody covers', async () => {
    answers['GET /api/duty/roster'] = () => ok({ ...roster, abilities: { change: false, comeOn: true, goOff: false } })
    openPage(RosterPage)
    await screen.findByText('赵老师（按排班）')
    expect(screen.getByText('每天 21:00 到次日 08:00，先找赵老师')).toBeTruthy()
    expect(screen.getByText('赵老师 周一到周五 08:00到14:00')).toBeTruthy()
    expect(screen.queryByRole('button', { name: dutyWords.change })).toBeNull()
  })

  it('keeps what the director wrote when somebody else was quicker, and saves it over the newest version', async () => {
    let version = 3
    answers['GET /api/duty/roster'] = () => ok({ ...roster, version })
    answers['PUT /api/duty/roster'] = ({ data }) => {
      if (Number(data?.version) === 4) return ok({ ...roster, version: 5 })
      version = 4
      return refused(409, 'conflict', '刚才情况变了，请刷新看看。')
    }
    openPage(RosterPage)
    fireEvent.click(await screen.findByRole('button', { name: dutyWords.change }))
    write(dutyWords.to, '15:00')
    tap(dutyWords.save)
    await screen.findByText(dutyWords.conflict)
    await waitFor(() => expect(knocksAt('GET', '/api/duty/roster').length).toBeGreaterThan(1))
    tap(dutyWords.save)
    await screen.findByRole('button', { name: dutyWords.change })
    expect(knocksAt('PUT', '/api/duty/roster').at(-1)?.data).toEqual({
      version: 4,
      shifts: [{ personId: 'zhao', days: [1, 2, 3, 4, 5], from: '08:00', to: '15:00' }],
    })
  })
})
