import { suggestionRoutes } from '../../../server/dispatch/index.ts'
import type { Person } from '../../../server/people/index.ts'
import { approveRequest, findRequestByCode, requestRoutes } from '../../../server/requests/index.ts'
import type { RequestDoc } from '../../../server/requests/index.ts'
import { aRequest, aStaffedStation, openTestHouse } from '../../factories/house.ts'
import type { TestHouse } from '../../factories/house.ts'
import { aPerson, aWorker, SUNDAY_TEN } from '../../factories/people.ts'
import { openWeb } from '../../factories/web.ts'
import type { Answer, Web } from '../../factories/web.ts'

/** A station's desk over HTTP, a worker before it, a worker of another station, and 王阿姨 on record. */
export interface DeskScene {
  house: TestHouse
  web: Web
  worker: Person
  foreign: Person
  stationId: string
  wang: Person
  /** Knocks as the worker. */
  atDesk(method: string, path: string, body?: unknown, key?: string): Promise<Answer>
  draftOf(person: Person): Promise<RequestDoc>
  openOf(person: Person): Promise<RequestDoc>
  versionOf(code: string): Promise<number | undefined>
  close(): Promise<void>
}

export async function openDeskScene(): Promise<DeskScene> {
  const house = await openTestHouse(SUNDAY_TEN)
  const web = await openWeb(house, [...requestRoutes(house), ...suggestionRoutes(house)])
  const { worker } = await aStaffedStation(house)
  const { stationId } = worker
  const draftOf = (person: Person) => aRequest(house, person)
  return {
    house,
    web,
    worker,
    foreign: await aWorker(house),
    stationId,
    wang: await aPerson(house, {
      stationId,
      name: '王阿姨',
      phone: '13812345678',
      home: { zone: '6', building: '9', unit: '2' },
    }),
    atDesk: (method, path, body, key) => web.call(method, path, { as: worker, body, key }),
    draftOf,
    async openOf(person) {
      const request = await draftOf(person)
      return approveRequest(house, request._id, worker.id, `open/${request._id}`)
    },
    versionOf: async (code) => (await findRequestByCode(house, stationId, code))?.v,
    async close() {
      await web.close()
      await house.close()
    },
  }
}

type Listed = { body: Record<string, unknown> }
export const items = (reply: Listed) => reply.body.items as Record<string, unknown>[]
export const codes = (reply: Listed) => items(reply).map(({ code }) => code)
