import { partWords } from '@yimin/shared/requests/partWords'
import type { PhotoView } from '@yimin/shared/photos/contract'
import { addressOf, findPeople, findPerson } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { findGoods, listInHandOf, openErrand, photosInAll } from '../../requests/index.ts'
import type { Errand, RequestDoc } from '../../requests/index.ts'

/** One errand in hand with all that its helper may know of it. */
export interface Task {
  request: RequestDoc
  requester: Person
  errand: Errand
  photos: PhotoView[]
  /** Where its goods are fetched, and whether they are ready. */
  pickUp?: { word: string; ready: boolean }
}

/** What this helper has in hand, opened for him. A requester who is gone leaves nothing to go to. */
export async function listTasks(platform: Platform, helper: Person): Promise<Task[]> {
  const inHand = await listInHandOf(platform, helper.id)
  const requesters = await findPeople(platform, [...new Set(inHand.map(({ requesterId }) => requesterId))])
  const photos = await photosInAll(platform, inHand, 'assignee')
  const tasks = inHand.map(async (request) => {
    const requester = requesters.find(({ id }) => id === request.requesterId)
    if (!requester) return undefined
    const errand = await openErrand(platform, request, helper, requester, { withPhotos: true })
    const pickUp = await sayPickUp(platform, request)
    return { request, requester, errand, photos: photos.get(request._id) ?? [], ...(pickUp && { pickUp }) }
  })
  return (await Promise.all(tasks)).filter((task) => task !== undefined)
}

/** 去勤务员小店取，备好了。 `undefined` for what is fetched nowhere. */
export async function sayPickUp(platform: Platform, request: RequestDoc): Promise<Task['pickUp']> {
  const goods = await findGoods(platform, request)
  if (!goods) return undefined
  const shop = goods.shopId === undefined ? undefined : await findPerson(platform, goods.shopId)
  const name = shop ? addressOf(shop) : partWords.aShop
  return { word: (goods.ready ? partWords.goodsThere : partWords.goodsComing)(name), ready: goods.ready }
}
