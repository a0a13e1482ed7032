/** @jest-environment jsdom */
import { cleanup, screen, waitFor } from '@testing-library/react'
import RegisterPage from '../../miniprogram/src/people/pages/register/index.tsx'
import { words as peopleWords } from '../../miniprogram/src/people/words.ts'
import FormPage from '../../miniprogram/src/requests/pages/form/index.tsx'
import { requestWords } from '../../miniprogram/src/requests/words.ts'
import { addressWords } from '../../miniprogram/src/station/words.ts'
import { words } from '../../miniprogram/src/words.ts'
import { knocksAt, openPage, tap, write } from './doubles/hands.tsx'
import { ok, server } from './doubles/server.ts'
import { aMe, aWhole, refusal, STATION } from './doubles/station.ts'
import { phone } from './doubles/taro.ts'

jest.mock('@tarojs/taro', () => jest.requireActual('./doubles/taro.ts'))
jest.mock('@tarojs/components', () => jest.requireActual('./doubles/components.tsx'))

beforeEach(() => {
  process.env.TARO_ENV = 'h5'
  server.reset()
  phone.reset()
  phone.storage.set('yimin.token', 'secret')
  server.fixed = { 'GET /api/me/station': STATION }
})
afterEach(cleanup)

describe('the sheet of the poster', () => {
  const picture = 'data:image/jpeg;base64,AA=='

  beforeEach(async () => {
    server.me = { id: 'zhao', spokenTo: '赵老师', abilities: { askForHelp: true, seeQueue: true } }
    server.fixed['GET /api/people'] = { items: [], nextCursor: null, abilities: { register: true } }
    server.answers.set('POST /api/posters', ({ data }) => ok({ picture, place: data?.building ? '6区9栋' : '昆北街道社工站', expiresAt: '2027-11-22T10:00:00+08:00' })) // prettier-ignore
    openPage(RegisterPage)
    await screen.findByLabelText(peopleWords.search)
    tap(peopleWords.poster)
    await screen.findByRole('option', { name: '6区' })
  })
  const drawn = () => knocksAt('POST', '/api/posters').map(({ data }) => data)

  it('draws the code of one building, says in words where it leads, and how long', async () => {
    expect(screen.getByLabelText<HTMLSelectElement>(peopleWords.building).disabled).toBe(true)
    write(peopleWords.zone, '6')
    write(peopleWords.building, '9')
    tap(peopleWords.drawPoster)
    const image = await screen.findByAltText(peopleWords.posterPicture('6区9栋'))
    expect(image.getAttribute('src')).toBe(picture)
    screen.getByText(peopleWords.posterHint('6区9栋'))
    expect(drawn()).toEqual([{ zone: '6', building: '9' }])
  })

  it('is the whole station’s where nothing is chosen, and another zone forgets the building', async () => {
    write(peopleWords.zone, '6')
    write(peopleWords.building, '9')
    write(peopleWords.zone, '7')
    expect(screen.getByLabelText<HTMLSelectElement>(peopleWords.building).value).toBe('')
    tap(peopleWords.drawPoster)
    await waitFor(() => expect(drawn()).toEqual([{ zone: '7' }]))
    await screen.findByAltText(peopleWords.posterPicture('昆北街道社工站'))
  })

  it('says once why it was not drawn: beside the field that is wrong, else above the button; what was chosen stays', async () => {
    server.answers.set('POST /api/posters', () => refusal(503, 'unavailable', '微信现在画不了，过一会儿再试。'))
    write(peopleWords.zone, '6')
    tap(peopleWords.drawPoster)
    await screen.findByText('微信现在画不了，过一会儿再试。')
    expect(screen.getByLabelText<HTMLSelectElement>(peopleWords.zone).value).toBe('6')
    const fault = { path: 'zone', message: '地图上没有这个片区。' }
    server.answers.set('POST /api/posters', () => refusal(400, 'invalid_input', '有几处没填对。', [fault]))
    tap(peopleWords.drawPoster)
    await screen.findByText(fault.message)
    expect(screen.queryByText('有几处没填对。')).toBeNull()
  })
})

describe('whoever scanned the poster of a building', () => {
  const poster = {
    station: { name: '昆北街道社工站', phone: '0472-0000001' },
    zone: '6',
    building: '9',
    place: '6区9栋',
  }
  const { address: _, ...newcomer } = aMe({ household: [] })

  beforeEach(() => {
    process.env.TARO_ENV = 'weapp'
    phone.scene = encodeURIComponent('tok.1')
    server.fixed['GET /api/me'] = newcomer
    server.doors.set('GET /api/posters/tok.1', () => ok(poster))
    server.fixed['GET /api/me/orders'] = { last: [], oftenBought: [] }
    server.fixed['POST /api/me/requests/form'] = { reply: '记下了。', request: aWhole() }
  })
  async function beginForm() {
    openPage(FormPage)
    await screen.findByText('修东西')
    tap(/^修东西/)
    await screen.findByRole('button', { name: requestWords.send })
  }
  const sent = () => knocksAt('POST', '/api/me/requests/form').map(({ data }) => data?.where)

  it('finds the building filled in, may read why, and sends it', async () => {
    await beginForm()
    await screen.findByText(requestWords.fromPoster)
    screen.getByRole('button', { name: words.labelled(addressWords.building, '9栋') })
    write(addressWords.unit, '2')
    tap(requestWords.send)
    await waitFor(() => expect(sent()).toEqual([{ kind: 'other', address: { zone: '6', building: '9', unit: '2' } }]))
  })

  it('keeps her own home, whatever she scanned', async () => {
    server.fixed['GET /api/me'] = aMe()
    await beginForm()
    await waitFor(() => expect(knocksAt('GET', '/api/posters/tok.1')).toHaveLength(1))
    tap(requestWords.elsewhere)
    expect(screen.queryByText(requestWords.fromPoster)).toBeNull()
    tap(requestWords.send)
    await waitFor(() => expect(sent()).toEqual([{ kind: 'other', address: {} }]))
  })

  it.each([
    ['of another station’s map', ok({ ...poster, zone: '99' })],
    ['of the whole station', ok({ station: poster.station, place: '昆北街道社工站' })],
    ['that was torn off', refusal(404, 'not_found', '没有找到。')],
  ])('begins with an empty address after a poster %s', async (_what, answer) => {
    server.doors.set('GET /api/posters/tok.1', () => answer)
    await beginForm()
    await waitFor(() => expect(knocksAt('GET', '/api/posters/tok.1')).toHaveLength(1))
    tap(requestWords.send)
    await waitFor(() => expect(sent()).toEqual([{ kind: 'other', address: {} }]))
    expect(screen.queryByText(requestWords.fromPoster)).toBeNull()
  })
})
