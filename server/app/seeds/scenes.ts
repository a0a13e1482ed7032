import type { Document } from 'mongodb'
import { DomainError } from '@yimin/shared/errors/domainError'
import { declineOffer } from '../../dispatch/index.ts'
import type { MemoryRecord } from '../../platform/memoryRecord/index.ts'
import type { Platform } from '../../platform/platform.ts'
import {
  askForSwap,
  confirmRequest,
  deliverRequest,
  findRequest,
  finishRequest,
  releaseRequest,
  reopenRequest,
  reportProgress,
  seatsIn,
  splitRequest,
} from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { ChatGroup } from './chatGroup.ts'
import { accept, answerTo, askForHelp, assign, exchange, HELPERS, NEEDS, takeOffered, WORKER } from './deeds.ts'
import { BEGIN } from './ground.ts'
import type { Ground } from './ground.ts'
import { World } from './world.ts'
import type { Start } from './world.ts'

/** A community at a moment from which a seed goes on: one request stands somewhere on its way. */
export interface Scene extends Start {
  name: string
  requestId: string
  requesterId: string
  /** That request and all others: of a trip, parts, what somebody else has. */
  errands: readonly SceneErrand[]
  /** Who was asked, and some who were not. */
  helpers: readonly string[]
  acknowledged: readonly string[]
  said: ReadonlyMap<string, number>
  /** The moments at which the product does something of its own accord: a rung, a deadline. */
  dues: readonly number[]
}

/** One request of a scene. */
export interface SceneErrand {
  id: string
  code: string
  requesterId: string
  /** Everybody who has a seat in it. */
  holders: readonly string[]
}

/** What happens before the scene, one after the other, on a line without faults. */
type Step = (stage: Stage) => (platform: Platform) => Promise<unknown>

const REQUESTER = 'wang'
const by = { id: REQUESTER, part: 'requester' as const }

const confirm: Step = (stage) => (platform) => confirmRequest(platform, stage.requestId, REQUESTER, 'confirm')
const take: Step = (stage) => (platform) => accept(platform, stage.requestId, stage.first, 'take')
const giveBack: Step = (stage) => (platform) => releaseRequest(platform, stage.requestId, stage.first, 'giveBack')
const setOff: Step = (stage) => async (platform) => {
  const request = await findRequest(platform, stage.requestId)
  if (request) await reportProgress(platform, request, stage.first, 'start')
}
const bring: Step = (stage) => (platform) => deliverRequest(platform, stage.requestId, stage.first, 'bring')
const finish: Step = (stage) => (platform) => finishRequest(platform, stage.requestId, by, 'finish')
const reopen: Step = (stage) => (platform) => reopenRequest(platform, stage.requestId, by, 'reopen')
const give: Step = (stage) => (platform) => assign(platform, stage.requestId, stage.first, 'give')
const decline: Step = (stage) => (platform) => declineOffer(platform, stage.requestId, stage.first)
const anotherOrder: Step = () => async (platform) => {
  const need = { requesterId: 'sun', inRoom: false, understood: true, frame: NEEDS[1] ?? {}, cause: 'another' }
  const { _id } = await askForHelp(platform, need)
  await confirmRequest(platform, _id, 'sun', 'confirmAnother')
}
/** Another one of the same way within minutes: both are offered as one trip. */
const onTheWay: Step = (stage) => async (platform) => {
  const need = { requesterId: 'sun', inRoom: false, understood: true, frame: NEEDS[0] ?? {}, cause: 'onTheWay' }
  stage.otherId = (await askForHelp(platform, need))._id
  await confirmRequest(platform, stage.otherId, 'sun', 'confirmOnTheWay')
}
const takeTrip: Step = (stage) => (platform) => takeOffered(platform, stage.otherId, 'li', 'takeTrip')
const takeOne: Step = (stage) => (platform) => takeOffered(platform, stage.requestId, 'li', 'takeOne', true)
const split: Step = (stage) => async (platform) => {
  const worker = { id: WORKER, part: 'worker' as const }
  const request = await findRequest(platform, stage.requestId)
  const whole = request && (await splitRequest(platform, request, { goods: true }, worker, 'split'))
  stage.otherId = whole?.parts?.[0]?.requestId ?? ''
}
const shopTakes: Step = (stage) => (platform) => accept(platform, stage.otherId, 'qin', 'shopTakes')
const liTakes: Step = (stage) => (platform) => accept(platform, stage.requestId, 'li', 'liTakes')
const qiuTakesToo: Step = (stage) => (platform) => accept(platform, stage.requestId, 'qiu', 'qiuTakesToo')
const asksForSwap: Step = (stage) => async (platform) => {
  const request = await findRequest(platform, stage.requestId)
  if (request) await askForSwap(platform, request, 'li', 'asksForSwap')
}
/** Something for each of two volunteers, and a third errand that somebody may take. */
const qiuHasOne: Step = (stage) => async (platform) => {
  const need = { requesterId: 'sun', inRoom: false, understood: true, frame: NEEDS[2] ?? {}, cause: 'qiuHasOne' }
  stage.otherId = (await askForHelp(platform, need))._id
  await confirmRequest(platform, stage.otherId, 'sun', 'confirmQius')
  await accept(platform, stage.otherId, 'qiu', 'qiuTakes')
}
const proposes: Step = (stage) => (platform) => exchange(platform, stage.requestId, stage.otherId, 'li', 'proposes')
const agrees: Step = (stage) => (platform) =>
  answerTo(platform, stage.otherId, stage.requestId, 'qiu', { yes: true, cause: 'agrees' })

const TWO_HELD = [confirm, liTakes, qiuHasOne, anotherOrder]

interface SceneMaking {
  understood?: false
  helpersNeeded?: number
  steps: readonly Step[]
}

const SCENES: { readonly [name: string]: SceneMaking } = {
  draft: { steps: [] },
  reviewing: { understood: false, steps: [] },
  searching: { steps: [confirm] },
  twoOpen: { steps: [confirm, anotherOrder] },
  declined: { steps: [confirm, decline] },
  givenBack: { steps: [confirm, take, giveBack] },
  accepted: { steps: [confirm, take] },
  setOff: { steps: [confirm, take, setOff] },
  assigned: { steps: [confirm, give] },
  delivered: { steps: [confirm, take, bring] },
  done: { steps: [confirm, take, bring, finish] },
  reopened: { steps: [confirm, take, bring, reopen] },
  trip: { steps: [confirm, onTheWay] },
  tripBegun: { steps: [confirm, onTheWay, takeOne] },
  tripHeld: { steps: [confirm, onTheWay, takeTrip] },
  split: { steps: [confirm, split] },
  gathered: { steps: [confirm, split, shopTakes] },
  carried: { steps: [confirm, split, shopTakes, liTakes] },
  seats: { helpersNeeded: 2, steps: [confirm] },
  oneSeat: { helpersNeeded: 2, steps: [confirm, liTakes] },
  allSeats: { helpersNeeded: 2, steps: [confirm, liTakes, qiuTakesToo] },
  swapping: { steps: [confirm, liTakes, asksForSwap] },
  tripAndOther: { steps: [confirm, onTheWay, takeOne, qiuHasOne] },
  twoHeld: { steps: TWO_HELD },
  proposed: { steps: [...TWO_HELD, proposes] },
  exchanged: { steps: [...TWO_HELD, proposes, agrees] },
}

const BETWEEN_MS = 20_000

/** A scene while it is being built. */
class Stage {
  requestId = ''
  /** The second errand, where there is one. */
  otherId = ''
  /** The first helper who is asked. */
  first = 'qin'
  private readonly world: World
  private readonly group: ChatGroup
  private readonly record: MemoryRecord

  constructor(record: MemoryRecord, ground: Ground) {
    this.record = record
    this.world = new World(1, { record, now: BEGIN, jobs: [] }, ground)
    this.group = new ChatGroup(this.world)
  }

  async open(understood: boolean, helpersNeeded?: number): Promise<void> {
    const asked = { requesterId: REQUESTER, inRoom: true, understood, frame: NEEDS[0] ?? {}, cause: 'open' }
    const need = { ...asked, ...(helpersNeeded && { helpersNeeded }) }
    const { _id } = await this.act((platform) => askForHelp(platform, need))
    this.requestId = _id
  }

  async act<T>(work: (platform: Platform) => Promise<T>): Promise<T> {
    const [result] = await Promise.all([this.world.host('web').do(work), this.world.runUntil(this.world.now)])
    await this.world.runUntil(this.world.now)
    await Promise.all([this.group.speak(), this.world.runUntil(this.world.now + BETWEEN_MS)])
    const [search] = await this.all('searches')
    const [asked] = (search?.asked ?? []) as Document[]
    if (asked) this.first = String(asked.personId)
    return result
  }

  async freeze(name: string): Promise<Scene> {
    const { requestId, record, world, group } = this
    const [requests, searches] = await Promise.all([this.all('requests'), this.all('searches')])
    const asked = searches.flatMap((search) => search.asked as Document[]).map(({ personId }) => String(personId))
    const main = (request: Document) => String(request._id) === requestId
    const errands = [...requests.filter(main), ...requests.filter((request) => !main(request))]
    const moments = [
      ...requests.flatMap(({ dueAt, swap, exchange: exchanged }) => [dueAt, swap?.until, exchanged?.until]),
      ...searches.map(({ nextAt }) => nextAt),
    ] as (Date | undefined)[]
    return {
      name,
      record: record.copy(),
      now: new Date(world.now),
      jobs: world.queue.waiting,
      requestId,
      requesterId: REQUESTER,
      errands: errands.map((one) => ({
        id: String(one._id),
        code: String(one.code),
        requesterId: String(one.requesterId),
        holders: seatsIn(one as unknown as RequestDoc).map(({ personId }) => personId),
      })),
      helpers: [...new Set([...asked, ...HELPERS])],
      acknowledged: requests.map(({ _id }) => String(_id)),
      said: new Map(group.said),
      dues: moments.flatMap((at) => (at ? [at.getTime()] : [])),
    }
  }

  private all(collection: string): Promise<Document[]> {
    return this.record.open().collection(collection).find().toArray()
  }
}

/** Every scene, made once by the real commands; seeds begin with copies. */
export async function buildScenes(base: MemoryRecord, ground: Ground): Promise<Scene[]> {
  const scenes: Scene[] = []
  for (const name of Object.keys(SCENES)) scenes.push(await buildScene(name, base, ground))
  return scenes
}

/** In a tree with a fault a step may be refused: the moment that begins there finds it. */
function leftOut(error: unknown): void {
  if (!(error instanceof DomainError)) throw error
}

export async function buildScene(name: string, base: MemoryRecord, ground: Ground): Promise<Scene> {
  const { understood = true, helpersNeeded, steps = [] } = SCENES[name] ?? {}
  const stage = new Stage(base.copy(), ground)
  await stage.open(understood, helpersNeeded)
  for (const step of steps) await stage.act(step(stage)).catch(leftOut)
  return stage.freeze(name)
}
