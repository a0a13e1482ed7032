/** @jest-environment jsdom */
import Taro from '@tarojs/taro'
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { useRead } from '../../miniprogram/src/hooks/useRead.ts'
import App from '../../miniprogram/src/app.tsx'
import { SignedIn } from '../../miniprogram/src/session/SignedIn.tsx'
import type { SignedInProps } from '../../miniprogram/src/session/SignedIn.tsx'
import { goBack, goTo } from '../../miniprogram/src/session/places.ts'
import { words } from '../../miniprogram/src/words.ts'
import { server } from './doubles/server.ts'
import { phone } from './doubles/taro.ts'

type Abilities = { abilities: Record<string, boolean> }

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))
// A mini program of two places: one for those who ask, one for nobody of this test's server.
jest.mock('../../miniprogram/src/session/places.ts', () => {
  const PLACES = {
    ask: { page: '/ask', word: '求助', isFor: (me: Abilities) => me.abilities.askForHelp },
    mine: { page: '/mine', word: '我的', isFor: () => true },
    desk: { page: '/desk', word: '工作台', isFor: (me: Abilities) => me.abilities.seeQueue === true },
  }
  const placesOf = (me: Abilities) => Object.entries(PLACES).filter(([, place]) => place.isFor(me))
  return { PLACES, placesOf, homeOf: () => 'ask', goTo: jest.fn(), goBack: jest.fn(), openPage: jest.fn() }
})

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  jest.mocked(goTo).mockReset()
  jest.mocked(goBack).mockReset()
})
afterEach(cleanup)

const open = (props: Partial<SignedInProps>) =>
  render(
    <App>
      <SignedIn place="ask" {...props}>
        {props.children ?? <p>里面的话</p>}
      </SignedIn>
    </App>,
  )
function Desk() {
  useRead('readDesk')
  return <p>里面的话</p>
}
const places = async () => within(await screen.findByRole('navigation', { name: words.placesLabel }))

describe('the frame of a page', () => {
  it('offers the places that are for this person, and says where one is', async () => {
    open({})
    const buttons = (await places()).getAllByRole('button')
    expect(buttons.map((button) => [button.textContent, button.getAttribute('aria-pressed')])).toEqual([
      ['求助', 'true'],
      ['我的', 'false'],
    ])
  })

  it('is there at once where the answers came before the scripts, and they are used once', async () => {
    const early = (authorization: string | undefined, data: object) => {
      const got = { statusCode: 200, data }
      return { authorization, answer: Promise.resolve(got), got }
    }
    const yiminEarly = { '/api/hello': early(undefined, server.hello), '/api/me': early('Bearer secret', server.me) }
    Object.assign(window, { yiminEarly })
    open({})
    expect(screen.getByText('里面的话')).toBeTruthy()
    expect(screen.queryByText(words.opening)).toBeNull()
    expect(server.knocks).toEqual([])
    expect((window as { yiminEarly?: object }).yiminEarly).toEqual({})
  })

  it('asks by itself where the early answer is a refusal', async () => {
    const got = { statusCode: 401, data: { error: 'unauthenticated' } }
    const hello = { statusCode: 200, data: server.hello }
    const yiminEarly = {
      '/api/hello': { answer: Promise.resolve(hello), got: hello },
      '/api/me': { authorization: 'Bearer secret', answer: Promise.resolve(got), got },
    }
    Object.assign(window, { yiminEarly })
    open({})
    expect(await screen.findByText(words.chooseTitle)).toBeTruthy()
    expect(phone.storage.has('yimin.token')).toBe(false)
  })

  it('goes to another place by a tap, and nowhere from where one is', async () => {
    open({})
    fireEvent.click((await places()).getByRole('button', { name: '求助' }))
    expect(goTo).not.toHaveBeenCalled()
    fireEvent.click((await places()).getByRole('button', { name: '我的' }))
    expect(goTo).toHaveBeenCalledWith('mine')
  })

  it('has a way back and its own name where it lies above its place', async () => {
    open({ place: 'mine' as SignedInProps['place'], title: '一件事' })
    fireEvent.click(await screen.findByRole('button', { name: words.back }))
    expect(goBack).toHaveBeenCalledTimes(1)
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('一件事')
    expect(screen.queryByRole('navigation')).toBeNull()
  })

  it('shows nothing of a page for others: says so, and leads home', async () => {
    open({ place: 'desk' as SignedInProps['place'] })
    await screen.findByText(words.notHereTitle)
    expect(screen.queryByText('里面的话')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: words.goHome }))
    expect(goTo).toHaveBeenCalledWith('ask')
  })

  it('shows nothing of a page to somebody who is not signed in', async () => {
    phone.storage.clear()
    open({})
    await screen.findByText(words.chooseTitle)
    expect(screen.queryByText('里面的话')).toBeNull()
    expect(screen.queryByRole('navigation')).toBeNull()
  })

  it('notices a role that was taken away while the page is open, and shows nothing of it any more', async () => {
    server.me = { ...server.me, abilities: { askForHelp: true, seeQueue: true } }
    server.answers.set('GET /api/desk', () => {
      server.me = { ...server.me, abilities: { askForHelp: true, seeQueue: false } }
      return { statusCode: 403, data: { error: 'forbidden', message: '这一页给站里的人用。' } }
    })
    open({ place: 'desk' as SignedInProps['place'], children: <Desk /> })
    expect(await screen.findByText(words.notHereTitle)).toBeTruthy()
    expect(screen.queryByText('里面的话')).toBeNull()
  })

  it('says that a slow line is slow, offers the telephone, and goes on by itself', async () => {
    phone.storage.set('yimin.station', server.hello.station)
    let arrive = () => {}
    const line = new Promise<void>((resolve) => (arrive = resolve))
    const request = jest
      .spyOn(Taro, 'request')
      .mockReturnValueOnce(line.then(() => ({ statusCode: 200, data: server.hello })) as never)
    jest.useFakeTimers()
    open({})
    await act(() => jest.advanceTimersByTimeAsync(4_900))
    expect(screen.getByText(words.opening)).toBeTruthy()
    await act(() => jest.advanceTimersByTimeAsync(200))
    expect(screen.getByText(words.slowTitle)).toBeTruthy()
    expect(screen.getByRole('link', { name: '给昆北街道社工站打电话' })).toBeTruthy()
    jest.useRealTimers()
    arrive()
    expect(await screen.findByText('里面的话')).toBeTruthy()
    request.mockRestore()
  })

  it('has larger text on every page, and keeps the choice for the next visit', async () => {
    open({})
    await screen.findByText('里面的话')
    fireEvent.click(screen.getByRole('button', { name: words.largeTextLabel }))
    expect(screen.getByRole('main').className).toBe('page large')
    cleanup()
    open({})
    await screen.findByText('里面的话')
    expect(screen.getByRole('main').className).toBe('page large')
    fireEvent.click(screen.getByRole('button', { name: words.normalTextLabel }))
    expect(screen.getByRole('main').className).toBe('page')
  })
})
