/** @jest-environment jsdom */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { alarmWords } from '../../miniprogram/src/desk/alarms/words.ts'
import AlarmsPage from '../../miniprogram/src/desk/pages/alarms/index.tsx'
import BoardPage from '../../miniprogram/src/desk/pages/board/index.tsx'
import { words as watchWords } from '../../miniprogram/src/desk/watch/words.ts'
import { words } from '../../miniprogram/src/desk/words.ts'
import { words as common } from '../../miniprogram/src/words.ts'
import { atTheDesk, desk, onBoard, openQueue, posts, press, row, sheet } from './doubles/desk.tsx'
import { knocksAt, openPage, tap, write } from './doubles/hands.tsx'
import { ok, server } from './doubles/server.ts'
import { refusal } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

atTheDesk()

describe('the queue', () => {
  it('shows what waits with the reasons of doubt; nothing sealed is read until a reason is given', async () => {
    await openQueue()
    expect(knocksAt('GET', '/api/requests?').at(0)?.url).toContain('status=reviewing')
    expect(screen.getAllByText('金额偏大').length).toBeGreaterThan(0)
    expect(knocksAt('GET', '/api/requests/A101?')).toEqual([])
    press('Enter')
    const asked = within(await sheet())
    expect(asked.getByRole('button', { name: '审核' }).getAttribute('aria-pressed')).toBe('true')
    press('4', 'Enter')
    await screen.findByText('能帮我送点西红柿吗')
    expect(knocksAt('GET', '/api/requests/A101?').map(({ url }) => decodeURIComponent(url))).toEqual([
      '/api/requests/A101?reason=回访',
    ])
    expect(screen.getByRole('link', { name: '☎ 19900000001' })).toBeTruthy()
  })

  it('of a file from long ago says what is not kept any more', async () => {
    const clearedWord = '过了期限，门牌、电话和原话不再保留。'
    const old = server.answers.get('GET /api/requests/A101')
    server.answers.set('GET /api/requests/A101', (knock) => {
      const answer = old?.(knock)
      return { ...answer, data: { ...(answer?.data as object), text: '', clearedWord } } as never
    })
    await openQueue()
    press('Enter')
    await sheet()
    press('4', 'Enter')
    await screen.findByText(clearedWord)
    expect(screen.queryByText(words.file.noText)).toBeNull()
  })

  it('says of what was reopened what was not well, on its card and beside it', async () => {
    desk.requests = [onBoard({ notDone: '少了东西' }), onBoard({ code: 'A102', notDone: '' })]
    await openQueue()
    expect(row('A101')?.textContent).toContain('说没办好：少了东西')
    expect(row('A102')?.textContent).toContain('说没办好，重办')
    const pane = within(screen.getByRole('region', { name: 'A101' }))
    expect(pane.getByText(words.facts.notDone).nextSibling?.textContent).toBe('少了东西')
  })

  it('lets one through with two keys, and the next is at hand', async () => {
    await openQueue()
    press('a')
    await sheet()
    press('Enter')
    await screen.findByRole('region', { name: 'A102' })
    expect(posts()).toMatchObject([{ url: '/api/requests/A101/approval', data: { version: 3 } }])
    expect(screen.getByText('A101 现在是“找人”')).toBeTruthy()
  })

  it('refuses with a usual reason or own words, never without', async () => {
    await openQueue()
    press('r')
    const asked = within(await sheet())
    const go = asked.getByRole<HTMLButtonElement>('button', { name: '回绝' })
    expect(go.disabled).toBe(true)
    fireEvent.change(asked.getByLabelText(words.ownWords), { target: { value: '这月的名额满了' } })
    fireEvent.click(go)
    await waitFor(() => expect(posts()).toHaveLength(1))
    expect(posts()[0]).toMatchObject({
      url: '/api/requests/A101/rejection',
      data: { version: 3, reason: '这月的名额满了' },
    })
  })

  it('says honestly that the screen was old', async () => {
    server.answers.set('POST /api/requests/A101/approval', () => ({
      statusCode: 409,
      data: { error: 'conflict', message: '您看的时候这单有了变化，已经换成最新的，请再看一眼。', fields: [] },
    }))
    await openQueue()
    press('a')
    await sheet()
    press('Enter')
    await screen.findByText(/请再看一眼/)
    expect(screen.getByRole('dialog')).toBeTruthy()
  })

  it('moves with j and k, and the focus goes along', async () => {
    await openQueue()
    press('j')
    await screen.findByRole('region', { name: 'A102' })
    expect(document.activeElement).toBe(row('A102'))
    press('k')
    await screen.findByRole('region', { name: 'A101' })
  })

  it('gives it to a helper by a digit', async () => {
    await openQueue()
    press('d')
    within(await sheet()).getByText('2 · 勤务员小店')
    press('2')
    await waitFor(() =>
      expect(posts()).toMatchObject([{ url: '/api/requests/A101/assignment', data: { helperId: 'qin', version: 3 } }]),
    )
  })

  it('no key acts while somebody writes, nor below a sheet', async () => {
    openPage(BoardPage)
    await screen.findByRole('region', { name: 'A101' })
    press('/')
    expect(document.activeElement).toBe(screen.getByLabelText(words.search))
    press('a', 'n', '?')
    expect(screen.queryByRole('dialog')).toBeNull()
    ;(document.activeElement as HTMLElement).blur()
    press('?')
    await sheet()
    press('a', 'n')
    expect(screen.getAllByRole('dialog')).toHaveLength(1)
    expect(phone.visited).toEqual([])
  })

  it('nor on a page that lies under another one', async () => {
    await openQueue()
    act(() => phone.hide())
    press('a')
    expect(screen.queryByRole('dialog')).toBeNull()
    act(() => phone.show())
    press('a')
    await sheet()
  })

  it('goes to its pages by g and a letter', async () => {
    await openQueue()
    press('g', 'b')
    press('g', 'x')
    press('g', 'a')
    press('n')
    expect(phone.visited).toEqual(['/desk/pages/board/index', '/desk/pages/alarms/index', '/desk/pages/entry/index'])
  })
})

describe('the board', () => {
  it('asks the server for what is searched and chosen', async () => {
    openPage(BoardPage)
    await screen.findByRole('region', { name: 'A101' })
    fireEvent.change(screen.getByLabelText(words.search), { target: { value: 'way' } })
    fireEvent.click(screen.getByRole('button', { name: '晚了 1' }))
    fireEvent.click(screen.getByRole('button', { name: /只看6区/ }))
    await waitFor(() => expect(knocksAt('GET', '/api/requests?').at(-1)?.url).toMatch(/late=1.*q=way.*zone=6/))
  })

  it('reads page after page', async () => {
    server.answers.set('GET /api/requests', ({ url }) =>
      ok(
        url.includes('cursor=next')
          ? { items: [onBoard({ code: 'A102' })], nextCursor: null }
          : { items: [onBoard()], nextCursor: 'next' },
      ),
    )
    openPage(BoardPage)
    await waitFor(() => expect(row('A102')).not.toBeNull())
    expect(row('A101')).not.toBeNull()
  })

  it('tells a resident that it is not hers', async () => {
    server.me = { id: 'wang', spokenTo: '王阿姨', abilities: { askForHelp: true, seeQueue: false } }
    openPage(BoardPage)
    await screen.findByText(common.notHereTitle)
    expect(knocksAt('GET', '/api/requests')).toEqual([])
  })
})

test('a board whose reader lost the role says whose page it is, and nothing of the server', async () => {
  openPage(BoardPage)
  await screen.findAllByText('王阿姨')
  server.me = { ...server.me, abilities: { askForHelp: true, seeQueue: false } }
  server.answers.set('GET /api/requests', () => ({
    statusCode: 403,
    data: { error: 'forbidden', message: '这一页给站里的人用。', fields: [] },
  }))
  write(words.search, '孙')
  await screen.findByText(common.notHereTitle)
  expect(screen.queryByText(common.failedTitle)).toBeNull()
})

describe('what could not be read is not the same as nothing there', () => {
  const broken = () => refusal(500, 'internal', '坏了。')

  it('of alarms the desk says so on every page, until they are there again', async () => {
    server.answers.set('GET /api/alarms', broken)
    await openQueue()
    await screen.findByText(alarmWords.barUnread)
    server.answers.set('GET /api/alarms', () => ok({ items: [], nextCursor: null }))
    tap(common.retry)
    await waitFor(() => expect(screen.queryByText(alarmWords.barUnread)).toBeNull())
  })

  it('nor is it a station without helpers', async () => {
    server.answers.set('GET /api/requests/A101/suggestions', broken)
    await openQueue()
    await screen.findByText(common.failedTitle)
    expect(screen.queryByText(words.dispatch.empty)).toBeNull()
  })

  it('nor a machine at which nothing was done', async () => {
    for (const route of ['GET /api/gateways', 'GET /api/operator-acts']) server.answers.set(route, broken)
    openPage(AlarmsPage)
    await screen.findByText(watchWords.gateways.unread)
    await screen.findByText(watchWords.operator.unread)
  })
})
