/** @jest-environment jsdom */
import type { ReactNode } from 'react'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import App from '../../miniprogram/src/app.tsx'
import type { RequestCard } from '../../miniprogram/src/api/routes/desk.ts'
import { Parts } from '../../miniprogram/src/desk/Parts.tsx'
import { Seats } from '../../miniprogram/src/desk/Seats.tsx'
import { SplitSheet } from '../../miniprogram/src/desk/SplitSheet.tsx'
import TaskPage from '../../miniprogram/src/dispatch/pages/task/index.tsx'
import { SignedIn } from '../../miniprogram/src/session/SignedIn.tsx'
import { aTask, desk } from './doubles/helperServer.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  desk.open()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
})
afterEach(() => {
  cleanup()
  jest.restoreAllMocks()
})

const show = (page: ReactNode) => render(<App>{page}</App>)
const tap = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

describe('what a shop has to have ready', () => {
  it('is one button, without a door and without a number to ring', async () => {
    const part = { part: 'goods' as const, next: 'handOver' as const, spokenTo: '有人来店里取，不用送' }
    const task = aTask({
      ...part,
      place: '6区',
      abilities: { call: false, photo: false, postpone: false, swap: false, exchange: false },
    })
    delete task.door
    delete task.maskedPhone
    desk.tasks = [task]
    phone.params = { code: 'A102' }
    show(<TaskPage />)
    await screen.findByText('有人来店里取，不用送')
    expect(screen.queryByRole('button', { name: '交给对方了' })).toBeNull()
    tap('备好了')
    await screen.findByText('ready：好。')
    expect(desk.writes).toMatchObject([{ path: '/api/me/tasks/A102/ready' }])
  })

  it('tells whoever carries it where to fetch it', async () => {
    desk.tasks = [aTask({ pickUp: { word: '去勤务员小店取，备好了。', ready: true } })]
    phone.params = { code: 'A102' }
    show(<TaskPage />)
    await screen.findByText('去勤务员小店取，备好了。')
    screen.getByRole('button', { name: '我出发了' })
  })
})

describe('several who go together', () => {
  it('are changed one by one at the desk', async () => {
    const seats = [
      { id: 'li', name: '小李' },
      { id: 'he', name: '小何' },
    ]
    const card = { request: { code: 'A101', version: 3 }, seats } as unknown as RequestCard
    show(
      <SignedIn place="helping">
        <Seats card={card} onMoved={() => undefined} />
      </SignedIn>,
    )
    await screen.findByText('小李')
    tap('换掉小何')
    tap('换人')
    await waitFor(() => expect(desk.writes).toHaveLength(1))
    expect(desk.writes).toMatchObject([{ path: '/api/requests/A101/seats/release', body: { version: 3, helperId: 'he' } }]) // prettier-ignore
  })
})

describe('a request at the desk', () => {
  const card = { request: { code: 'A101', version: 3 }, split: { goods: true } } as unknown as RequestCard

  it('is split into what a shop, a worker and a neighbour do', async () => {
    const moved = jest.fn()
    show(
      <SignedIn place="helping">
        <SplitSheet card={card} onMoved={moved} onClose={() => undefined} />
      </SignedIn>,
    )
    const go = () => screen.getByRole<HTMLButtonElement>('button', { name: '就这样拆' })
    await screen.findByRole('button', { name: '就这样拆' })
    expect(go().disabled).toBe(false)
    tap(/店里备好/)
    expect(go().disabled).toBe(true)
    tap(/店里备好/)
    fireEvent.input(screen.getByLabelText(/请社工办的/), { target: { value: '收现金' } })
    tap('就这样拆')
    await waitFor(() => expect(moved).toHaveBeenCalled())
    expect(desk.writes).toMatchObject([
      { path: '/api/requests/A101/split', body: { version: 3, goods: true, sensitive: '收现金' } },
    ])
  })

  it('shows its parts and how far each is, and of what it is a part', () => {
    const part = { kindWord: '店里备货', summary: '2斤西红柿', statusWord: '备好了', helper: '勤务员小店' }
    render(<Parts parts={[{ ...part, code: 'A102', status: 'delivered' }]} />)
    screen.getByText('2斤西红柿〔A102〕')
    screen.getByText('备好了 · 勤务员小店')
    render(<Parts partOf="A101" />)
    screen.getByText(/〔A101〕的一份/)
  })
})
