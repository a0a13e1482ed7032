/** @jest-environment jsdom */
import type { ComponentType } from 'react'
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import HelpingPage from '../../miniprogram/src/dispatch/pages/helping/index.tsx'
import TaskPage from '../../miniprogram/src/dispatch/pages/task/index.tsx'
import WayPage from '../../miniprogram/src/dispatch/pages/way/index.tsx'
import { dispatchWords } from '../../miniprogram/src/dispatch/words.ts'
import { photoWords } from '../../miniprogram/src/photos/words.ts'
import { words } from '../../miniprogram/src/words.ts'
import { openPage, tap } from './doubles/hands.tsx'
import { anOffer, aTask, desk } from './doubles/helperServer.ts'
import { server } from './doubles/server.ts'
import type { Answer } from './doubles/server.ts'
import { phone } from './doubles/taro.ts'
import { FakeUpload } from './doubles/uploads.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

const browser = globalThis as { XMLHttpRequest: unknown }
const realTransport = browser.XMLHttpRequest
const { outbox } = dispatchWords

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  desk.open()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  FakeUpload.all = []
  browser.XMLHttpRequest = FakeUpload
})
afterEach(() => {
  cleanup()
  jest.restoreAllMocks()
  browser.XMLHttpRequest = realTransport
})

function open(Page: ComponentType, params: Record<string, string> = {}) {
  openPage(Page, params)
}
const openTask = () => open(TaskPage, { code: 'A102' })
/** The page is put away and looked at again: it reads anew. */
const lookAgain = () => {
  act(() => phone.hide())
  act(() => phone.show())
}
const see = (text: string | RegExp) => screen.findByText(text)
const stored = () => JSON.stringify(phone.storage.get('yimin.steps') ?? null)
const reported = () => desk.writes.map(({ path }) => path.split('/').slice(-2).join('/'))
const tried = (end: string) =>
  server.knocks
    .filter(({ url, method }) => method === 'POST' && url.endsWith(end))
    .map(({ header }) => header['Idempotency-Key'])

async function type(digits: string) {
  fireEvent.change(await screen.findByLabelText(dispatchWords.codeLabel), { target: { value: digits } })
  tap(dispatchWords.codeSend)
}

/** From now on reads are not answered until that is let go. */
function holdReads(): () => void {
  const answer = jest.mocked(server.answer).getMockImplementation()
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => (letGo = resolve))
  jest.spyOn(server, 'answer').mockImplementation(async (knock) => {
    if (knock.method === 'GET') await held
    return answer?.(knock) as Promise<Answer>
  })
  return letGo
}

test('a step that the server has taken never looks undone while the page is read anew', async () => {
  desk.tasks = [aTask()]
  openTask()
  await see('6区9栋2单元4楼')
  const letGo = holdReads()
  tap('我出发了')
  await waitFor(() => expect(reported()).toEqual(['A102/start']))
  const buttons = new Set<string>()
  const seen = new MutationObserver(() =>
    buttons.add(/我出发了|我到了/.exec(document.body.textContent ?? '')?.[0] ?? ''),
  )
  seen.observe(document.body, { subtree: true, childList: true, characterData: true })
  fireEvent.click(await screen.findByRole('button', { name: '我到了' }))
  await waitFor(() => expect(reported()).toEqual(['A102/start', 'A102/arrival']))
  await screen.findByRole('button', { name: '交给对方了' })
  desk.tasks = [aTask({ next: 'handOver', late: true })]
  await act(async () => letGo())
  await see(dispatchWords.late)
  expect(screen.getByRole('button', { name: '交给对方了' })).toBeTruthy()
  seen.disconnect()
  expect([...buttons]).not.toContain('我出发了')
})

describe('steps without a line', () => {
  async function walkTheWholeWay() {
    desk.tasks = [aTask()]
    openTask()
    await see('6区9栋2单元4楼')
    server.line = 'down'
    tap('我出发了')
    fireEvent.click(await screen.findByRole('button', { name: '我到了' }))
    fireEvent.click(await screen.findByRole('button', { name: '交给对方了' }))
    await type('3728')
    await see(outbox.doneLater)
  }

  it('are laid by and said to be so, and go in their order once there is one, each once', async () => {
    await walkTheWholeWay()
    await see(outbox.waits('〔A102〕', '出发了、到了、交给对方了'))
    expect(stored()).not.toMatch(/王|单元|138|5678/)
    expect(desk.writes).toEqual([])
    const keys = ['start', 'arrival', 'handover'].map((end) => tried(end)[0])
    server.line = 'up'
    lookAgain()
    await waitFor(() => expect(reported()).toEqual(['A102/start', 'A102/arrival', 'A102/handover']))
    expect(desk.writes.at(-1)?.body).toEqual({ handoverCode: '3728' })
    // The first had been tried on the cut line: it went again under the same key.
    expect(desk.writes[0]?.key).toBe(keys[0])
    expect(new Set(tried('start')).size).toBe(1)
    await waitFor(() => expect(stored()).toBe('null'))
    expect(screen.queryByText(outbox.waitsTitle)).toBeNull()
  })

  it('survive a page that is opened anew, with and without a line', async () => {
    await walkTheWholeWay()
    cleanup()
    open(WayPage)
    await see(words.offlineTitle)
    await see(outbox.waits('〔A102〕', '出发了、到了、交给对方了'))
    expect(screen.queryByRole('button', { name: /交给对方了/ })).toBeNull()
    cleanup()
    server.line = 'up'
    open(HelpingPage)
    await waitFor(() => expect(reported()).toEqual(['A102/start', 'A102/arrival', 'A102/handover']))
  })

  it('can be said on a page that was opened without any', async () => {
    desk.tasks = [aTask()]
    open(WayPage)
    await see(/2单元4楼/)
    cleanup()
    server.line = 'down'
    openTask()
    fireEvent.click(await screen.findByRole('button', { name: '我出发了，〔A102〕' }))
    fireEvent.click(await screen.findByRole('button', { name: '我到了，〔A102〕' }))
    fireEvent.click(await screen.findByRole('button', { name: '交给对方了，〔A102〕' }))
    tap(dispatchWords.noCode)
    tap('没人在，放门口了')
    tap(dispatchWords.noCodeSend)
    await see(outbox.waits('〔A102〕', '出发了、到了、交给对方了'))
    cleanup()
    server.line = 'up'
    openTask()
    await waitFor(() => expect(reported()).toEqual(['A102/start', 'A102/arrival', 'A102/handover']))
    expect(desk.writes.at(-1)?.body).toEqual({ withoutCode: 'left_at_door' })
  })

  const waiting = (code: string, step: string) => ({
    code,
    step,
    body: {},
    key: `${code}${step}`.padEnd(32, '0'),
    at: Date.now(),
    waits: true,
  })

  it('for an errand that was taken back meanwhile are told so once, and the others still go', async () => {
    const steps = [waiting('A102', 'start'), waiting('A102', 'arrive'), waiting('A105', 'arrive')]
    phone.storage.set('yimin.steps', { who: 'li', steps, told: [] })
    desk.tasks = [aTask({ code: 'A105', next: 'arrive' })]
    desk.gone = ['A102']
    open(HelpingPage)
    await see(outbox.lost('〔A102〕'))
    await waitFor(() => expect(reported()).toEqual(['A102/start', 'A105/arrival']))
    // Told until it was read, also on a page that is opened anew.
    cleanup()
    open(WayPage)
    await see(outbox.lost('〔A102〕'))
    tap(outbox.heard)
    await waitFor(() => expect(screen.queryByText(outbox.toldTitle)).toBeNull())
    expect(stored()).toBe('null')
  })

  it('of a whole way begin with one tap too', async () => {
    desk.tasks = [aTask(), aTask({ code: 'A105', place: '6区12栋' })]
    open(WayPage)
    const all = await screen.findByRole('button', { name: dispatchWords.startAll(2) })
    server.line = 'down'
    fireEvent.click(all)
    await see(outbox.waitsTitle)
    expect(await screen.findAllByText(dispatchWords.marks.arrive)).toHaveLength(2)
    server.line = 'up'
    lookAgain()
    await waitFor(() => expect(reported()).toEqual(['A102/start', 'A105/start']))
  })

  it('a code that turns out wrong is told in the server’s words, and nothing is pretended', async () => {
    await walkTheWholeWay()
    desk.refusals.handover = {
      statusCode: 400,
      error: 'invalid_input',
      message: '交接码不对，再问对方一声。',
      fields: [{ path: 'handoverCode', message: '交接码不对，再问对方一声。' }],
    }
    cleanup()
    server.line = 'up'
    openTask()
    await see(outbox.refused('〔A102〕', '交接码不对，再问对方一声。'))
    await screen.findByRole('button', { name: '交给对方了' })
  })

  it('a fault of the server keeps the step, the same key goes again', async () => {
    desk.tasks = [aTask()]
    desk.refusals.start = { statusCode: 503, error: 'unavailable', message: '系统正在恢复，请过一会儿再试。' }
    openTask()
    fireEvent.click(await screen.findByRole('button', { name: '我出发了' }))
    await see(outbox.waitsTitle)
    desk.refusals = {}
    tap(outbox.again)
    await waitFor(() => expect(stored()).toBe('null'))
    expect(new Set(tried('start')).size).toBe(1)
  })

  it('of somebody else, or from yesterday, are not reported', async () => {
    const step = waiting('A102', 'start')
    phone.storage.set('yimin.steps', { who: 'somebody', steps: [step], told: [] })
    open(HelpingPage)
    await see(dispatchWords.noOffersTitle)
    await waitFor(() => expect(stored()).toBe('null'))
    cleanup()
    phone.storage.set('yimin.steps', { who: 'li', steps: [{ ...step, at: Date.now() - 13 * 3_600_000 }], told: [] })
    open(HelpingPage)
    await see(outbox.old('〔A102〕'))
    expect(desk.writes).toEqual([])
  })

  it('go with whoever leaves by himself, and stay where only the session ended', async () => {
    desk.tasks = [aTask()]
    open(HelpingPage)
    await see(dispatchWords.inHand(1))
    phone.storage.set('yimin.steps', { who: 'li', steps: [], told: [{ code: 'A1', why: 'lost' }] })
    tap(words.changePerson)
    await waitFor(() => expect(stored()).toBe('null'))
  })
})

describe('at the door', () => {
  const openAtDoor = async (over = {}) => {
    desk.tasks = [aTask({ next: 'handOver', ...over })]
    openTask()
    fireEvent.click(await screen.findByRole('button', { name: '交给对方了' }))
  }
  const choosePhoto = async () => {
    const input = screen.getByLabelText<HTMLInputElement>(dispatchWords.ofCode(dispatchWords.takePhoto, '〔A102〕'))
    expect([input.multiple, input.getAttribute('capture')]).toEqual([false, 'environment'])
    fireEvent.change(input, { target: { files: [new File(['bytes'], 'door.jpg', { type: 'image/jpeg' })] } })
    await waitFor(() => expect(FakeUpload.all.length).toBeGreaterThan(0))
  }

  it('a photo stands in the code’s place, with where it was put; what arrived is not sent twice', async () => {
    await openAtDoor()
    tap(dispatchWords.byPhoto)
    await see(dispatchWords.photoHint)
    tap('放门口了')
    await choosePhoto()
    act(() => FakeUpload.last().reach(42))
    await see(photoWords.sending(42))
    desk.refusals.handover = { statusCode: 503, error: 'unavailable', message: '系统正在恢复，请过一会儿再试。' }
    act(() => FakeUpload.last().answer(201, { id: 'p1' }))
    await see('系统正在恢复，请过一会儿再试。')
    desk.refusals = {}
    tap(photoWords.retry)
    await see('handover：好。')
    expect(desk.writes.map(({ body }) => body)).toEqual([
      { photoId: 'p1', withoutCode: 'left_at_door' },
      { photoId: 'p1', withoutCode: 'left_at_door' },
    ])
    expect([FakeUpload.all.length, new Set(desk.writes.map(({ key }) => key)).size]).toEqual([1, 1])
  })

  it('is not offered for what goes from hand to hand, nor is leaving it there', async () => {
    await openAtDoor({ abilities: { call: true, photo: false }, withoutCode: ['in_person', 'forgotten'] })
    expect(screen.queryByRole('button', { name: dispatchWords.byPhoto })).toBeNull()
    tap(dispatchWords.noCode)
    expect(screen.queryByRole('button', { name: '没人在，放门口了' })).toBeNull()
    expect(screen.getByRole('button', { name: '对方想不起来' })).toBeTruthy()
  })

  it('after too many wrong codes the digits are asked no more: call, photo, or how it was given', async () => {
    await openAtDoor()
    const message = '试了几次都不对。换个办法交，我来问对方。'
    desk.refusals.handover = {
      statusCode: 400,
      error: 'invalid_input',
      message,
      fields: [{ path: 'handoverCode', message }],
    }
    desk.tasks = [aTask({ next: 'handOver', handover: 'word', codeTriedOut: true })]
    await type('1111')
    await see(dispatchWords.triedOut)
    expect(screen.queryByLabelText(dispatchWords.codeLabel)).toBeNull()
    expect(screen.getAllByRole('button', { name: '给王阿姨打电话' })).toHaveLength(2)
    expect(screen.getByRole('button', { name: dispatchWords.byPhoto })).toBeTruthy()
    desk.refusals = {}
    tap('对方想不起来')
    tap(dispatchWords.noCodeSend)
    await see('handover：好。')
  })
})

it('what was said of one offer goes as soon as there is a new one', async () => {
  desk.offers = [anOffer()]
  const said = '这单刚有人接了，谢谢你。下一单先问你。'
  desk.refusals.acceptance = { statusCode: 409, error: 'already_taken', message: said }
  open(HelpingPage)
  await screen.findByRole('button', { name: '我来，〔A102〕' })
  desk.offers = []
  tap('我来，〔A102〕')
  await see(said)
  lookAgain()
  await see(dispatchWords.noOffersTitle)
  expect(screen.getByText(said)).toBeTruthy()
  desk.offers = [anOffer({ code: 'A103' })]
  lookAgain()
  await screen.findByRole('button', { name: '我来，〔A103〕' })
  await waitFor(() => expect(screen.queryByText(said)).toBeNull())
})
