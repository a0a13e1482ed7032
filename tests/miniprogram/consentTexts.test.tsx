/** @jest-environment jsdom */
import type { ConsentView } from '@yimin/shared/consent/contract'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import type { ComponentType } from 'react'
import App from '../../miniprogram/src/app.tsx'
import { consentWords as words } from '../../miniprogram/src/consent/words.ts'
import DataPage from '../../miniprogram/src/me/pages/data/index.tsx'
import AskPage from '../../miniprogram/src/pages/ask/index.tsx'
import { words as common } from '../../miniprogram/src/words.ts'
import { ok, server } from './doubles/server.ts'
import { aMe } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

const rules = (over: Partial<ConsentView> = {}): ConsentView => ({
  kind: 'rules',
  version: 3,
  title: '站里怎么用您的资料',
  text: ['记什么：称呼。', '不同意也照样能求助。'],
  state: 'open',
  stateWord: '还没问过您。',
  asks: true,
  ...over,
})
const given = rules({ state: 'given', asks: false, stateWord: '2026-11-22 10:05 在手机上点的：同意（第3版说明）。' })

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
})
afterEach(cleanup)

async function open(Page: ComponentType): Promise<void> {
  phone.storage.set('yimin.token', 'secret')
  render(
    <App>
      <Page />
    </App>,
  )
  await waitFor(() => expect(server.knocks.some(({ url }) => url === '/api/me/consents')).toBe(true))
}
const tap = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const answers = () =>
  server.knocks.filter(({ method, url }) => method === 'POST' && url === '/api/me/consents').map(({ data }) => data)
const answeredWith = (consent: ConsentView) =>
  server.answers.set('POST /api/me/consents', () => {
    server.consents = [consent]
    return ok({ items: server.consents })
  })

describe('on the first page', () => {
  it('what the station does with the data is told first, in nobody’s way, and a yes ends the question', async () => {
    server.consents = [rules()]
    answeredWith(given)
    await open(AskPage)
    expect((await screen.findByLabelText<HTMLTextAreaElement>(common.field.label)).disabled).toBe(false)
    tap(words.read(rules().title))
    for (const line of rules().text) within(screen.getByRole('dialog')).getByText(line)
    within(screen.getByRole('dialog')).getByText(words.who('昆北街道社工站', '0472-0000001'))
    tap(words.agree)
    await waitFor(() => expect(screen.queryByText(words.asked)).toBeNull())
    expect(answers()).toEqual([{ kind: 'rules', version: 3, agrees: true }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('a no is one tap as well, and she is not asked again', async () => {
    server.consents = [rules()]
    answeredWith(rules({ state: 'refused', asks: false }))
    await open(AskPage)
    fireEvent.click(await screen.findByRole('button', { name: words.read(rules().title) }))
    tap(words.disagree)
    await waitFor(() => expect(screen.queryByText(words.asked)).toBeNull())
    expect(answers()).toEqual([{ kind: 'rules', version: 3, agrees: false }])
  })

  it('whoever has answered sees nothing of it', async () => {
    server.consents = [given]
    await open(AskPage)
    await screen.findByLabelText(common.field.label)
    expect(screen.queryByText(words.asked)).toBeNull()
  })
})

describe('among my data', () => {
  beforeEach(() => {
    server.consents = [given]
    server.fixed = {
      'GET /api/me': aMe(),
      'GET /api/me/data': { takenAt: '2026-11-22T12:00:00+08:00', station: '昆北街道社工站', sections: [] },
      'GET /api/me/reads': { items: [], nextCursor: null },
    }
  })

  it('stands what I said and when; it is taken back where it stands, and what is kept is read anew', async () => {
    answeredWith(rules({ state: 'withdrawn', asks: false, stateWord: '收回了同意' }))
    await open(DataPage)
    await screen.findByText(given.stateWord)
    tap(words.read(given.title))
    screen.getByText(words.withdrawWhat)
    const read = () => server.knocks.filter(({ url }) => url === '/api/me/data').length
    const before = read()
    tap(words.withdraw)
    await screen.findByText('收回了同意')
    expect(answers()).toEqual([{ kind: 'rules', version: 3, agrees: false }])
    await waitFor(() => expect(read()).toBe(before + 1))
  })

  it('a refusal of the server stays before the eyes with the text', async () => {
    const message = '这份说明刚改过，请看了新的再点。'
    server.answers.set('POST /api/me/consents', () => ({
      statusCode: 409,
      data: { error: 'conflict', message, fields: [] },
    }))
    await open(DataPage)
    fireEvent.click(await screen.findByRole('button', { name: words.read(given.title) }))
    tap(words.withdraw)
    await screen.findByText(message)
    within(screen.getByRole('dialog')).getByText(given.text[0] as string)
  })
})
