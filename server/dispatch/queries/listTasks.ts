import { talkWords } from '@yimin/shared/chat/words'
import { exchangeWords } from '@yimin/shared/dispatch/exchangeWords'
import { partWords } from '@yimin/shared/requests/partWords'
import type { TaskView } from '@yimin/shared/dispatch/tasksContract'
import type { PhotoView } from '@yimin/shared/photos/contract'
import { addressOf, findPeople, findPerson } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import {
  findGoods,
  isProposedTo,
  listInHandOf,
  listProposedTo,
  mayAgree,
  openErrand,
  photosInAll,
  waitsForAnswer,
} from '../../requests/index.ts'
import type { Errand, RequestDoc } from '../../requests/index.ts'
import { sayErrand } from './findPartners.ts'

/** One errand in hand with all that its helper may know of it. */
export interface Task {
  request: RequestDoc
  requester: Person
  errand: Errand
  photos: PhotoView[]
  /** Where its goods are fetched, and whether they are ready. */
  pickUp?: { word: string; ready: boolean }
  /** Whom he asked to exchange it, and who asks him. */
  exchange?: Exchanging
}

export interface Exchanging {
  /** He asked somebody to exchange, and waits for the answer. */
  asksOf?: { who: string; until: Date }
  proposals?: TaskView['proposals']
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
    const exchange = await exchangeOf(platform, request, helper)
    return { request, requester, errand, photos: photos.get(request._id) ?? [], exchange, ...(pickUp && { pickUp }) }
  })
  return (await Promise.all(tasks)).filter((task) => task !== undefined)
}

async function exchangeOf(platform: Platform, request: RequestDoc, { id }: Person): Promise<Task['exchange']> {
  const { exchange } = request
  const asking = mayAgree(request, id) ? await listProposedTo(platform, request._id) : []
  const mine = asking.filter((one) => isProposedTo(one, id, request._id))
  const asked = exchange && waitsForAnswer(request, id) ? exchange : undefined
  const people = await findPeople(platform, [...mine.map((one) => one.exchange?.byId ?? ''), asked?.withId ?? ''])
  const called = (personId: string | undefined) => {
    const person = people.find((one) => one.id === personId)
    return person ? addressOf(person) : talkWords.someone
  }
  const word = (one: RequestDoc) =>
    exchangeWords.onPage(called(one.exchange?.byId), sayErrand(one, platform.clock.now()))
  return {
    ...(asked && { asksOf: { who: called(asked.withId), until: asked.until } }),
    proposals: mine.map((one) => ({ code: one.code, word: word(one) })),
  }
}

/** 去勤务员小店取，备好了。 `undefined` for what is fetched nowhere. */
export async function sayPickUp(platform: Platform, request: RequestDoc): Promise<Task['pickUp']> {
  const goods = await findGoods(platform, request)
  if (!goods) return undefined
  const shop = goods.shopId === undefined ? undefined : await findPerson(platform, goods.shopId)
  const name = shop ? addressOf(shop) : partWords.aShop
  return { word: (goods.ready ? partWords.goodsThere : partWords.goodsComing)(name), ready: goods.ready }
}
