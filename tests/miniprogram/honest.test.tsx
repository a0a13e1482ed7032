/** @jest-environment jsdom */
import type { ComponentType } from 'react'
import { act, cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { consentWords } from '../../miniprogram/src/consent/words.ts'
import { entryWords } from '../../miniprogram/src/desk/entry/words.ts'
import EntryPage from '../../miniprogram/src/desk/pages/entry/index.tsx'
import TermsPage from '../../miniprogram/src/dispatch/pages/terms/index.tsx'
import { dispatchWords } from '../../miniprogram/src/dispatch/words.ts'
import RosterPage from '../../miniprogram/src/duty/pages/roster/index.tsx'
import { words as dutyWords } from '../../miniprogram/src/duty/words.ts'
import DataPage from '../../miniprogram/src/me/pages/data/index.tsx'
import { meWords } from '../../miniprogram/src/me/words.ts'
import PersonPage from '../../miniprogram/src/people/pages/person/index.tsx'
import RegisterPage from '../../miniprogram/src/people/pages/register/index.tsx'
import { words as peopleWords } from '../../miniprogram/src/people/words.ts'
import FiguresPage from '../../miniprogram/src/reports/pages/figures/index.tsx'
import { words as reportWords } from '../../miniprogram/src/reports/words.ts'
import { words } from '../../miniprogram/src/words.ts'
import { knocksAt, openAsWang, openPage, sentenceField, tap, write, writeSentence } from './doubles/hands.tsx'
import { desk } from './doubles/helperServer.ts'
import { aPersonFile } from './doubles/people.ts'
import { server } from './doubles/server.ts'
import { refusal } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

// A busy machine draws a page more slowly than a second.
configure({ asyncUtilTimeout: 5_000 })

const usual = { answer: server.answer, fetch: globalThis.fetch }
const NOBODY = refusal(401, 'unauthenticated', '请先登录。')

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
})
afterEach(() => {
  cleanup()
  server.answer = usual.answer
  globalThis.fetch = usual.fetch
  jest.restoreAllMocks()
})

/** Opens a page of the station as 赵老师. */
function openAsStaff(Page: ComponentType, answers: Record<string, unknown>, params: Record<string, string> = {}) {
  server.me = { id: 'zhao', spokenTo: '赵老师', abilities: { askForHelp: true, seeQueue: true } }
  server.fixed = answers
  openPage(Page, params)
}

describe('what a machine in between says', () => {
  it.each([
    ['a gateway', 503, 'upstream connect error'],
    ['a wall', 403, 'Forbidden'],
    ['nothing', 500, ''],
  ])('is not for a resident (%s): she reads plain words, and keeps hers', async (_who, statusCode, message) => {
    await openAsWang()
    server.refusal = { statusCode, error: 'internal', message }
    writeSentence('家里没有米了')
    tap(words.send)
    await screen.findByText(words.unknownError)
    if (message !== '') expect(document.body.textContent).not.toContain(message)
    expect(sentenceField().value).toBe('家里没有米了')
  })
})

describe('the register', () => {
  const people = { items: [{ id: 'sun', name: '孙建国', roleWord: '居民', verified: true, verifiedWord: '已核实' }], nextCursor: null, abilities: { register: true } } // prettier-ignore

  it('is read as soon as the line is back, with nobody asking for it', async () => {
    openAsStaff(RegisterPage, { 'GET /api/people': people })
    await screen.findByLabelText(peopleWords.search)
    server.line = 'down'
    write(peopleWords.search, '孙')
    await screen.findByText(words.offlineTitle)
    server.line = 'up'
    tap(words.retry)
    await screen.findByText('孙建国')
    expect(screen.queryByText(words.offlineTitle)).toBeNull()
  })

  it('says of a poster for which no list came that there is none', async () => {
    openAsStaff(RegisterPage, { 'GET /api/people': people, 'GET /api/me/station': refusal(500, 'internal', '坏了。') })
    fireEvent.click(await screen.findByRole('button', { name: peopleWords.poster }))
    await within(await screen.findByRole('dialog')).findByText(words.failedTitle)
  })
})

describe('a person’s file', () => {
  const file = aPersonFile({ may: { seeContact: true } })
  async function askToLook(answer: unknown, before: () => void = () => undefined) {
    openAsStaff(PersonPage, { 'GET /api/people/sun': file }, { id: 'sun' })
    fireEvent.click(await screen.findByRole('button', { name: peopleWords.look }))
    server.fixed['GET /api/people/sun'] = answer
    before()
    write(peopleWords.reason, '电话回访')
    fireEvent.click(screen.getAllByRole('button', { name: peopleWords.look }).at(-1) as HTMLElement)
  }

  it('whose reader lost the role says whose page it is', async () => {
    await askToLook(refusal(403, 'forbidden', '这一页给站里的人用。'), () => {
      server.me = { ...server.me, abilities: { askForHelp: true, seeQueue: false } }
    })
    await screen.findByText(words.notHereTitle)
  })

  it('asks who is there where the session is over', async () => {
    await askToLook(NOBODY)
    await screen.findByText(words.signedOut)
  })

  it('says that the line is down on top alone, and no more once it is back', async () => {
    await askToLook(refusal(500, 'internal', '系统正在恢复，请过一会儿再试。'))
    await screen.findByText('系统正在恢复，请过一会儿再试。')
    server.line = 'down'
    fireEvent.click(screen.getAllByRole('button', { name: peopleWords.look }).at(-1) as HTMLElement)
    await screen.findByText(words.offlineTitle)
    expect(screen.queryByText('系统正在恢复，请过一会儿再试。')).toBeNull()
    expect(screen.getByRole('dialog').textContent).not.toContain(words.notSent)
    expect(screen.getByLabelText<HTMLInputElement>(peopleWords.reason).value).toBe('电话回访')
  })
})

it('the desk’s form reads the same sentence again where it was not read', async () => {
  openAsStaff(EntryPage, { 'POST /api/requests/reading': refusal(503, 'unavailable', '系统正在恢复。') })
  await screen.findByLabelText(entryWords.sentence)
  write(entryWords.sentence, '六区9栋要两斤西红柿')
  tap(entryWords.fill)
  await screen.findByText('系统正在恢复。')
  tap(entryWords.fill)
  await waitFor(() => expect(knocksAt('POST', '/api/requests/reading')).toHaveLength(2))
  expect(screen.getByLabelText<HTMLInputElement>(entryWords.sentence).value).toBe('六区9栋要两斤西红柿')
})

describe('a session that is over', () => {
  it('is noticed where a paper is fetched', async () => {
    globalThis.fetch = () => Promise.resolve({ ok: false, status: 401 } as Response)
    openAsStaff(FiguresPage, { 'GET /api/reports/today': refusal(500, 'internal', '坏了。') })
    fireEvent.click(await screen.findByRole('button', { name: reportWords.daySheet }))
    await screen.findByText(words.signedOut)
  })

  it('is noticed where somebody takes her data away', async () => {
    server.fixed = {
      'GET /api/me/data': { takenAt: '2026-11-22T10:00:00+08:00', station: '社工站', sections: [] },
      'GET /api/me/reads': { items: [], nextCursor: null },
    }
    openPage(DataPage)
    const take = await screen.findByRole('button', { name: meWords.take })
    server.fixed['GET /api/me/reads'] = NOBODY
    fireEvent.click(take)
    await screen.findByText(words.signedOut)
  })
})

it('what she agreed to is not left out in silence where it could not be read', async () => {
  server.fixed = {
    'GET /api/me/data': { takenAt: '2026-11-22T10:00:00+08:00', station: '社工站', sections: [] },
    'GET /api/me/reads': { items: [], nextCursor: null },
    'GET /api/me/consents': refusal(500, 'internal', '坏了。'),
  }
  openPage(DataPage)
  await screen.findByText(words.failedTitle)
  server.fixed['GET /api/me/consents'] = { items: [{ kind: 'rules', title: '站里怎么用您的资料', stateWord: '您同意过', asks: false, text: [], abilities: {} }] } // prettier-ignore
  tap(words.retry)
  await screen.findByText(consentWords.mine)
  expect(screen.queryByText(words.failedTitle)).toBeNull()
})

describe('a roster that stands open', () => {
  const roster = {
    version: 3,
    shifts: [],
    staff: [{ id: 'zhao', name: '赵老师', roleWord: '社工' }],
    onDuty: { now: { id: 'zhao', name: '赵老师', reason: 'shift', reasonWord: '按排班' } },
    flagged: [],
    gaps: [],
    abilities: { change: true, comeOn: true, goOff: false },
  }

  afterEach(() => jest.useRealTimers())

  it('stays when the newest could not be read, and that is said above it; what is nobody’s any more goes', async () => {
    jest.useFakeTimers()
    openAsStaff(RosterPage, { 'GET /api/duty/roster': roster })
    await act(() => jest.advanceTimersByTimeAsync(0))
    expect(screen.getByText('赵老师（按排班）')).toBeTruthy()
    server.fixed['GET /api/duty/roster'] = refusal(500, 'internal', '坏了。')
    await act(() => jest.advanceTimersByTimeAsync(60_000))
    expect(screen.getByText(words.failedTitle)).toBeTruthy()
    expect(screen.getByText('赵老师（按排班）')).toBeTruthy()
    server.fixed['GET /api/duty/roster'] = refusal(404, 'not_found', '没有找到。')
    await act(() => jest.advanceTimersByTimeAsync(60_000))
    expect(screen.getByText(dutyWords.gone.title)).toBeTruthy()
    expect(screen.queryByText('赵老师（按排班）')).toBeNull()
  })
})

describe('a helper’s terms', () => {
  it('name every field that was not taken at its place, and keep what was chosen', async () => {
    desk.open()
    desk.refusals['helper-terms'] = {
      statusCode: 400,
      error: 'invalid_input',
      message: '有几处没填对',
      fields: [
        { path: 'freeHours.0.to', message: '要晚于开始的时间。' },
        { path: 'languages.0', message: '没有这种话。' },
      ],
    }
    openPage(TermsPage)
    fireEvent.click(await screen.findByRole('button', { name: dispatchWords.addHours }))
    write(dispatchWords.to(1), '06:00')
    tap('蒙语')
    tap(dispatchWords.save)
    const fault = await screen.findByText('要晚于开始的时间。')
    const to = screen.getByLabelText<HTMLSelectElement>(dispatchWords.to(1))
    expect(to.getAttribute('aria-describedby')).toBe(fault.id)
    expect([to.value, screen.getByRole('button', { name: '蒙语' }).getAttribute('aria-pressed')]).toEqual(['06:00', 'true']) // prettier-ignore
    expect(within(screen.getByRole('group', { name: dispatchWords.languages })).getByText('没有这种话。')).toBeTruthy()
  })
})
