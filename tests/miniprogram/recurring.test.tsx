/** @jest-environment jsdom */
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react'
import App from '../../miniprogram/src/app.tsx'
import MinePage from '../../miniprogram/src/recurring/pages/mine/index.tsx'
import { words } from '../../miniprogram/src/recurring/words.ts'
import { server } from './doubles/server.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))
configure({ asyncUtilTimeout: 5_000 })

const TASK = {
  id: 't1',
  state: 'active',
  stateWord: '照常',
  kindWord: '送菜',
  summary: '2斤西红柿',
  place: '6区9栋',
  rhythmWord: '每周二上午',
  holidayWord: '放假那天不用来',
  recurrence: { rhythm: { every: 'week', weekdays: [2] }, part: 'morning', onHoliday: 'skip' },
  requester: { id: 'wang', name: '王阿姨' },
  next: { day: '2026-11-24', on: '2026-11-24', word: '11月24日周二上午', opensAt: '2026-11-23T08:00:00+08:00' },
  opened: [{ code: 'A101', on: '2026-11-17', word: '11月17日周二' }],
  version: 3,
  abilities: { pause: true, resume: false, skip: true, end: true },
}
const LIST = '/api/me/recurring-tasks'

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  server.fixed = { [`GET ${LIST}`]: { items: [TASK] } }
})
afterEach(cleanup)

const open = () =>
  render(
    <App>
      <MinePage />
    </App>,
  )
const tap = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const sent = () => server.knocks.filter(({ method }) => method === 'POST').map(({ url, data }) => [url, data])

describe('what comes again', () => {
  it('says how often, when next, and what came of it', async () => {
    open()
    await screen.findByText('每周二上午，2斤西红柿')
    screen.getByText('11月24日周二上午')
    screen.getByText(words.formerOne('11月17日周二', 'A101'))
  })

  it('is skipped by one tap, and ended by two', async () => {
    open()
    await screen.findByText('每周二上午，2斤西红柿')
    server.fixed[`POST ${LIST}/t1/decision`] = { reply: '好，11月24日周二不来。', task: TASK }
    tap(`每周二上午，${words.acts.skip}`)
    await screen.findByText('好，11月24日周二不来。')
    tap(`每周二上午，${words.acts.end}`)
    expect(sent()).toHaveLength(1)
    tap(words.endSure)
    await waitFor(() => expect(sent()).toHaveLength(2))
    expect(sent()).toEqual([
      [`${LIST}/t1/decision`, { act: 'skip', version: 3 }],
      [`${LIST}/t1/decision`, { act: 'end', version: 3 }],
    ])
  })

  it('begins with a request, once a day is chosen', async () => {
    phone.params = { code: 'A102' }
    server.fixed['POST /api/me/requests/A102/recurrence'] = { reply: '好，都给您记着。', task: TASK }
    open()
    await screen.findByText(words.formTitle('A102'))
    tap(words.begin)
    screen.getByText(words.chooseWeekday)
    expect(sent()).toEqual([])
    tap('周二')
    tap(words.parts.afternoon)
    tap(words.holidayRules.before)
    tap(words.begin)
    await screen.findByText('好，都给您记着。')
    expect(sent()).toEqual([
      [
        '/api/me/requests/A102/recurrence',
        { rhythm: { every: 'week', weekdays: [2] }, part: 'afternoon', onHoliday: 'before' },
      ],
    ])
  })
})
