import { cleanup, configure, fireEvent, screen } from '@testing-library/react'
import type { StaffRequestView } from '@yimin/shared/requests/contract'
import QueuePage from '../../../miniprogram/src/desk/pages/queue/index.tsx'
import { openPage } from './hands.tsx'
import { ok, server } from './server.ts'
import type { Knock } from './server.ts'
import { phone } from './taro.ts'

const NO = { approve: false, reject: false, assign: false, release: false, finish: false, cancel: false, reopen: false }
export const someone = (id: string, name: string) => ({ id, name })

/** A request as it stands on the board of the desk. */
export function onBoard(over: Partial<StaffRequestView> = {}): StaffRequestView {
  return {
    code: 'A101', status: 'reviewing', statusWord: '站里在看', step: 0, category: 'produce', kindWord: '送菜', summary: '西红柿，共15元内', place: '6区9栋',
    zone: '6', whenWord: '今天上午', channelWord: '群里', urgent: false, late: false, missing: [], reviewReasons: ['金额偏大'],
    requester: someone('wang', '王阿姨'), owner: someone('qian', '钱老师'), dueAt: new Date(Date.now() + 600_000).toISOString(),
    createdAt: new Date().toISOString(), version: 3, abilities: { ...NO, approve: true, reject: true, assign: true, amend: true, own: true, note: true },
    ...over,
  } // prettier-ignore
}

/** What stands on the desk's board; a test changes it. */
export const desk = { requests: [] as StaffRequestView[] }

/** Before each test of this file 赵老师 is at a desk of two requests that wait, with two who could go, and one person to ask for. */
export function atTheDesk(): void {
  // A busy machine draws a whole desk more slowly than a second.
  configure({ asyncUtilTimeout: 5_000 })
  beforeEach(() => {
    process.env.TARO_ENV = 'h5'
    server.reset()
    phone.reset()
    phone.storage.set('yimin.token', 'secret')
    server.me = { id: 'zhao', spokenTo: '赵老师', abilities: { askForHelp: true, seeQueue: true } }
    desk.requests = [
      onBoard(),
      onBoard({ code: 'A102', requester: someone('sun', '孙师傅'), reviewReasons: ['没太看懂，请人看'] }),
    ]
    const answers: [string, (knock: Knock) => unknown][] = [
      ['GET /api/requests', () => ({ items: desk.requests, nextCursor: null })],
      ['GET /api/alarms', () => ({ items: [], nextCursor: null })],
      ['GET /api/desk', () => ({ me: someone('zhao', '赵老师'), staff: [someone('zhao', '赵老师')], counts: { byStatus: { reviewing: 2 }, late: 1, urgent: 0, mine: 0 }, zones: [{ name: '6', word: '6区', open: 2, late: 1, buildings: [{ name: '9', word: '9栋', open: 2 }] }] })],
      ['POST /api/desk/askers', () => ({ items: [{ id: 'zhou', name: '周大爷', spokenTo: '周大爷', roleWord: '居民', place: '7区3栋', known: { phone: true, door: true } }] })],
    ] // prettier-ignore
    for (const [route, answer] of answers) server.answers.set(route, (knock) => ok(answer(knock)))
    for (const code of ['A101', 'A102']) {
      const of = () => desk.requests.find((one) => one.code === code) ?? onBoard({ code })
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
          desk.requests = desk.requests.filter((one) => one.code !== code)
          return ok(moved)
        })
      }
    }
  })
  afterEach(cleanup)
}

/** A question who somebody is goes as a POST too, and is no act. */
export const posts = () => server.knocks.filter(({ method, url }) => method === 'POST' && url !== '/api/desk/askers')
/** Presses keys one after the other where the focus is. */
export const press = (...keys: string[]) =>
  keys.forEach((key) => fireEvent.keyDown(document.activeElement ?? document.body, { key }))
export const sheet = () => screen.findByRole('dialog')
/** The row of this request in the list. */
export const row = (code: string) => document.querySelector(`[id$="-row-${code}"]`)

export async function openQueue() {
  openPage(QueuePage)
  await screen.findByRole('region', { name: 'A101' })
}
