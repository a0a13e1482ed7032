/** @jest-environment jsdom */
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { StaffRequestView } from '@yimin/shared/requests/contract'
import BoardPage from '../../miniprogram/src/desk/pages/board/index.tsx'
import EntryPage from '../../miniprogram/src/desk/pages/entry/index.tsx'
import QueuePage from '../../miniprogram/src/desk/pages/queue/index.tsx'
import { goodsIn } from '../../miniprogram/src/desk/entry/items.ts'
import { whensFrom } from '../../miniprogram/src/desk/entry/whens.ts'
import { words } from '../../miniprogram/src/desk/words.ts'
import { words as common } from '../../miniprogram/src/words.ts'
import { knocksAt, openPage, write } from './doubles/hands.tsx'
import { ok, server } from './doubles/server.ts'
import type { Knock } from './doubles/server.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

// A busy machine draws a whole desk more slowly than a second.
configure({ asyncUtilTimeout: 5_000 })

const NO = { approve: false, reject: false, assign: false, release: false, finish: false, cancel: false, reopen: false }
const someone = (id: string, name: string) => ({ id, name })

function onBoard(over: Partial<StaffRequestView> = {}): StaffRequestView {
  return {
    code: 'A101', status: 'reviewing', statusWord: '站里在看', step: 0, category: 'produce', kindWord: '送菜', summary: '西红柿，共15元内', place: '6区9栋',
    zone: '6', whenWord: '今天上午', channelWord: '群里', urgent: false, late: false, missing: [], reviewReasons: ['金额偏大'],
    requester: someone('wang', '王阿姨'), owner: someone('qian', '钱老师'), dueAt: new Date(Date.now() + 600_000).toISOString(),
    createdAt: new Date().toISOString(), version: 3, abilities: { ...NO, approve: true, reject: true, assign: true, amend: true, own: true, note: true },
    ...over,
  } // prettier-ignore
}

let requests: StaffRequestView[]
/** A question who somebody is goes as a POST too, and is no act. */
const posts = () => server.knocks.filter(({ method, url }) => method === 'POST' && url !== '/api/desk/askers')

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  server.me = { id: 'zhao', spokenTo: '赵老师', abilities: { askForHelp: true, seeQueue: true } }
  requests = [
    onBoard(),
    onBoard({ code: 'A102', requester: someone('sun', '孙师傅'), reviewReasons: ['没太看懂，请人看'] }),
  ]
  const answers: [string, (knock: Knock) => unknown][] = [
    ['GET /api/requests', () => ({ items: requests, nextCursor: null })],
    ['GET /api/alarms', () => ({ items: [], nextCursor: null })],
    ['GET /api/desk', () => ({ me: someone('zhao', '赵老师'), staff: [someone('zhao', '赵老师')], counts: { byStatus: { reviewing: 2 }, late: 1, urgent: 0, mine: 0 }, zones: [{ name: '6', word: '6区', open: 2, late: 1, buildings: [{ name: '9', word: '9栋', open: 2 }] }] })],
    ['POST /api/desk/askers', () => ({ items: [{ id: 'zhou', name: '周大爷', spokenTo: '周大爷', roleWord: '居民', place: '7区3栋', known: { phone: true, door: true } }] })],
  ] // prettier-ignore
  for (const [route, answer] of answers) server.answers.set(route, (knock) => ok(answer(knock)))
  for (const code of ['A101', 'A102']) {
    const of = () => requests.find((one) => one.code === code) ?? onBoard({ code })
    server.answers.set(`GET /api/requests/${code}/card`, () =>
      ok({
        request: of(),
        items: [],
        history: [
          {
            seq: 1,
            at: of().createdAt,
            step: 'write',
            stepWord: '记下',
            to: 'reviewing',
            by: 'wang',
            byName: '王阿姨',
          },
        ],
      }),
    )
    server.answers.set(`GET /api/requests/${code}/suggestions`, () =>
      ok({
        items: [
          {
            id: 'li',
            name: '小李',
            roleWord: '志愿者',
            reason: '常跑这一片，今天还没接单',
            suitable: true,
            way: '隔壁楼，走2分钟',
            chance: 0.72,
            chanceWord: '多半会接',
            free: true,
            today: 0,
            inHand: 0,
            reachable: true,
          },
          {
            id: 'qin',
            name: '勤务员小店',
            roleWord: '社区企业',
            reason: '店里能送',
            suitable: false,
            way: '同一区',
            chance: 0.4,
            chanceWord: '可能会接',
            free: true,
            today: 2,
            inHand: 1,
            reachable: false,
          },
        ],
      }),
    )
    server.answers.set(`GET /api/requests/${code}`, () =>
      ok({
        ...of(),
        text: '能帮我送点西红柿吗',
        items: [],
        groups: [],
        phone: '19900000001',
        address: { zone: '6', building: '9', unit: '2' },
        history: [],
      }),
    )
    for (const act of ['approval', 'rejection', 'assignment', 'ownership']) {
      server.answers.set(`POST /api/requests/${code}/${act}`, () => {
        const moved = {
          ...of(),
          status: 'open' as const,
          statusWord: '找人',
          version: 4,
          abilities: { ...of().abilities, approve: false },
        }
        requests = requests.filter((one) => one.code !== code)
        return ok(moved)
      })
    }
  }
})
afterEach(cleanup)

const press = (...keys: string[]) =>
  keys.forEach((key) => fireEvent.keyDown(document.activeElement ?? document.body, { key }))
const sheet = () => screen.findByRole('dialog')
const row = (code: string) => document.querySelector(`[id$="-row-${code}"]`)

async function openQueue() {
  openPage(QueuePage)
  await screen.findByRole('region', { name: 'A101' })
}

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

  it('says of what was reopened what was not well, on its card and beside it', async () => {
    requests = [onBoard({ notDone: '少了东西' }), onBoard({ code: 'A102', notDone: '' })]
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

describe('the form at the desk', () => {
  const reading = { category: 'produce', items: [{ name: '西红柿', quantity: 2, unit: '斤' }], budgetFen: 2_000, when: { asap: true }, whenWord: '尽快', address: { zone: '6', building: '9' }, groups: [], urgent: false, doubts: [] } // prettier-ignore

  it('is filled by one sentence, takes a known person, and sends what stands in it', async () => {
    server.answers.set('POST /api/requests/reading', () => ok(reading))
    server.answers.set('POST /api/requests', () =>
      ok({ request: onBoard({ status: 'open' }), say: '记下了，正在找人。〔A101〕' }),
    )
    openPage(EntryPage)
    await screen.findByLabelText(words.entry.sentence)
    write(words.entry.sentence, '六区9栋要两斤西红柿')
    fireEvent.keyDown(screen.getByLabelText(words.entry.sentence), { key: 'Enter' })
    await screen.findByText('2斤西红柿 ×')
    write(words.entry.asker, 'zdy')
    fireEvent.click(await screen.findByRole('button', { name: /周大爷/ }))
    write(words.entry.items, '盐一袋')
    fireEvent.click(screen.getByRole('button', { name: words.entry.go }))
    await screen.findByText('记下了，正在找人。〔A101〕')
    expect(posts().at(-1)?.data).toEqual({
      asker: { id: 'zhou' }, channel: 'visit', text: '六区9栋要两斤西红柿', category: 'produce', items: [...reading.items, { name: '盐', quantity: 1, unit: '袋' }], budgetFen: 2_000, when: { asap: true }, address: { zone: '6', building: '9' }, groups: [], urgent: false, dispatch: true,
    }) // prettier-ignore
  })

  it('writes a wish down that was said at the desk, and none where nothing was wished', async () => {
    server.answers.set('POST /api/requests', () =>
      ok({ request: onBoard({ status: 'open' }), say: '记下了，正在找人。〔A101〕' }),
    )
    openPage(EntryPage)
    await screen.findByLabelText(words.entry.sentence)
    write(words.entry.asker, 'zdy')
    fireEvent.click(await screen.findByRole('button', { name: /周大爷/ }))
    const pressed = (word: string) => screen.getByRole('button', { name: word }).getAttribute('aria-pressed')
    expect(['谁都行', '都行'].map(pressed)).toEqual(['true', 'true'])
    fireEvent.change(screen.getByLabelText(words.entry.kind), { target: { value: 'housekeeping' } })
    for (const word of ['女的', '蒙语']) fireEvent.click(screen.getByRole('button', { name: word }))
    expect(['谁都行', '女的', '都行', '蒙语'].map(pressed)).toEqual(['false', 'true', 'false', 'true'])
    fireEvent.click(screen.getByRole('button', { name: words.entry.go }))
    await screen.findByText('记下了，正在找人。〔A101〕')
    expect(posts().at(-1)?.data).toMatchObject({ wish: { gender: 'woman', language: 'mongolian' } })
  })

  it('takes the first person who is found with Enter, also where the answer comes after it', async () => {
    openPage(EntryPage)
    await screen.findByLabelText(words.entry.sentence)
    write(words.entry.asker, 'zdy')
    fireEvent.keyDown(screen.getByLabelText(words.entry.asker), { key: 'Enter' })
    await screen.findByText(words.entry.askerHome('7区3栋'), { exact: false })
    expect(screen.queryByLabelText(words.entry.asker)).toBeNull()
  })

  it('takes name and way from the sentence, and the one person who is called so', async () => {
    server.answers.set('POST /api/requests/reading', () =>
      ok({ ...reading, asker: { name: '周大爷', channel: 'phone' } }),
    )
    openPage(EntryPage)
    await screen.findByLabelText(words.entry.sentence)
    write(words.entry.sentence, '周大爷打电话来说要两斤西红柿')
    fireEvent.keyDown(screen.getByLabelText(words.entry.sentence), { key: 'Enter' })
    await screen.findByText(words.entry.askerHome('7区3栋'), { exact: false })
    expect(screen.getByRole('button', { name: '电话' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('leaves the choice to the worker where several are called so', async () => {
    const one = { name: '王阿姨', spokenTo: '王阿姨', roleWord: '居民', known: { phone: true, door: true } }
    const items = [
      { ...one, id: 'a', place: '6区9栋' },
      { ...one, id: 'b', place: '7区1栋' },
    ]
    server.answers.set('POST /api/desk/askers', () => ok({ items }))
    server.answers.set('POST /api/requests/reading', () => ok({ ...reading, asker: { name: '王阿姨' } }))
    openPage(EntryPage)
    await screen.findByLabelText(words.entry.sentence)
    write(words.entry.sentence, '王阿姨来站里要两斤西红柿')
    fireEvent.keyDown(screen.getByLabelText(words.entry.sentence), { key: 'Enter' })
    await screen.findByText('7区1栋 · 居民')
    expect(screen.getByLabelText<HTMLInputElement>(words.entry.asker).value).toBe('王阿姨')
  })

  it('keeps what was typed when the server refuses, and shows the fault at its field', async () => {
    server.answers.set('POST /api/requests', () => ({
      statusCode: 400,
      data: {
        error: 'invalid_input',
        message: '有几处没填对。',
        fields: [{ path: 'asker.phone', message: '电话要写成数字。' }],
      },
    }))
    openPage(EntryPage)
    await screen.findByLabelText(words.entry.sentence)
    fireEvent.click(screen.getByRole('button', { name: words.entry.keep }))
    await screen.findByText(words.entry.needsAsker)
    write(words.entry.asker, '新来的许大爷')
    write(words.entry.phone, '12345x')
    fireEvent.change(screen.getByLabelText(words.entry.kind), { target: { value: 'repair' } })
    fireEvent.click(screen.getByRole('button', { name: words.entry.keep }))
    await screen.findByText('电话要写成数字。')
    expect(screen.getByLabelText<HTMLInputElement>(words.entry.asker).value).toBe('新来的许大爷')
    expect(posts().at(-1)?.data).toMatchObject({ asker: { name: '新来的许大爷', phone: '12345x' }, dispatch: false })
  })

  it.each([
    ['2斤西红柿、黄瓜', [{ name: '西红柿', quantity: 2, unit: '斤' }, { name: '黄瓜' }]],
    [
      '鸡蛋十个，半斤肉',
      [
        { name: '鸡蛋', quantity: 10, unit: '个' },
        { name: '肉', quantity: 0.5, unit: '斤' },
      ],
    ],
    [
      '两袋盐；1.5公斤米',
      [
        { name: '盐', quantity: 2, unit: '袋' },
        { name: '米', quantity: 1.5, unit: '公斤' },
      ],
    ],
    [' 、', []],
  ])('takes “%s” as goods', (line, goods) => expect(goodsIn(line)).toEqual(goods))

  it('offers no time that has passed', () => {
    expect(whensFrom(Date.parse('2026-11-22T14:00:00+08:00'))).toEqual([
      'asap',
      'thisAfternoon',
      'thisEvening',
      'tomorrowMorning',
      'tomorrowAfternoon',
    ])
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
