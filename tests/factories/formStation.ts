import { openTestApp } from './app.ts'
import type { TestApp } from './app.ts'
import { aStaffedStation, openTestHouse } from './house.ts'
import type { TestHouse } from './house.ts'

/** Two jin of tomatoes, as the form of tiles sends them. */
export const FORM = {
  kind: 'groceries',
  items: [{ name: '西红柿', quantity: 2, unit: '斤' }],
  who: { kind: 'me' },
  where: { kind: 'home' },
}

/** A staffed station and its app, as the tests of one file share them. */
export interface FormStation {
  readonly house: TestHouse
  readonly app: TestApp
}

/**
 * Opens before the tests of a file, closes after them; after each of them nothing is asked for any more.
 * @param settle who lives there
 */
export function formStation(settle: (house: TestHouse, stationId: string) => Promise<unknown>): FormStation {
  let house: TestHouse
  let app: TestApp
  beforeAll(async () => {
    house = await openTestHouse()
    const { station } = await aStaffedStation(house)
    await settle(house, station.id)
    app = await openTestApp(house)
  })
  afterEach(async () => {
    house.waiting.length = 0
    for (const name of ['requests', 'alarms', 'outgoing', 'searches']) await house.db.collection(name).deleteMany({})
  })
  afterAll(async () => {
    await app.close()
    await house.close()
  })
  return {
    get house() {
      return house
    },
    get app() {
      return app
    },
  }
}
