/** @jest-environment jsdom */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import PersonPage from '../../miniprogram/src/people/pages/person/index.tsx'
import { words } from '../../miniprogram/src/people/words.ts'
import { knocksAt, openPage, tap, write } from './doubles/hands.tsx'
import { aPersonFile } from './doubles/people.ts'
import { server } from './doubles/server.ts'
import { refusal } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  server.me = { id: 'zhao', spokenTo: '赵老师', abilities: { askForHelp: true, seeQueue: true } }
})
afterEach(cleanup)

async function openSun(person: Parameters<typeof aPersonFile>[0] = {}) {
  server.fixed['GET /api/people/sun'] = aPersonFile(person)
  openPage(PersonPage, { id: 'sun' })
  await screen.findByText('孙建国')
}
const sheet = () => within(screen.getByRole('dialog'))
/** In the sheet that is open, once a reason stands there. */
function doFor(reason: string, button: string) {
  write(words.reason, reason)
  fireEvent.click(sheet().getByRole('button', { name: button }))
}
const sent = (path: string) => knocksAt('POST', `/api/people/sun/${path}`).map(({ data }) => data)

describe('a staff role that a colleague wants to give', () => {
  const proposal = { role: 'station_worker', word: '社工', by: '郑站长', at: '2026-11-20T02:00:00Z', reason: '下月来上班' } as const // prettier-ignore
  const card = () => within(screen.getByRole('group', { name: words.proposalTitle }))

  it('is agreed to by another colleague on one tap, and the card is gone', async () => {
    await openSun({ proposal, may: { agreeToRole: true, refuseRole: true } })
    card().getByText(words.proposal('郑站长', '2026年11月20日', '社工', '下月来上班'))
    card().getByText(words.proposalForMe)
    server.fixed['POST /api/people/sun/role-decision'] = aPersonFile({ role: 'station_worker', roleWord: '社工' })
    tap(words.agreeToRole('社工'))
    await waitFor(() => expect(screen.queryByText(words.proposalTitle)).toBeNull())
    expect(sent('role-decision')).toEqual([{ role: 'station_worker', agreed: true }])
    screen.getByText('社工')
  })

  it('is refused only with a reason', async () => {
    await openSun({ proposal, may: { agreeToRole: true, refuseRole: true } })
    tap(words.refuseRole)
    expect(sheet().getByRole<HTMLButtonElement>('button', { name: words.save }).disabled).toBe(true)
    server.fixed['POST /api/people/sun/role-decision'] = aPersonFile()
    doFor('不是本人', words.save)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(sent('role-decision')).toEqual([{ role: 'station_worker', agreed: false, reason: '不是本人' }])
  })

  it('may be taken back by whoever proposed it, who cannot agree himself; others only read it', async () => {
    await openSun({ proposal, may: { refuseRole: true } })
    card().getByText(words.proposalWaits)
    expect(
      card()
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual([words.withdrawRole])
    cleanup()
    await openSun({ proposal })
    expect(card().queryAllByRole('button')).toEqual([])
  })

  it('stays where somebody else was quicker, and says so', async () => {
    await openSun({ proposal, may: { agreeToRole: true, refuseRole: true } })
    server.fixed['POST /api/people/sun/role-decision'] = refusal(409, 'conflict', '刚才情况变了，请刷新看看。')
    tap(words.agreeToRole('社工'))
    expect((await card().findByRole('alert')).textContent).toBe('刚才情况变了，请刷新看看。')
  })
})

describe('a way in that a colleague gives', () => {
  it('is a code of eight digits, in two groups as it is read out, after a reason', async () => {
    await openSun({ may: { giveEntryCode: true } })
    server.fixed['POST /api/people/sun/entry-code'] = { code: '12345678', expiresAt: '2026-11-22T10:10:00Z' }
    tap(words.giveCode)
    doFor('本人来站里要', words.giveCode)
    await screen.findByText('1234 5678')
    sheet().getByText(words.codeGiven)
    expect(sent('entry-code')).toEqual([{ reason: '本人来站里要' }])
  })

  it('is a link for a colleague, that can be copied', async () => {
    await openSun({ may: { invite: true } })
    server.fixed['POST /api/people/sun/invitation'] = { invitation: 'inv_1', expiresAt: '2026-11-23T10:00:00Z' }
    tap(words.inviteColleague)
    doFor('第一天上班', words.inviteColleague)
    const link = `${window.location.origin}${window.location.pathname}#/pages/ask/index?invitation=inv_1`
    await screen.findByText(link)
    tap(words.copy)
    expect(phone.clipboard).toBe(link)
  })

  it('is the code alone inside WeChat, where pages have no address', async () => {
    process.env.TARO_ENV = 'weapp'
    await openSun({ may: { invite: true } })
    server.fixed['POST /api/people/sun/invitation'] = { invitation: 'inv_1', expiresAt: '2026-11-23T10:00:00Z' }
    tap(words.inviteColleague)
    doFor('第一天上班', words.inviteColleague)
    await screen.findByText('inv_1')
  })

  it('is not given when the server says no, and what was written stays', async () => {
    await openSun({ may: { giveEntryCode: true } })
    server.fixed['POST /api/people/sun/entry-code'] = refusal(429, 'too_many', '刚给过一个，过一会儿再给。')
    tap(words.giveCode)
    doFor('本人来站里要', words.giveCode)
    await screen.findByText('刚给过一个，过一会儿再给。')
    expect(screen.getByLabelText<HTMLInputElement>(words.reason).value).toBe('本人来站里要')
  })
})

it('a WeChat account that was joined to the wrong person is taken back only with a reason', async () => {
  await openSun({ may: { part: true } })
  server.fixed['POST /api/people/sun/parting'] = aPersonFile()
  tap(words.part)
  sheet().getByText(words.partText)
  doFor('接到邻居那里了', words.part)
  await waitFor(() => expect(screen.queryByRole('button', { name: words.part })).toBeNull())
  expect(sent('parting')).toEqual([{ reason: '接到邻居那里了' }])
})
