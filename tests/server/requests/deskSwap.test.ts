import type { StaffRequestView } from '@yimin/shared/requests/contract'
import {
  askForSwap,
  findRequest,
  keepRequest,
  proposeExchange,
  reportProgress,
} from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { openTestApp } from '../../factories/app.ts'
import type { TestApp } from '../../factories/app.ts'
import { openHelperScene } from '../../factories/helperSide.ts'
import type { HelperScene } from '../../factories/helperSide.ts'

let scene: HelperScene
let app: TestApp
let request: RequestDoc
beforeAll(async () => {
  scene = await openHelperScene()
  app = await openTestApp(scene.house)
})
beforeEach(async () => {
  await scene.nextDay()
  request = await scene.inHandOf(scene.he)
  scene.house.later(1)
})
afterAll(async () => {
  await app.close()
  await scene.close()
})

async function atDesk(): Promise<[board: string | undefined, page: string | undefined]> {
  const get = <T>(path: string) => app.call<T>(scene.worker.id, 'GET', path)
  const board = (await get<{ items: StaffRequestView[] }>('/api/requests')).body.items
  const page = (await get<{ request: StaffRequestView }>(`/api/requests/${request.code}/card`)).body.request
  return [board.find(({ code }) => code === request.code)?.swapWord, page.swapWord]
}

test('board and page say who wants to be relieved, as long as he does', async () => {
  expect(await atDesk()).toEqual([undefined, undefined])
  await askForSwap(scene.house, request, scene.he.id, 'asks')
  expect(await atDesk()).toEqual(['小何想换一下，正在问别人', '小何想换一下，正在问别人'])
  await keepRequest(scene.house, request._id, scene.he.id, 'goes himself')
  expect(await atDesk()).toEqual([undefined, undefined])
})

test('a wish that ended because he set off is no word for the desk', async () => {
  const asking = await askForSwap(scene.house, request, scene.he.id, 'asks')
  scene.house.later(1)
  await reportProgress(scene.house, asking, scene.he.id, 'start')
  expect(await atDesk()).toEqual([undefined, undefined])
})

test('who waits for an answer to an exchange, and with whom, stands there too, and in the history', async () => {
  const other = await scene.inHandOf(scene.li)
  await proposeExchange(scene.house, request, (await findRequest(scene.house, other._id)) as RequestDoc, scene.he.id, 'asks') // prettier-ignore
  expect(await atDesk()).toEqual(['小何想跟小李对换，等回话', '小何想跟小李对换，等回话'])
  const card = await app.call<{ history: { word: string }[] }>(scene.worker.id, 'GET', `/api/requests/${request.code}/card`) // prettier-ignore
  expect(JSON.stringify(card.body)).toContain('想跟人对换')
})
