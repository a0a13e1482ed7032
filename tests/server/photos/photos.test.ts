import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import type { PhotoView } from '@yimin/shared/photos/contract'
import type { RequestFile, RequestView } from '@yimin/shared/requests/contract'
import { sweep } from '../../../server/app/sweep.ts'
import { residentRoutes } from '../../../server/chat/index.ts'
import { hintsOf } from '../../../server/platform/live/live.model.ts'
import { listReadsOf } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import type { MediaToCheck, MediaVerdict } from '../../../server/platform/mediaCheck.ts'
import { judgePhoto, linkTo, photoRoutes } from '../../../server/photos/index.ts'
import { photosOf } from '../../../server/photos/photo.model.ts'
import {
  acceptRequest,
  cancelRequest,
  confirmRequest,
  findRequest,
  illustrationRoutes,
  photosIn,
  requestRoutes,
} from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { aRequest, aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aVolunteer, aWorker } from '../../factories/people.ts'
import { openWeb } from '../../factories/web.ts'
import type { Knock, Web } from '../../factories/web.ts'
import { aForm, aPicture, GIF, SVG } from './pictures.ts'

let house: TestHouse
let web: Web
let worker: Person
let wang: Person
let picture: Buffer

beforeAll(async () => {
  house = await openTestHouse(new Date('2099-11-22T12:00:00+08:00'))
  const staffed = await aStaffedStation(house)
  worker = staffed.worker
  wang = await aPerson(house, { stationId: staffed.station.id })
  picture = await aPicture('jpeg', { width: 320, height: 240 })
  web = await openWeb(house, [
    ...photoRoutes(house),
    ...requestRoutes(house),
    ...illustrationRoutes(house),
    ...residentRoutes(house),
  ])
})
afterAll(async () => {
  await web.close()
  await house.close()
})
beforeEach(async () => {
  house.checkMedia = undefined
  await photosOf(house).deleteMany({ requestId: { $exists: false } })
})

type Refusable = { error?: string; fields?: unknown }

const call = <T = Record<string, unknown>>(method: string, path: string, knock?: Knock) =>
  web.call<T & Refusable>(method, path, knock)

const send = (as: Person | undefined, bytes: Uint8Array = picture, more: Knock = {}) =>
  call<PhotoView>('POST', '/api/me/photos', { as, body: aForm(bytes), ...more })

const look = (url = '') => web.call('GET', url)

async function aRequestWithPhoto(requester = wang) {
  const request = await aRequest(house, requester)
  const { body: photo } = await send(requester)
  await call('POST', `/api/me/requests/${request.code}/photos`, { as: requester, body: { photoId: photo.id } })
  return { request: await again(request), photo }
}

async function again({ _id }: RequestDoc): Promise<RequestDoc> {
  const request = await findRequest(house, _id)
  if (!request) throw new Error('no such request')
  return request
}

describe('sending a photo', () => {
  it('writes it anew, keeps it sealed, and shows it to its author', async () => {
    const { status, body } = await send(wang)
    expect([status, body]).toEqual([
      201,
      { id: body.id, state: 'shown', stateWord: '', width: 320, height: 240, url: body.url },
    ])
    const seen = await look(body.url)
    expect(seen.status).toBe(200)
    expect((await sharp(seen.bytes).metadata()).format).toBe('jpeg')
    const kept = await house.files.get(body.id)
    expect(kept?.includes(seen.bytes.subarray(20, 60))).toBe(false)
    expect(kept?.subarray(0, 2).toString()).toBe('v1')
  })

  it('is shown inline, kept by nobody, and taken for nothing else', async () => {
    const { headers } = await look((await send(wang)).body.url)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
  })

  it('the same key twice is one photo, with another picture it is refused', async () => {
    const key = randomUUID()
    const first = await send(wang, picture, { key })
    expect((await send(wang, picture, { key })).body.id).toBe(first.body.id)
    expect(await photosOf(house).countDocuments({ authorId: wang.id, requestId: { $exists: false } })).toBe(1)
    expect(await send(wang, await aPicture('png'), { key })).toMatchObject({
      status: 422,
      body: { error: 'key_reused' },
    })
  })

  it.each<[string, () => FormData, number, string]>([
    ['an SVG that says it is a JPEG', () => aForm(SVG), 400, 'invalid_input'],
    ['a GIF', () => aForm(GIF), 400, 'invalid_input'],
    ['another field', () => aForm(picture, { field: 'file' }), 400, 'invalid_input'],
    ['more than 10 MB', () => aForm(Buffer.alloc(10 * 1024 * 1024 + 1)), 413, 'too_large'],
    [
      'two files',
      () => {
        const form = aForm(picture)
        form.append('photo', new Blob([Buffer.from(picture)]), 'again.jpg')
        return form
      },
      400,
      'invalid_input',
    ],
    [
      'a field beside it',
      () => {
        const form = aForm(picture)
        form.append('a[9999999]', 'x')
        return form
      },
      400,
      'invalid_input',
    ],
  ])('refuses %s, and keeps nothing', async (_what, form, status, error) => {
    expect(await send(wang, picture, { body: form() })).toMatchObject({ status, body: { error } })
    expect(await photosOf(house).countDocuments({ requestId: { $exists: false } })).toBe(0)
  })

  it('refuses JSON, a cut form, and nothing at all', async () => {
    expect((await call('POST', '/api/me/photos', { as: wang, body: { photo: 'x' } })).status).toBe(415)
    expect((await call('POST', '/api/me/photos', { as: wang })).status).toBe(400)
    const cut = await fetch(`${web.url}/api/me/photos`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await web.signIn(wang)}`,
        'Idempotency-Key': randomUUID(),
        'Content-Type': 'multipart/form-data; boundary=x',
      },
      body: '--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\nabc',
    })
    expect([cut.status, ((await cut.json()) as { error: string }).error]).toEqual([400, 'bad_json'])
  })

  it('is for people who are signed in, and not without end', async () => {
    expect((await send(undefined)).status).toBe(401)
    const eager = await aPerson(house, { stationId: wang.stationId })
    for (let sent = 0; sent < 12; sent += 1) expect((await send(eager)).status).toBe(201)
    expect(await send(eager)).toMatchObject({ status: 429, body: { error: 'too_many' } })
  })
})

describe('a link', () => {
  it('ends by itself, opens one photo only, and cannot be made by others', async () => {
    const { body: photo } = await send(wang)
    const { body: other } = await send(wang)
    const url = new URL(`${web.url}${photo.url ?? ''}`)
    const signature = url.searchParams.get('signature') ?? ''
    const expires = url.searchParams.get('expires') ?? ''
    const tried = (id: string, at: string, by: string) => look(`/api/photos/${id}?expires=${at}&signature=${by}`)
    expect((await tried(photo.id, expires, signature)).status).toBe(200)
    expect((await tried(other.id, expires, signature)).status).toBe(404)
    expect((await tried(photo.id, String(Number(expires) + 600), signature)).status).toBe(404)
    expect((await tried(photo.id, expires, `${signature.slice(1)}A`)).status).toBe(404)
    expect((await look(`/api/photos/${photo.id}`)).status).toBe(400)
    house.later(5)
    expect((await tried(photo.id, expires, signature)).status).toBe(404)
  })

  it('stays the same for a while, and never lives longer than five minutes', () => {
    const links = new Set<string>()
    const from = house.clock.now().getTime()
    for (let second = 0; second < 600; second += 1) {
      const clock = { now: () => new Date(from + second * 1_000) }
      const link = linkTo({ vault: house.vault, clock }, 'abcdefghjkmnpqrstuvw')
      links.add(link)
      const left = Number(new URL(link, web.url).searchParams.get('expires')) - clock.now().getTime() / 1_000
      expect(left).toBeLessThanOrEqual(300)
      expect(left).toBeGreaterThan(149)
    }
    expect(links.size).toBeLessThanOrEqual(5)
  })
})

describe('the photos of a request', () => {
  it('come with its view, in their order, and pages are told', async () => {
    const { request, photo } = await aRequestWithPhoto()
    const { body: second } = await send(wang)
    const path = `/api/me/requests/${request.code}/photos`
    const added = await call<RequestView>('POST', path, { as: wang, body: { photoId: second.id } })
    expect(added.body.photos?.map(({ id }) => id)).toEqual([photo.id, second.id])
    expect((await look(added.body.photos?.[0]?.url)).status).toBe(200)
    const list = await call<{ items: RequestView[] }>('GET', '/api/me/requests', { as: wang })
    expect(list.body.items.find(({ code }) => code === request.code)?.photos).toHaveLength(2)
    await house.work()
    const after = await again(request)
    const told = await hintsOf(house.db).find({ id: request.code }).sort({ _id: -1 }).limit(1).next()
    expect([told?.version, told?.people]).toEqual([after.v, [wang.id]])
  })

  it('are four at most, each once, one request’s only, and the requester’s own', async () => {
    const { request, photo } = await aRequestWithPhoto()
    const path = `/api/me/requests/${request.code}/photos`
    const put = (photoId: string, as = wang) => call<RequestView>('POST', path, { as, body: { photoId } })
    expect((await put(photo.id)).body.photos).toHaveLength(1)
    for (let more = 0; more < 3; more += 1) await put((await send(wang)).body.id)
    expect((await again(request)).photos).toHaveLength(4)
    const fifth = await put((await send(wang)).body.id)
    expect(fifth).toMatchObject({ status: 400, body: { fields: [{ path: 'photoId' }] } })
    const other = await aRequest(house, wang)
    const elsewhere = `/api/me/requests/${other.code}/photos`
    expect((await call('POST', elsewhere, { as: wang, body: { photoId: photo.id } })).status).toBe(400)
    const neighbour = await aPerson(house, { stationId: wang.stationId })
    const { body: theirs } = await send(neighbour)
    expect((await call('POST', elsewhere, { as: wang, body: { photoId: theirs.id } })).status).toBe(400)
    expect((await put(theirs.id, neighbour)).status).toBe(404)
    expect((await call('POST', path, { body: { photoId: photo.id } })).status).toBe(401)
    expect(await put('../../etc/passwd')).toMatchObject({ status: 400, body: { fields: [{ path: 'photoId' }] } })
  })

  it('can be taken away again, and are erased then', async () => {
    const { request, photo } = await aRequestWithPhoto()
    const path = `/api/me/requests/${request.code}/photos/${photo.id}`
    const neighbour = await aPerson(house, { stationId: wang.stationId })
    expect((await call('DELETE', path, { as: neighbour })).status).toBe(404)
    expect((await call<RequestView>('DELETE', path, { as: wang })).body.photos).toBeUndefined()
    expect(await house.files.get(photo.id)).toBeUndefined()
    expect((await look(photo.url)).status).toBe(404)
    expect((await call('DELETE', path, { as: wang })).status).toBe(404)
  })

  it('are no longer taken once it is withdrawn', async () => {
    const request = await aRequest(house, wang)
    await cancelRequest(house, request._id, { id: wang.id, part: 'requester' }, `cancel${request._id}`)
    const { body: photo } = await send(wang)
    const path = `/api/me/requests/${request.code}/photos`
    expect((await call('POST', path, { as: wang, body: { photoId: photo.id } })).status).toBe(409)
  })

  it('stand in the file that a worker opens with a reason, and the look is on record', async () => {
    const { request, photo } = await aRequestWithPhoto()
    const path = `/api/requests/${request.code}?reason=${encodeURIComponent('核对需要')}`
    const { body } = await call<RequestFile>('GET', path, { as: worker })
    expect(body.photos?.map(({ id }) => id)).toEqual([photo.id])
    expect((await listReadsOf(house, wang.id)).items[0]?.fields).toContain('photos')
    const elsewhere = await aWorker(house)
    expect((await call('GET', path, { as: elsewhere })).status).toBe(404)
  })

  it('are erased with the door when the request closes', async () => {
    const { request, photo } = await aRequestWithPhoto()
    await cancelRequest(house, request._id, { id: wang.id, part: 'requester' }, `cancel${request._id}`)
    house.later(8 * 24 * 60)
    await sweep(house, false)
    await house.work()
    const closed = await again(request)
    expect([closed.door, closed.photos]).toEqual([undefined, undefined])
    expect(await photosOf(house).findOne({ _id: photo.id })).toBeNull()
    expect(await house.files.get(photo.id)).toBeUndefined()
  })
})

describe('what no request takes', () => {
  it('is erased after a day, the rest is left alone', async () => {
    const { photo } = await aRequestWithPhoto()
    const { body: untaken } = await send(wang)
    house.later(23 * 60)
    await sweep(house, false)
    expect(await photosOf(house).countDocuments({ _id: untaken.id })).toBe(1)
    house.later(2 * 60)
    await sweep(house, false)
    expect(await photosOf(house).countDocuments({ _id: untaken.id })).toBe(0)
    expect(await house.files.get(untaken.id)).toBeUndefined()
    expect(await photosOf(house).countDocuments({ _id: photo.id })).toBe(1)
  })
})

describe('where pictures are looked at first (WX-13)', () => {
  const asked: MediaToCheck[] = []
  const checking = (verdict: () => Promise<MediaVerdict>) => {
    house.checkMedia = (media) => {
      asked.push(media)
      return verdict()
    }
  }

  async function inHand() {
    const { request, photo } = await aRequestWithPhoto()
    const volunteer = await aVolunteer(house, { stationId: wang.stationId })
    await confirmRequest(house, request._id, wang.id, `confirm${request._id}`)
    await acceptRequest(house, await again(request), volunteer.id, `accept${request._id}`)
    return { request: await again(request), photo }
  }
  const seenBy = async (request: RequestDoc, reader: 'author' | 'staff' | 'assignee') => {
    const [view] = await photosIn(house, request, reader)
    return [view?.state, view?.url !== undefined]
  }

  it('a photo stays in quarantine, for author and station alone, until the answer comes', async () => {
    checking(() => Promise.resolve('later'))
    const { request, photo } = await inHand()
    expect(await seenBy(request, 'author')).toEqual(['quarantined', true])
    expect(await seenBy(request, 'staff')).toEqual(['quarantined', true])
    expect(await seenBy(request, 'assignee')).toEqual(['quarantined', false])
    await judgePhoto(house, photo.id, 'shown', 'system')
    expect(await seenBy(request, 'assignee')).toEqual(['shown', true])
  })

  it('nobody who answers is no yes', async () => {
    checking(() => Promise.reject(new Error('away')))
    const { request } = await inHand()
    expect(await seenBy(request, 'assignee')).toEqual(['quarantined', false])
  })

  it('whoever checks gets a link that one can fetch for an hour at most (WX-14)', async () => {
    checking(() => Promise.resolve('later'))
    await send(wang)
    const link = new URL(`${web.url}${asked.at(-1)?.path ?? ''}`)
    expect((await look(asked.at(-1)?.path)).status).toBe(200)
    const left = Number(link.searchParams.get('expires')) - house.clock.now().getTime() / 1_000
    expect(left).toBeLessThanOrEqual(3_600)
  })

  it('a refused photo is gone for everybody, and no machine takes a person’s word back', async () => {
    checking(() => Promise.resolve('shown'))
    const { request, photo } = await inHand()
    const path = `/api/photos/${photo.id}/judgement`
    const elsewhere = await aWorker(house)
    expect((await call('POST', path, { as: elsewhere, body: { state: 'refused' } })).status).toBe(404)
    expect((await call('POST', path, { as: wang, body: { state: 'refused' } })).status).toBe(403)
    expect((await call('POST', path, { body: { state: 'refused' } })).status).toBe(401)
    expect(await call('POST', path, { as: worker, body: { state: 'fine' } })).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'state' }] },
    })
    const kept = await call<PhotoView>('POST', path, { as: worker, body: { state: 'shown' } })
    expect([kept.body.state, kept.body.url]).toEqual(['shown', undefined])
    expect((await call<PhotoView>('POST', path, { as: worker, body: { state: 'refused' } })).body.state).toBe('refused')
    for (const reader of ['author', 'staff', 'assignee'] as const)
      expect(await seenBy(request, reader)).toEqual(['refused', false])
    expect((await look(linkTo(house, photo.id))).status).toBe(404)
    expect(await house.files.get(photo.id)).toBeUndefined()
    await judgePhoto(house, photo.id, 'shown', 'system')
    expect(await seenBy(request, 'assignee')).toEqual(['refused', false])
  })
})
