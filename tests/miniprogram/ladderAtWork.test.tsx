/** @jest-environment jsdom */
import { act, cleanup, configure, screen, waitFor, within } from '@testing-library/react'
import type { LadderAtWork } from '@yimin/shared/dispatch/ladderContract'
import { LadderAtWork as Ladder } from '../../miniprogram/src/desk/ladder/LadderAtWork.tsx'
import { freshen } from '../../miniprogram/src/desk/freshen.ts'
import { ladderWords } from '../../miniprogram/src/desk/ladder/words.ts'
import { SignedIn } from '../../miniprogram/src/session/SignedIn.tsx'
import { knocksAt, openPage } from './doubles/hands.tsx'
import { server } from './doubles/server.ts'
import { refusal } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))
configure({ asyncUtilTimeout: 5_000 })

const LADDER = '/api/requests/A102/ladder'
/** 10:00 in China, of a day that is not today. */
const at = (minute: string) => `2026-11-20T02:${minute}:00Z`
type Rung = LadderAtWork['rungs'][number]
const asked: Rung['asked'][number] = { name: '小李', roleWord: '志愿者', at: at('00'), why: '离得近，今天还没接单', state: 'declined', answerWord: '不方便', answeredAt: at('03') } // prettier-ignore
const waiting: Rung = { id: 'r2', word: '再问5位会办这事的，等10分钟', state: 'next', stateWord: '10:05问', group: false, asked: [] } // prettier-ignore

function atWork(over: Partial<LadderAtWork> = {}): LadderAtWork {
  return {
    code: 'A102',
    now: '正在问小李，10:05问下一批',
    round: 1,
    rungs: [
      { id: 'r1', word: '先问3位附近的，等5分钟', state: 'now', stateWord: '正在问', climbedAt: at('00'), group: true, asked: [asked] },
      waiting,
    ],
    earlier: [],
    ...over,
  } // prettier-ignore
}

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  server.me = { id: 'zhao', spokenTo: '赵老师', abilities: { askForHelp: true, seeQueue: true } }
  server.fixed = { [`GET ${LADDER}`]: atWork() }
})
afterEach(cleanup)

const open = () =>
  openPage(() => (
    <SignedIn place="queue">
      <Ladder code="A102" />
    </SignedIn>
  ))
const ladder = async () => within(await screen.findByRole('region', { name: ladderWords.heading }))
/** The texts of each rung, in the order of the ladder. */
const rungs = async () => [...(await screen.findByRole('region')).querySelectorAll('.ladder-rung')]

it('says first who is asked now and what comes next, then the rungs in order, each with its state in words', async () => {
  open()
  ;(await ladder()).getByText('正在问小李，10:05问下一批')
  const [first, second] = await rungs()
  expect(first?.querySelector('.ladder-head')?.textContent).toBe(
    `1. 先问3位附近的，等5分钟正在问 · 20日 10:00 · ${ladderWords.inGroup}`,
  )
  expect(second?.textContent).toBe('2. 再问5位会办这事的，等10分钟10:05问')
  expect([first, second].map((rung) => rung?.className)).toEqual(['ladder-rung is-now', 'ladder-rung is-next'])
})

it('names whom it asked, when, why him of all, and what he answered when', async () => {
  open()
  const [first, second] = await rungs()
  expect([...(first?.querySelectorAll('.ladder-one > *') ?? [])].map(({ textContent }) => textContent)).toEqual([
    '小李 · 志愿者',
    '20日 10:00 · 不方便 · 20日 10:03',
    '离得近，今天还没接单',
  ])
  expect(second?.querySelectorAll('.ladder-one')).toHaveLength(0)
})

it('leaves out what is not known: a reason, an answer’s hour', async () => {
  const silent = { ...asked, state: 'asked' as const, answerWord: '还没回', why: '', answeredAt: undefined }
  server.fixed[`GET ${LADDER}`] = atWork({ rungs: [{ ...waiting, state: 'now', asked: [silent] }] })
  open()
  const [first] = await rungs()
  expect([...(first?.querySelectorAll('.ladder-one > *') ?? [])].map(({ textContent }) => textContent)).toEqual([
    '小李 · 志愿者',
    '20日 10:00 · 还没回',
  ])
})

it('keeps the search before a give-back apart, and says which search this is', async () => {
  server.fixed[`GET ${LADDER}`] = atWork({ round: 2, rungs: [waiting], earlier: [{ ...asked, name: '小何' }] })
  open()
  const shown = await ladder()
  shown.getByText(ladderWords.earlier(2))
  shown.getByText('小何 · 志愿者')
  expect(shown.queryByText('小李 · 志愿者')).toBeNull()
})

it('reads again at once when something has been done at this desk', async () => {
  open()
  await ladder()
  server.fixed[`GET ${LADDER}`] = atWork({ now: '小何接了' })
  act(() => freshen())
  await screen.findByText('小何接了')
})

it('shows nothing where there is no search to show', async () => {
  server.fixed[`GET ${LADDER}`] = refusal(404, 'not_found', '没有找到。')
  open()
  await waitFor(() => expect(knocksAt('GET', LADDER)).toHaveLength(1))
  expect(screen.queryByRole('region')).toBeNull()
})
