/** @jest-environment jsdom */
import { cleanup, screen, waitFor } from '@testing-library/react'
import FormPage from '../../miniprogram/src/requests/pages/form/index.tsx'
import { requestWords as words } from '../../miniprogram/src/requests/words.ts'
import { addressWords } from '../../miniprogram/src/station/words.ts'
import { words as common } from '../../miniprogram/src/words.ts'
import { openPage, tap, write } from './doubles/hands.tsx'
import { server } from './doubles/server.ts'
import { aMe, aWhole, refusal, STATION } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  jest.useFakeTimers({ now: new Date('2026-11-22T10:00:00'), doNotFake: ['setTimeout', 'setImmediate', 'queueMicrotask', 'nextTick'] })
  server.reset()
  phone.reset()
  server.fixed = { 'GET /api/me': aMe(), 'GET /api/me/station': STATION, 'GET /api/me/orders': { last: [], oftenBought: [] }, 'POST /api/me/requests/form': { reply: '记下了。', request: aWhole() } }
}) // prettier-ignore
afterEach(() => {
  cleanup()
  jest.useRealTimers()
})

async function open(): Promise<void> {
  phone.storage.set('yimin.token', 'secret')
  openPage(FormPage)
  await screen.findByRole('button', { name: common.back })
}
const sent = () => server.knocks.filter(({ url }) => url === '/api/me/requests/form')
async function begin(tile: RegExp): Promise<void> {
  await open()
  tap(tile)
  await screen.findByRole('button', { name: words.send })
}

describe('the form of tiles', () => {
  it('sends what was chosen, and nothing else, and goes on to the request', async () => {
    await begin(/买菜买米/)
    tap('米')
    tap('鸡蛋')
    tap(words.more('鸡蛋'))
    write(words.ownGoods, '莜面')
    tap(words.addGoods)
    tap('明天上午')
    tap(words.send)
    await waitFor(() => expect(phone.visited).toEqual(['/requests/pages/one/index?code=A102']))
    expect(sent()[0]?.data).toEqual({
      kind: 'groceries',
      items: [
        { name: '米', quantity: 1, unit: '袋' },
        { name: '鸡蛋', quantity: 2, unit: '斤' },
        { name: '莜面', quantity: 1, unit: '份' },
      ],
      when: { choice: 'tomorrow_morning' },
      who: { kind: 'me' },
      where: { kind: 'home' },
      agreed: true,
    })
    expect(phone.storage.has('yimin.form')).toBe(false)
  })

  it('takes out by the same tap what was put in', async () => {
    await begin(/买菜买米/)
    tap('米')
    tap('盐')
    tap('米')
    tap(words.take('盐'))
    expect(screen.queryByRole('list', { name: words.chosenGoods })).toBeNull()
  })

  it('asks which, where a tile stands for several; phrases and the note become one', async () => {
    await open()
    tap(/照看陪伴/)
    expect(screen.queryByRole('button', { name: words.send })).toBeNull()
    tap('照看老人')
    await screen.findByRole('button', { name: words.send })
    write(words.note, '带个轮椅')
    tap(words.send)
    await waitFor(() => expect(sent()).toHaveLength(1))
    expect(sent()[0]?.data).toMatchObject({ kind: 'nursing', note: '带个轮椅', items: [] })
    cleanup()
    await begin(/打扫做饭/)
    tap('擦窗户')
    write(words.note, '带个梯子')
    tap(words.send)
    await waitFor(() => expect(sent()).toHaveLength(2))
    expect(sent()[1]?.data).toMatchObject({ kind: 'cleaning', note: '擦窗户，带个梯子', items: [] })
  })

  it('says how many must come, and who had better come; where goods are bought nobody is asked that', async () => {
    await begin(/^修东西/)
    tap(words.helperCount(2))
    tap('女的')
    tap('蒙语')
    tap(words.send)
    await waitFor(() => expect(sent()).toHaveLength(1))
    expect(sent()[0]?.data).toMatchObject({ helpersNeeded: 2, wish: { gender: 'woman', language: 'mongolian' } })
    cleanup()
    await begin(/买菜买米/)
    expect(screen.queryByRole('button', { name: words.helperCount(2) })).toBeNull()
  })

  it('has one wish of each row at most, and none is sent where it was taken back', async () => {
    const pressed = (word: string) => screen.getByRole('button', { name: word }).getAttribute('aria-pressed')
    await begin(/^修东西/)
    expect(['谁都行', '都行'].map(pressed)).toEqual(['true', 'true'])
    tap('女的')
    tap('男的')
    tap('粤语')
    tap('手语')
    expect(['谁都行', '女的', '男的', '都行', '粤语', '手语'].map(pressed)).toEqual([
      'false',
      'false',
      'true',
      'false',
      'false',
      'true',
    ])
    tap('都行')
    tap(words.send)
    await waitFor(() => expect(sent()).toHaveLength(1))
    expect(sent()[0]?.data).toMatchObject({ wish: { gender: 'man' } })
    expect(sent()[0]?.data).not.toHaveProperty('wish.language')
    cleanup()
    await begin(/^修东西/)
    tap('女的')
    tap('谁都行')
    tap(words.send)
    await waitFor(() => expect(sent()).toHaveLength(2))
    expect(sent()[1]?.data).not.toHaveProperty('wish')
  })

  it('sends no wish and no number that she no longer sees', async () => {
    await begin(/^修东西/)
    tap(words.helperCount(2))
    tap('女的')
    tap('手语')
    tap(words.otherHelp)
    tap(/买菜买米/)
    await screen.findByRole('button', { name: '米' })
    tap('米')
    expect(screen.queryByText(/手语/)).toBeNull()
    tap(words.send)
    await waitFor(() => expect(sent()).toHaveLength(1))
    expect(sent()[0]?.data).not.toHaveProperty('wish')
    expect(sent()[0]?.data).not.toHaveProperty('helpersNeeded')
  })

  it('is for the mother at her own home, or for a neighbour whose door is filled in', async () => {
    await begin(/^修东西/)
    tap('妈妈')
    tap(words.send)
    await waitFor(() => expect(sent()).toHaveLength(1))
    expect(sent()[0]?.data).toMatchObject({ who: { kind: 'member', memberId: 'm1' }, where: { kind: 'member' } })
    cleanup()
    await begin(/^修东西/)
    tap(words.someoneElse)
    write(words.whoName, '李大爷')
    write(addressWords.zone, '7')
    write(addressWords.building, '1')
    write(addressWords.room, '301')
    write(words.doorPhone, '13900001111')
    tap(words.send)
    await waitFor(() => expect(sent()).toHaveLength(2))
    expect(sent()[1]?.data).toMatchObject({
      who: { kind: 'other', name: '李大爷' },
      where: { kind: 'other', address: { zone: '7', building: '1', room: '301' } },
      phone: '13900001111',
    })
  })

  it('has no 不急 where somebody must keep the hour free, and no 今天 in the evening', async () => {
    await begin(/陪看病/)
    expect(screen.queryByRole('button', { name: '不急' })).toBeNull()
    cleanup()
    phone.storage.delete('yimin.form')
    jest.setSystemTime(new Date('2026-11-22T21:00:00'))
    await begin(/买菜买米/)
    for (const over of ['今天', '今晚']) expect(screen.queryByRole('button', { name: over })).toBeNull()
    tap('另选时间')
    write(words.day, '2026-11-24')
    write(words.hour, '08:30')
    tap('米')
    tap(words.send)
    await waitFor(() => expect(sent()[0]?.data).toMatchObject({ when: { choice: 'at', at: '2026-11-24T08:30' } }))
  })

  it('asks for another time where the one that was chosen has passed meanwhile', async () => {
    await begin(/买菜买米/)
    tap('今天')
    cleanup()
    jest.setSystemTime(new Date('2026-11-22T21:00:00'))
    await open()
    await screen.findByText(words.timeOver)
    tap('明天上午')
    expect(screen.queryByText(words.timeOver)).toBeNull()
  })

  it('names every faulty field beside it, and keeps what was chosen', async () => {
    const fields = ['items', 'when.choice', 'who.memberId', 'where.kind', 'note'].map((path) => ({ path, message: `错：${path}` }))
    server.fixed['POST /api/me/requests/form'] = refusal(400, 'invalid_input', '有几处没填对。', fields)
    await begin(/买菜买米/)
    tap('米')
    tap(words.send)
    for (const { message } of fields) await screen.findByText(message)
    screen.getByText('有几处没填对。')
    expect(screen.getByRole('button', { name: '米' }).getAttribute('aria-pressed')).toBe('true')
  }) // prettier-ignore

  it('shows the fault of one thing beside that thing, and leads to the first fault of all', async () => {
    const fields = [
      { path: 'items.1.quantity', message: '太多了，最多 999。' },
      { path: 'note', message: '太长了。' },
    ]
    server.fixed['POST /api/me/requests/form'] = refusal(400, 'invalid_input', '有几处没填对。', fields)
    await begin(/买菜买米/)
    tap('米')
    tap('盐')
    tap(words.send)
    const fault = await screen.findByText('太多了，最多 999。')
    const entry = fault.closest('li') as HTMLElement
    expect(entry.textContent).toContain('盐')
    await waitFor(() => expect(entry.contains(document.activeElement)).toBe(true))
    expect(fault.getAttribute('role')).toBe('alert')
  })

  it('keeps everything when the line is down, over a closed page, under the same key while the page lives', async () => {
    await begin(/买菜买米/)
    tap('米')
    server.line = 'down'
    tap(words.send)
    await screen.findByText(common.notSent)
    server.line = 'up'
    tap(words.send)
    await waitFor(() => expect(sent()).toHaveLength(2))
    expect(sent()[1]?.header['Idempotency-Key']).toBe(sent()[0]?.header['Idempotency-Key'])
    cleanup()
    phone.visited = []
    await begin(/买菜买米/)
    tap('面')
    cleanup()
    await open()
    await waitFor(() => expect(screen.getByRole('button', { name: '面' }).getAttribute('aria-pressed')).toBe('true'))
  })

  it('says here why something is refused, and whom to ring first in danger', async () => {
    server.fixed['POST /api/me/requests/form'] = { reply: '烟不能代买，这是站里的规定。', request: aWhole({ status: 'rejected' }) }
    await begin(/别的忙/)
    write(words.noteNeeded, '一条烟')
    tap(words.send)
    await screen.findByText(/烟不能代买/)
    expect(phone.visited).toEqual([])
    server.fixed['POST /api/me/requests/form'] = { reply: '先打120！我已经叫值班社工。' }
    tap(words.askAgain)
    tap(/别的忙/)
    await screen.findByRole('button', { name: words.send })
    write(words.noteNeeded, '我妈晕倒了')
    tap(words.send)
    expect((await screen.findByRole('link', { name: common.callEmergency('120') })).getAttribute('href')).toBe('tel:120')
  }) // prettier-ignore
})
