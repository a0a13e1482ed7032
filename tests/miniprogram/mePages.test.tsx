/** @jest-environment jsdom */
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import type { ComponentType } from 'react'
import { copyAsPage } from '../../miniprogram/src/me/myCopy.ts'
import DataPage from '../../miniprogram/src/me/pages/data/index.tsx'
import HomePage from '../../miniprogram/src/me/pages/home/index.tsx'
import { meWords as words } from '../../miniprogram/src/me/words.ts'
import { addressWords } from '../../miniprogram/src/station/words.ts'
import { words as common } from '../../miniprogram/src/words.ts'
import { openPage, tap, write } from './doubles/hands.tsx'
import { server } from './doubles/server.ts'
import { aMe, refusal, STATION } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

const entries = ['帮我送一袋米', '对', '收到', '5'].map((value) => ({ facts: [{ name: '内容', value }] }))
const DATA = {
  takenAt: '2026-11-22T12:00:00+08:00',
  station: '昆北街道社工站',
  sections: [
    { key: 'person', title: '我是谁', why: '为了知道怎么称呼您。', entries: [{ facts: [{ name: '电话', value: '19900000001' }] }], leftOut: 0 },
    { key: 'said', title: '我跟助手说过的话', why: '为了听懂您要什么。', entries, leftOut: 7 },
  ],
} // prettier-ignore
const READ = { reader: '赵老师', readerRole: '社工', fields: ['电话', '门牌'], reason: '电话回访' }

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  server.fixed = {
    'GET /api/me': aMe(),
    'GET /api/me/station': STATION,
    'GET /api/me/data': DATA,
    'GET /api/me/reads': { items: [{ at: '2026-11-22T01:00:00.000Z', ...READ }], nextCursor: null },
  }
})
afterEach(cleanup)

async function open(Page: ComponentType, shows: string): Promise<void> {
  phone.storage.set('yimin.token', 'secret')
  openPage(Page)
  await screen.findAllByText(shows)
}
const textOf = (blob: Blob) =>
  new Promise<string>((done) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result))
    reader.readAsText(blob)
  })
const writes = () =>
  server.knocks.filter(({ method }) => method !== 'GET').map(({ method, url, data }) => [method, url, data])

describe('who I am', () => {
  const openMe = () => open(HomePage, words.family)

  it('shows what is known and what is not, and that a checked name is changed by the station', async () => {
    await openMe()
    for (const shown of ['19900000001', '6区9栋2单元4楼', words.none, '妈妈 老太太', '7区1栋', words.nameFixed]) screen.getByText(shown)
    expect(screen.queryByRole('button', { name: words.changeName })).toBeNull()
  }) // prettier-ignore

  it('takes a phone, names what is wrong with it, and forgets it', async () => {
    await openMe()
    tap(words.changePhone)
    write(words.phone, '12')
    server.fixed['PUT /api/me/phone'] = refusal(400, 'invalid_input', '有几处没填对。', [{ path: 'phone', message: '电话号码不对。' }])
    tap(words.save)
    await screen.findByText('电话号码不对。')
    server.fixed['PUT /api/me/phone'] = aMe({ phone: '13812345678', version: 4 })
    write(words.phone, '13812345678')
    tap(words.save)
    await screen.findByText('13812345678')
    expect(writes()[1]).toEqual(['PUT', '/api/me/phone', { version: 3, phone: '13812345678' }])
    server.fixed['DELETE /api/me/phone'] = aMe({ phone: undefined, version: 5 })
    tap(words.changePhone)
    tap(words.forget)
    await screen.findByRole('button', { name: words.addPhone })
  }) // prettier-ignore

  it('takes a home from the station’s list; another zone clears the building', async () => {
    await openMe()
    tap(words.changeHome)
    await screen.findByRole('option', { name: '7区' })
    write(addressWords.zone, '7')
    expect(screen.getByLabelText<HTMLSelectElement>(addressWords.building).value).toBe('')
    write(addressWords.building, '1')
    server.fixed['PUT /api/me/home'] = aMe({ address: { zone: '7', building: '1', unit: '2', floor: '4' } })
    tap(words.save)
    await screen.findByText('7区1栋2单元4楼')
    expect(writes()[0]?.[2]).toEqual({ version: 3, home: { zone: '7', building: '1', unit: '2', floor: '4' } })
  })

  it('takes an estate that is on no list by its name', async () => {
    await openMe()
    tap(words.changeHome)
    await screen.findByRole('option', { name: addressWords.elsewhere })
    write(addressWords.zone, ' ')
    write(addressWords.place, '海威小区')
    write(addressWords.ownBuilding, '3')
    server.fixed['PUT /api/me/home'] = aMe()
    tap(words.save)
    await waitFor(() => expect(writes()).toHaveLength(1))
    expect(writes()[0]?.[2]).toMatchObject({ home: { place: '海威小区', building: '3' } })
  })

  it('adds somebody of the family by a tap and a name, changes and removes her', async () => {
    await openMe()
    tap(words.addMember)
    tap('婆婆')
    server.fixed['POST /api/me/household'] = aMe({ version: 4 })
    tap(words.save)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(writes()[0]).toEqual(['POST', '/api/me/household', { version: 3, relation: '婆婆', name: '婆婆' }])
    tap(words.changeMember('妈妈'))
    server.fixed['DELETE /api/me/household/m1'] = aMe({ household: [], version: 5 })
    tap(words.removeMember)
    await waitFor(() => expect(screen.queryByText('妈妈 老太太')).toBeNull())
  })

  it('says that somebody else changed it, keeps what was typed, and saves against the newest', async () => {
    await openMe()
    tap(words.changePhone)
    write(words.phone, '13812345678')
    server.fixed['PUT /api/me/phone'] = refusal(409, 'conflict', '刚才情况变了，请刷新看看。')
    server.fixed['GET /api/me'] = aMe({ version: 9 })
    tap(words.save)
    await screen.findByText('刚才情况变了，请刷新看看。')
    expect(screen.getByLabelText<HTMLInputElement>(words.phone).value).toBe('13812345678')
    server.fixed['PUT /api/me/phone'] = aMe({ version: 10 })
    await waitFor(() => expect(server.knocks.filter(({ url }) => url === '/api/me').length).toBeGreaterThan(2))
    tap(words.save)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(writes().at(-1)?.[2]).toMatchObject({ version: 9 })
  })

  it('switches to large letters, leads to my data, and leaves', async () => {
    await openMe()
    tap(words.largeText)
    expect(phone.storage.get('yimin.textSize')).toBe('large')
    tap(words.openData)
    expect(phone.visited).toEqual(['/me/pages/data/index'])
    tap(words.leaveDemo)
    await screen.findByText(common.chooseTitle)
    expect(phone.storage.has('yimin.token')).toBe(false)
  })

  it('tells my situation only where I choose it', async () => {
    await openMe()
    tap(words.changeGroups)
    tap('独居')
    server.fixed['PUT /api/me/groups'] = aMe({ groups: ['alone'] })
    tap(words.save)
    await screen.findByText('独居')
    expect(writes()[0]?.[2]).toEqual({ version: 3, groups: ['alone'] })
  })
})

describe('my data', () => {
  const openData = () => open(DataPage, '我跟助手说过的话')

  it('shows all sections, long ones on demand, and who looked', async () => {
    await openData()
    screen.getByText('19900000001')
    expect(screen.queryByText('5')).toBeNull()
    tap(words.seeAll(4))
    screen.getByText('5')
    screen.getByText(words.leftOut(7))
    for (const shown of [words.readBy('赵老师', '社工'), '电话、门牌', '电话回访', '2026-11-22 09:00']) await screen.findByText(shown)
  }) // prettier-ignore

  it('tells where I am signed in, and ends all others by one tap; alone there is nothing to end', async () => {
    const here = { id: 'a', since: '2026-11-22T00:00:00.000Z', lastSeen: '2026-11-22T02:00:00.000Z', isThisOne: true }
    const there = { ...here, id: 'b', lastSeen: '2026-11-20T01:00:00.000Z', isThisOne: false }
    let items = [here, there]
    server.answers.set('GET /api/me/sessions', () => ({ statusCode: 200, data: { items } }))
    server.answers.set('DELETE /api/me/sessions', () => {
      items = [here]
      return { statusCode: 200, data: { closed: 1 } }
    })
    await openData()
    await screen.findByText(words.otherDevice)
    screen.getByText('2026-11-20 09:00')
    tap(words.leaveElsewhere)
    await waitFor(() => expect(screen.queryByText(words.otherDevice)).toBeNull())
    screen.getByText(words.thisDevice)
    expect(screen.queryByRole('button', { name: words.leaveElsewhere })).toBeNull()
    expect(writes()).toEqual([['DELETE', '/api/me/sessions', {}]])
  })

  it('is taken away in a browser as a page to be read and as a file for programs, with everybody who looked', async () => {
    const made: Blob[] = []
    URL.createObjectURL = (blob) => (made.push(blob as Blob), 'blob:1')
    URL.revokeObjectURL = () => undefined
    const clicked: string[] = []
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      clicked.push(this.download)
    })
    await openData()
    tap(words.take)
    await waitFor(() => expect(clicked).toEqual([words.pageName]))
    await screen.findByText(words.taken)
    tap(words.takeData)
    await waitFor(() => expect(clicked).toEqual([words.pageName, words.fileName]))
    expect(made.map(({ type }) => type)).toEqual(['text/html;charset=utf-8', 'application/json;charset=utf-8'])
    const [page, file] = await Promise.all(made.map(textOf))
    expect(JSON.parse(file ?? '')).toMatchObject({ ...DATA, reads: [READ] })
    const read = new DOMParser().parseFromString(page ?? '', 'text/html')
    const headings = [...read.querySelectorAll('h2')].map(({ textContent }) => textContent)
    expect(headings).toEqual(['我是谁', '我跟助手说过的话', words.readers])
    for (const said of ['19900000001', '帮我送一袋米', '赵老师（社工）', '电话回访', words.leftOut(7)])
      expect(read.body.textContent).toContain(said)
    expect(page).not.toMatch(/"facts"|https?:/)
  })

  it('is taken away in WeChat by the clipboard, in plain Chinese or for programs', async () => {
    process.env.TARO_ENV = 'weapp'
    await openData()
    tap(words.take)
    await screen.findByText(words.copied)
    expect(phone.clipboard).toMatch(/^我的数据\n\n2026-11-22 12:00从昆北街道社工站取的/)
    expect(phone.clipboard).toMatch(
      /【我是谁】[^]*电话：19900000001[^]*【谁看过我的资料】[^]*2026-11-22 09:00[^]*为了：电话回访/,
    )
    expect(phone.clipboard).not.toMatch(/[{}<>]/)
    tap(words.takeData)
    await waitFor(() => expect(phone.clipboard).toContain('{'))
    expect(JSON.parse(phone.clipboard)).toMatchObject({ ...DATA, reads: [READ] })
  })

  it('is not said to be taken away where the line is down, and can be tried again', async () => {
    process.env.TARO_ENV = 'weapp'
    await openData()
    server.line = 'down'
    tap(words.take)
    await screen.findByText(words.notTaken)
    server.line = 'up'
    tap(words.take)
    await screen.findByText(words.copied)
  })

  it('shows nothing in the page but words: what was said is no markup', async () => {
    const said = { facts: [{ name: '内容', value: '<img src=x onerror=alert(1)>' }] }
    const page = copyAsPage({ ...DATA, sections: [{ ...DATA.sections[0], entries: [said] }] } as never, [])
    expect(new DOMParser().parseFromString(page, 'text/html').querySelector('img')).toBeNull()
    expect(page).toContain('&lt;img')
  })

  it('is erased after two questions; then nothing of the person stays on the phone', async () => {
    phone.storage.set('yimin.draft', { text: '我家的事' })
    await openData()
    tap(words.erase)
    const sheet = within(screen.getByRole('dialog'))
    sheet.getByText(words.eraseBack)
    expect(sheet.queryByRole('button', { name: words.eraseSure })).toBeNull()
    tap(words.eraseOn)
    expect(writes()).toEqual([])
    server.fixed['POST /api/me/erasure'] = { state: 'done' }
    tap(words.eraseSure)
    await screen.findByText(words.erased)
    expect(writes()).toEqual([['POST', '/api/me/erasure', { sure: true }]])
    expect([...phone.storage.keys()]).toEqual(['yimin.station'])
  })

  it('says why where it may not be erased', async () => {
    await openData()
    tap(words.erase)
    tap(words.eraseOn)
    server.fixed['POST /api/me/erasure'] = refusal(403, 'forbidden', '您是站里的工作人员。')
    tap(words.eraseSure)
    await screen.findByText('您是站里的工作人员。')
  })
})
