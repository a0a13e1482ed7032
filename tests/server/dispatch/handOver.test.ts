import type { MyRequestView } from '@yimin/shared/myRequests/contract'
import type { RequestFile } from '@yimin/shared/requests/contract'
import { myRequestRoutes } from '../../../server/chat/index.ts'
import { listReadsOf } from '../../../server/people/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { erasePhotosOf, judgePhoto, photoRoutes, savePhoto } from '../../../server/photos/index.ts'
import { photosOf } from '../../../server/photos/photo.model.ts'
import {
  findRequest,
  handOverWithPhoto,
  releaseRequest,
  requestRoutes,
  requestsOf,
} from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { sweep } from '../../../server/app/sweep.ts'
import { openHelperScene } from '../../factories/helperSide.ts'
import type { HelperScene } from '../../factories/helperSide.ts'
import { aWorker } from '../../factories/people.ts'
import { openWeb } from '../../factories/web.ts'
import type { Web } from '../../factories/web.ts'
import { aPicture } from '../photos/pictures.ts'

let scene: HelperScene
let web: Web
let picture: Buffer
beforeAll(async () => {
  scene = await openHelperScene()
  const { house } = scene
  web = await openWeb(house, [...requestRoutes(house), ...myRequestRoutes(house), ...photoRoutes(house)])
  picture = await aPicture('jpeg', { width: 320, height: 240 })
})
afterAll(async () => {
  await web.close()
  await scene.close()
})
beforeEach(async () => {
  scene.house.checkMedia = undefined
  await scene.nextDay()
})

const handOver = (person: Person, { code }: RequestDoc, body: object, key?: string) =>
  scene.side.call(person, 'POST', `/api/me/tasks/${code}/handover`, body, key)
const aPhotoOf = async (person: Person) => (await savePhoto(scene.house, person, picture))._id
const photosInRecord = () => photosOf(scene.house).countDocuments()
const now = async ({ _id }: RequestDoc) => (await findRequest(scene.house, _id)) as RequestDoc

async function seenByWang({ code }: RequestDoc) {
  return (await web.call<MyRequestView>('GET', `/api/me/requests/${code}`, { as: scene.wang })).body
}

async function wordsTo(person: Person): Promise<string[]> {
  const rows = (await scene.house.outgoing()).filter(({ template }) => template === 'request.delivered')
  return rows
    .filter(({ to }) => to.some(({ personId }) => personId === person.id))
    .map(({ _id, text }) =>
      scene.house.vault.open(text, { collection: 'outgoing', id: _id, field: 'text', class: 'S2' }),
    )
}

describe('handed over by a photo', () => {
  it('shows the requester what was brought, asks her, and is kept for the station', async () => {
    const { house, li, wang, worker } = scene
    const request = await scene.inHandOf(li)
    const photoId = await aPhotoOf(li)
    const answered = await handOver(li, request, { photoId, withoutCode: 'left_at_door' })
    expect(answered).toMatchObject({ status: 200, body: { reply: '照片给对方看了，辛苦了，等对方说一声。' } })
    await house.work()
    expect(await now(request)).toMatchObject({
      status: 'delivered',
      handover: { how: 'photo', reason: 'left_at_door' },
    })
    expect(await wordsTo(wang)).toEqual([
      `小李说放门口了，拍了照片，小程序里看。拿到回“收到”，没有就说“没办好”。〔${request.code}〕`,
    ])
    const { handoverPhoto, abilities } = await seenByWang(request)
    expect([handoverPhoto?.id, abilities.finish, abilities.reopen]).toEqual([photoId, true, true])
    expect((await web.call('GET', handoverPhoto?.url ?? '')).status).toBe(200)
    const path = `/api/requests/${request.code}?reason=${encodeURIComponent('核对交接')}`
    const file = await web.call<RequestFile>('GET', path, { as: worker })
    expect(file.body).toMatchObject({ handoverWord: '拍了照片，放门口了', handoverPhotos: [{ id: photoId }] })
    const reads = (await listReadsOf(house, wang.id)).items
    expect(reads.find(({ reason }) => reason === '核对交接')?.fields).toContain('photos')
  })

  it('is no word of hers: the hours wait for it', async () => {
    const { li } = scene
    const request = await scene.inHandOf(li)
    await handOver(li, request, { photoId: await aPhotoOf(li) })
    const { items } = (await scene.side.call(li, 'GET', '/api/me/record')).body as { items: object[] }
    expect(items).toMatchObject([{ code: request.code, minutes: 0, verdict: '等对方说一声' }])
  })

  it('she may say that nothing came: somebody else is sought, and the station still has the photo', async () => {
    const { house, li, wang, worker } = scene
    const request = await scene.inHandOf(li)
    const photoId = await aPhotoOf(li)
    await handOver(li, request, { photoId })
    const path = `/api/me/requests/${request.code}/reopening`
    const reopened = await web.call<{ request: MyRequestView }>('POST', path, {
      as: wang,
      body: { reason: 'not_arrived' },
    })
    expect(reopened.body.request).toMatchObject({ status: 'open' })
    expect(reopened.body.request.handoverPhoto).toBeUndefined()
    await house.work()
    const look = `/api/requests/${request.code}?reason=${encodeURIComponent('对方说没收到')}`
    expect((await web.call<RequestFile>('GET', look, { as: worker })).body.handoverPhotos).toMatchObject([
      { id: photoId },
    ])
  })

  it('is erased with the request', async () => {
    const { house, li, wang } = scene
    const request = await scene.inHandOf(li)
    const photoId = await aPhotoOf(li)
    await handOver(li, request, { photoId })
    await web.call('POST', `/api/me/requests/${request.code}/completion`, { as: wang, body: {} })
    house.later(8 * 24 * 60)
    await sweep(house, false)
    await house.work()
    expect((await now(request)).handoverPhotos).toBeUndefined()
    expect([await photosInRecord(), await house.files.get(photoId)]).toEqual([0, undefined])
  })

  it('before it was looked at it is for the helper and the station; what is refused is for nobody', async () => {
    const { house, li } = scene
    house.checkMedia = () => Promise.resolve('later')
    const request = await scene.inHandOf(li)
    const photoId = await aPhotoOf(li)
    await handOver(li, request, { photoId })
    const waits = (await seenByWang(request)).handoverPhoto
    expect([waits?.url, waits?.stateWord]).toEqual([undefined, '正在检查，过一会儿能看'])
    await judgePhoto(house, photoId, 'shown', 'system')
    expect((await seenByWang(request)).handoverPhoto?.url).toBeDefined()
    await judgePhoto(house, photoId, 'refused', scene.worker.id)
    expect((await seenByWang(request)).handoverPhoto?.url).toBeUndefined()
  })

  it('takes no photo of somebody else, none twice, and none beside the code', async () => {
    const { li, he } = scene
    const request = await scene.inHandOf(li)
    const refused = { status: 400, body: { error: 'invalid_input', fields: [{ path: 'photoId' }] } }
    expect(await handOver(li, request, { photoId: await aPhotoOf(he) })).toMatchObject(refused)
    expect(await handOver(li, request, { photoId: 'x' })).toMatchObject(refused)
    expect(await handOver(li, request, { photoId: await aPhotoOf(li), handoverCode: '1234' })).toMatchObject({
      status: 400,
    })
    expect((await now(request)).status).toBe('accepted')
  })

  it('what goes from hand to hand needs the code or her word: no photo, and nothing left at the door', async () => {
    const { house, li } = scene
    const request = await scene.inHandOf(li)
    await requestsOf(house).updateOne({ _id: request._id }, { $set: { category: 'medicine' } })
    const { body } = await scene.side.call(li, 'GET', '/api/me/tasks')
    const [task] = (body.stops as { tasks: Record<string, unknown>[] }[])[0]?.tasks ?? []
    expect(task).toMatchObject({
      abilities: { photo: false },
      withoutCode: expect.not.arrayContaining(['left_at_door']),
    })
    const photoId = await aPhotoOf(li)
    expect(await handOver(li, request, { photoId })).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'photoId' }] },
    })
    expect(await handOver(li, request, { withoutCode: 'left_at_door' })).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'withoutCode', message: '这类要当面交到手里，不能放门口。' }] },
    })
    expect((await handOver(li, request, { withoutCode: 'given_to_other' })).status).toBe(200)
  })

  it('goes with whoever took it back: a picture that no hand-over took is kept for nobody', async () => {
    const { house, li, he } = scene
    const request = await scene.inHandOf(li)
    const photoId = await aPhotoOf(li)
    const seen = await now(request)
    await releaseRequest(house, request._id, li.id, 'back')
    await expect(handOverWithPhoto(house, seen, li.id, { photoId }, 'late')).rejects.toMatchObject({ code: 'conflict' })
    expect(await house.files.get(photoId)).toBeUndefined()
    expect((await handOver(he, request, { photoId })).status).toBe(404)
  })

  it('is not opened to another station', async () => {
    const { house, li } = scene
    const request = await scene.inHandOf(li)
    await handOver(li, request, { photoId: await aPhotoOf(li) })
    const path = `/api/requests/${request.code}?reason=${encodeURIComponent('看看')}`
    expect((await web.call('GET', path, { as: await aWorker(house) })).status).toBe(404)
    await erasePhotosOf(house, request._id)
    expect((await seenByWang(request)).handoverPhoto).toBeUndefined()
  })
})

describe('the same again', () => {
  it('is answered as the first time: the code, a word, a photo, a give-back, each under its key', async () => {
    const { li, he } = scene
    const acts: [path: string, body: (request: RequestDoc) => Promise<object>][] = [
      ['handover', async (request) => ({ handoverCode: await scene.handoverCodeOf(request) })],
      ['handover', () => Promise.resolve({ withoutCode: 'forgotten' })],
      ['handover', async () => ({ photoId: await aPhotoOf(li) })],
      ['release', () => Promise.resolve({ reason: 'busy' })],
    ]
    for (const [act, bodyOf] of acts) {
      const request = await scene.inHandOf(li)
      const body = await bodyOf(request)
      const path = `/api/me/tasks/${request.code}/${act}`
      const first = await scene.side.call(li, 'POST', path, body, `key-${request._id}`)
      // The web floor lost what it remembered: the command's own guard answers.
      await scene.house.db.collection('idempotency_keys').deleteMany({})
      expect([act, await scene.side.call(li, 'POST', path, body, `key-${request._id}`)]).toEqual([act, first])
      expect(first.status).toBe(200)
      expect((await scene.side.call(he, 'POST', path, body)).status).toBe(404)
    }
  })

  it('the right code under another key, or twice in the same moment, counts once', async () => {
    const { li } = scene
    const request = await scene.inHandOf(li)
    const handoverCode = await scene.handoverCodeOf(request)
    const both = await Promise.all([1, 2].map(() => handOver(li, request, { handoverCode })))
    const later = await handOver(li, request, { handoverCode })
    expect([...both, later].map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await now(request)).history.filter(({ step }) => step === 'deliver')).toHaveLength(1)
    const wrong = handoverCode === '1234' ? '4321' : '1234'
    expect((await handOver(li, request, { handoverCode: wrong })).status).toBe(409)
  })

  it('after five wrong codes the task says so, and leads to the other ways', async () => {
    const { li } = scene
    const request = await scene.inHandOf(li)
    const right = await scene.handoverCodeOf(request)
    const wrong = right === '1234' ? '4321' : '1234'
    for (let tries = 0; tries < 5; tries += 1) await handOver(li, request, { handoverCode: wrong })
    const { body } = await scene.side.call(li, 'GET', '/api/me/tasks')
    const [task] = (body.stops as { tasks: Record<string, unknown>[] }[])[0]?.tasks ?? []
    expect(task).toMatchObject({ handover: 'word', codeTriedOut: true, abilities: { photo: true } })
    expect((await handOver(li, request, { photoId: await aPhotoOf(li) })).status).toBe(200)
  })
})
