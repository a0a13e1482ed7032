/** @jest-environment jsdom */
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import AskPage from '../../miniprogram/src/pages/ask/index.tsx'
import OnePage from '../../miniprogram/src/requests/pages/one/index.tsx'
import { reopenWords, requestWords as words } from '../../miniprogram/src/requests/words.ts'
import { photoWords } from '../../miniprogram/src/photos/words.ts'
import { addressWords } from '../../miniprogram/src/station/words.ts'
import { words as common } from '../../miniprogram/src/words.ts'
import { openPage, tap } from './doubles/hands.tsx'
import { aRequest, server } from './doubles/server.ts'
import { aMe, aWhole, refusal, STATION } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

const ONE = '/api/me/requests/A102'

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.params = { code: 'A102' }
  server.fixed = { 'GET /api/me': aMe(), 'GET /api/me/station': STATION }
})
afterEach(cleanup)

async function open(request = aWhole()): Promise<void> {
  server.fixed[`GET ${ONE}`] = request
  phone.storage.set('yimin.token', 'secret')
  openPage(OnePage)
  await screen.findByText('〔A102〕')
}
const acts = () => server.knocks.filter(({ method, url }) => method === 'POST' && url.startsWith(ONE))
/** From now on the server has it so, and says so. */
function answerWith(act: string, reply: string, request: ReturnType<typeof aWhole>): void {
  server.fixed[`POST ${ONE}/${act}`] = { reply, request }
  server.fixed[`GET ${ONE}`] = request
}

describe('one request', () => {
  it('shows what the helper took a picture of, and takes a 没收到 beside it', async () => {
    const handoverPhoto = {
      id: 'p1',
      state: 'shown' as const,
      stateWord: '',
      url: '/api/photos/p1',
      width: 320,
      height: 240,
    }
    await open(aWhole({ status: 'delivered', step: 3, handoverPhoto, may: { finish: true, reopen: true } }))
    screen.getByText(words.shownAtDoor)
    fireEvent.click(screen.getByRole('button', { name: photoWords.photo(1, 1) }))
    expect(screen.getByRole('img', { name: photoWords.large }).getAttribute('src')).toBe('/api/photos/p1')
    tap(words.notHere)
    answerWith('reopening', '对不住您，马上重新找人。', aWhole({ status: 'open', step: 1 }))
    fireEvent.click(screen.getAllByRole('button', { name: reopenWords.not_arrived }).at(-1) as HTMLElement)
    await screen.findByText('对不住您，马上重新找人。')
    expect(acts()[0]?.data).toEqual({ reason: 'not_arrived' })
    expect(screen.queryByText(words.shownAtDoor)).toBeNull()
  })

  it('is read back and confirmed by the one main button', async () => {
    await open(aWhole({ may: { confirm: true, change: true, cancel: true } }))
    screen.getByText(words.confirmFirst)
    answerWith('confirmation', '好，正在找人。〔A102〕', aWhole({ status: 'open', step: 1 }))
    tap(common.confirm)
    await screen.findByText('好，正在找人。〔A102〕')
    expect(acts()[0]?.url).toBe(`${ONE}/confirmation`)
    expect(screen.queryByRole('button', { name: common.confirm })).toBeNull()
  })

  it('shows who comes, until when, the code for the door, and the story', async () => {
    await open(
      aWhole({
        status: 'accepted',
        step: 2,
        statusLine: 'A102：小李接了，11点前到。',
        helperName: '小李',
        promisedTime: '11点',
        handoverCode: '3728',
        beneficiary: '妈妈',
        late: true,
        history: [
          { at: '2026-11-22T10:00:00+08:00', time: '10点', word: '记下了' },
          { at: '2026-11-22T10:05:00+08:00', time: '10点5分', word: '小李接了' },
        ],
      }),
    )
    for (const shown of ['A102：小李接了，11点前到。', '小李', '11点前', '3728', '妈妈', words.late, '10点5分']) screen.getByText(shown)
    expect(screen.getByRole('link', { name: '给昆北街道社工站打电话' }).getAttribute('href')).toBe('tel:04720000000'.replace(/0$/, '1'))
  }) // prettier-ignore

  it('offers only what the server allows', async () => {
    await open(aWhole({ status: 'cancelled', statusWord: '取消了' }))
    for (const act of [common.confirm, common.finish, common.cancel, common.reopen, words.change, words.remind])
      expect(screen.queryByRole('button', { name: act })).toBeNull()
  })

  it('cancels after one question, and not at the first tap', async () => {
    await open(aWhole({ may: { cancel: true } }))
    tap(common.cancel)
    expect(acts()).toEqual([])
    tap(common.cancelKeep)
    expect(screen.queryByRole('dialog')).toBeNull()
    tap(common.cancel)
    answerWith('cancellation', '好，不办了。', aWhole({ status: 'cancelled', statusWord: '取消了' }))
    tap(common.cancelSure)
    await screen.findByText('好，不办了。')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('is done with stars in one tap, or without any', async () => {
    await open(aWhole({ status: 'delivered', may: { finish: true, rate: true, reopen: true } }))
    tap(common.finish)
    answerWith('completion', '谢谢您。', aWhole({ status: 'done', rating: 4, may: { rate: true, reopen: true } }))
    tap(words.star(4, '满意'))
    await screen.findByText('谢谢您。')
    expect(acts()[0]?.data).toEqual({ rating: 4 })
    screen.getByText(words.ratedStars(4))
    cleanup()
    await open(aWhole({ status: 'accepted', may: { finish: true } }))
    tap(common.finish)
    tap(words.noStars)
    await waitFor(() => expect(acts()).toHaveLength(2))
    expect(acts()[1]?.data).toEqual({})
  })

  it('is taken up again with the reason', async () => {
    await open(aWhole({ status: 'done', reopenUntil: '2026-11-29T10:00:00+08:00', rating: 5, may: { reopen: true } }))
    screen.getByText(words.reopenUntil('11月29日'))
    tap(common.reopen)
    answerWith('reopening', '对不住您，马上重新找人。', aWhole({ status: 'open', step: 1 }))
    tap(reopenWords.something_missing)
    await screen.findByText('对不住您，马上重新找人。')
    expect(acts()[0]?.data).toEqual({ reason: 'something_missing' })
  })

  it('of long ago says what it has no more', async () => {
    const clearedWord = '过了期限，门牌、电话和原话不再保留。'
    await open(aWhole({ status: 'done', summary: '送菜', items: [], said: [], clearedWord }))
    screen.getByText(clearedWord)
    cleanup()
    await open(aWhole({ status: 'done' }))
    expect(screen.queryByText(/不再保留/)).toBeNull()
  })

  it('says where it is when asked', async () => {
    await open(aWhole({ status: 'open', may: { remind: true } }))
    answerWith('reminder', 'A102：还在找人，赵老师在盯着。', aWhole({ status: 'open', may: { remind: true } }))
    tap(words.remind)
    await screen.findByText('A102：还在找人，赵老师在盯着。')
  })

  it('shows the newest, and says so, when it moved in the meantime', async () => {
    await open(aWhole({ status: 'open', may: { cancel: true } }))
    server.fixed[`POST ${ONE}/cancellation`] = refusal(409, 'conflict', '刚才情况变了，请刷新看看。')
    server.fixed[`GET ${ONE}`] = aWhole({ status: 'delivered', statusWord: '送到', step: 3, may: { finish: true } })
    tap(common.cancel)
    tap(common.cancelSure)
    await screen.findByText('刚才情况变了，请刷新看看。')
    await screen.findByRole('button', { name: common.finish })
  })

  it('says honestly that it is not there, or that the line is down and what was read is old', async () => {
    phone.storage.set('yimin.token', 'secret')
    server.fixed[`GET ${ONE}`] = refusal(404, 'not_found', '没有找到。')
    openPage(OnePage)
    await screen.findByText(words.goneTitle)
    cleanup()
    await open()
    server.line = 'down'
    act(() => phone.hide())
    act(() => phone.show())
    await screen.findByText(common.offlineTitle)
    screen.getByText('〔A102〕')
  })
})

describe('changing it', () => {
  it('shows what is set: goods, money, time, place and what was said; untouched, it is not sent', async () => {
    await open(aWhole({ budgetFen: 2_000, may: { change: true } }))
    tap(words.change)
    const sheet = within(await screen.findByRole('dialog'))
    sheet.getByText('1袋')
    expect(sheet.getByLabelText<HTMLInputElement>(words.budget).value).toBe('20')
    const present = sheet.getByRole('button', { name: words.asItIs('明天上午') })
    expect(present.getAttribute('aria-pressed')).toBe('true')
    sheet.getByText('6区9栋')
    sheet.getByText('“帮我买1袋米”')
    tap('后天')
    expect(present.getAttribute('aria-pressed')).toBe('false')
    fireEvent.click(present)
    tap(words.elsewhereNow)
    expect(sheet.getByLabelText<HTMLSelectElement>(addressWords.zone).value).toBe('6')
    fireEvent.change(sheet.getByLabelText(words.note), { target: { value: '要东北米' } })
    answerWith('amendment', '好，改好了。', aWhole({ version: 2, may: { change: true } }))
    tap(words.saveChange)
    await waitFor(() => expect(acts()[0]?.data).toEqual({ version: 1, note: '要东北米' }))
  })

  const open1 = () => open(aWhole({ budgetFen: 2_000, may: { change: true } }))

  it('sends only what was touched, with the version that was seen', async () => {
    await open1()
    tap(words.change)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: words.saveChange }).disabled).toBe(true)
    tap(words.more('米'))
    tap('后天')
    answerWith('amendment', '好，改好了。', aWhole({ version: 2, summary: '2袋米' }))
    tap(words.saveChange)
    await screen.findByText('2袋米')
    expect(acts()[0]?.data).toEqual({
      version: 1,
      items: [{ name: '米', quantity: 2, unit: '袋' }],
      when: { choice: 'day_after_tomorrow' },
    })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('keeps what was typed where it is refused, and says why', async () => {
    await open1()
    tap(words.change)
    fireEvent.change(screen.getByLabelText(words.budget), { target: { value: '99999' } })
    const fault = { path: 'budgetFen', message: '不能大于 10000 元。' }
    server.fixed[`POST ${ONE}/amendment`] = refusal(400, 'invalid_input', '有几处没填对。', [fault])
    tap(words.saveChange)
    await screen.findByText(fault.message)
    expect(screen.getByLabelText<HTMLInputElement>(words.budget).value).toBe('99999')
    server.fixed[`POST ${ONE}/amendment`] = { reply: '酒不能代买。', request: aWhole({ may: { change: true } }) }
    tap(words.saveChange)
    await screen.findByText('酒不能代买。')
    expect(screen.getByRole('dialog')).toBeTruthy()
  })
})

describe('from a cold start', () => {
  it('a request is asked for and confirmed by three taps at most: the field, send, yes', async () => {
    phone.storage.set('yimin.token', 'secret')
    let taps = 0
    const touch = (element: Element) => {
      taps += 1
      fireEvent.click(element)
    }
    openPage(AskPage)
    const field = await screen.findByLabelText(common.field.label)
    touch(field)
    fireEvent.change(field, { target: { value: '家里没有米了' } })
    server.said = { reply: '记下了：米一袋。对的话回“对”。〔A102〕', request: aRequest() }
    touch(screen.getByRole('button', { name: common.send }))
    const yes = await screen.findByRole('button', { name: /对，就这样/ })
    server.said = {
      reply: '好，正在找人。〔A102〕',
      request: aRequest({ status: 'open', statusWord: '找人', step: 1 }),
    }
    touch(yes)
    await screen.findByText('好，正在找人。〔A102〕')
    expect(taps).toBeLessThanOrEqual(3)
  })

  it('the form and the page of a request are one tap away', async () => {
    phone.storage.set('yimin.token', 'secret')
    server.requests = [aRequest()]
    openPage(AskPage)
    fireEvent.click(await screen.findByRole('button', { name: '买菜买米' }))
    fireEvent.click(await screen.findByRole('button', { name: /看详情/ }))
    expect(phone.visited).toEqual(['/requests/pages/form/index?tile=groceries', '/requests/pages/one/index?code=A102'])
  })
})
