/** @jest-environment jsdom */
import { useState } from 'react'
import Taro from '@tarojs/taro'
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { useRead } from '../../miniprogram/src/hooks/useRead.ts'
import App from '../../miniprogram/src/app.tsx'
import { useSession, useSignedIn } from '../../miniprogram/src/session/SessionProvider.tsx'
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
/** A form that is kept nowhere, with a read beside it. */
function Form() {
  const read = useRead('readDesk')
  const { me } = useSignedIn()
  const { goOnWith } = useSession()
  const [typed, setTyped] = useState('')
  return (
    <>
      <input aria-label="话" value={typed} onChange={(event) => setTyped(event.target.value)} />
      <button onClick={read.refresh}>再看一次</button>
      <button onClick={() => goOnWith('secret')}>换一把钥匙</button>
      <p>{me.id}</p>
    </>
  )
}
const typed = () => screen.getByLabelText<HTMLInputElement>('话').value

describe('a session that ends while somebody types', () => {
  const write = async () => {
    open({ children: <Form /> })
    fireEvent.change(await screen.findByLabelText('话'), { target: { value: '家里没有米了' } })
  }
  const end = (hello: object = {}) => {
    Object.assign(server.hello, hello)
    server.knowsTokens = false
    fireEvent.click(screen.getByText('再看一次'))
  }

  it('gives the same person her words back once she is in again', async () => {
    await write()
    end()
    await screen.findByText(words.signedOut)
    expect(screen.queryByRole('textbox')).toBeNull()
    server.knowsTokens = true
    fireEvent.click(screen.getByRole('button', { name: words.enterAs('王阿姨') }))
    await screen.findByRole('textbox')
    expect(typed()).toBe('家里没有米了')
    expect(screen.queryByText(words.signedOut)).toBeNull()
  })

  it('shows nothing of them to somebody else', async () => {
    await write()
    end()
    await screen.findByText(words.signedOut)
    server.knowsTokens = true
    server.me = { ...server.me, id: 'sun', spokenTo: '孙师傅' }
    fireEvent.click(screen.getByRole('button', { name: words.enterAs('王阿姨') }))
    await screen.findByRole('textbox')
    expect(typed()).toBe('')
    // Also while the door opens once more, the page of whoever was here before is gone for good.
    fireEvent.click(screen.getByText('换一把钥匙'))
    expect(screen.queryByText('wang')).toBeNull()
    expect(await screen.findByText('sun')).toBeTruthy()
  })

  it('keeps nothing of a desk: doors and phones of others leave the page with the session', async () => {
    server.me = { ...server.me, abilities: { askForHelp: true, seeQueue: true } }
    await write()
    end()
    await screen.findByText(words.signedOut)
    expect(document.body.innerHTML).not.toContain('wang')
    expect(screen.queryByLabelText('话', { selector: 'input' })).toBeNull()
  })

  it('says so at the door of a station that runs for real', async () => {
    await write()
    end({ demo: false })
    expect(await screen.findByText(words.signedOut)).toBeTruthy()
    expect(screen.queryByText(words.chooseTitle)).toBeNull()
  })

  it('goes on by itself in WeChat, with the words, and says that a tap may not have counted', async () => {
    process.env.TARO_ENV = 'weapp'
    await write()
    Object.assign(server.hello, { wechat: true, demo: false })
    let ended = true
    server.answers.set('GET /api/desk', () => {
      const answer = ended ? { statusCode: 401, data: { error: 'unauthenticated' } } : { statusCode: 200, data: {} }
      ended = false
      return answer
    })
    fireEvent.click(screen.getByText('再看一次'))
    expect(await screen.findByText(words.goesOn)).toBeTruthy()
    expect(typed()).toBe('家里没有米了')
  })
})

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
