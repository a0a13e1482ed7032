import type { Page } from 'playwright-core'
import { requestsOf } from '../../server/requests/index.ts'
import { Clerk, keysOf } from '../factories/clerk.ts'
import { aPerson } from '../factories/people.ts'
import { aCommunity, DESK, theRealStation } from '../factories/realStation.ts'

jest.setTimeout(60_000)

/** Somebody stands at the desk and waits. */
const AT_MOST_SECONDS = 30

const station = theRealStation('desk')

const read = (page: Page, item: string) => page.getByRole('button', { name: `去掉${item}` }).waitFor()
const go = (page: Page) => page.getByRole('button', { name: '记下，找人' })

async function atTheDesk() {
  const { stationId, worker } = await aCommunity(station.house)
  await aPerson(station.house, { stationId, name: '周大爷', home: { zone: '6', building: '2' } })
  const page = await station.open(worker, 'desk/pages/entry/index', { size: DESK })
  await page.getByLabel('先写一句话').waitFor()
  return { page, clerk: new Clerk(page), stationId }
}

const written = (stationId: string) => requestsOf(station.house).findOne({ stationId })

test('a key is counted for each letter of a sound, each choice of a word, each digit and mark', () => {
  expect(keysOf('两斤米')).toBe('liang'.length + 'jin'.length + 'mi'.length + 2)
  expect(keysOf('20，')).toBe(3)
})

test('somebody known, named in the sentence: written down and sent out within half a minute of acts', async () => {
  const { page, clerk, stationId } = await atTheDesk()
  await clerk.types('周大爷来站里，要两斤西红柿，20块钱以内')
  await clerk.presses('Enter')
  await read(page, '西红柿')
  await page.getByText('家在6区2栋').waitFor()
  await clerk.taps(go(page))
  await page.getByText(/记下了，正在找人/).waitFor()
  expect(await written(stationId)).toMatchObject({
    status: 'open',
    budgetFen: 2_000,
    place: { zone: '6', building: '2' },
  })
  expect(clerk.seconds).toBeLessThanOrEqual(AT_MOST_SECONDS)
  await page.context().close()
})

test('somebody known, found by the first letters of his name: the same', async () => {
  const { page, clerk, stationId } = await atTheDesk()
  await clerk.types('六区9栋要两斤西红柿，20块钱以内')
  await clerk.presses('Enter')
  await read(page, '西红柿')
  await clerk.taps(page.getByLabel('谁来求助'))
  await clerk.types('zdy')
  await clerk.presses('Enter')
  await page.getByText('家在6区2栋').waitFor()
  await clerk.taps(go(page))
  await page.getByText(/记下了，正在找人/).waitFor()
  expect(await written(stationId)).toMatchObject({ status: 'open', place: { zone: '6', building: '9' } })
  expect(clerk.seconds).toBeLessThanOrEqual(AT_MOST_SECONDS)
  await page.context().close()
})

test('somebody whom nobody knows yet, with name and number: the same', async () => {
  const { page, clerk, stationId } = await atTheDesk()
  await clerk.types('六区9栋要两斤米')
  await clerk.presses('Enter')
  await read(page, '米')
  await clerk.taps(page.getByLabel('谁来求助'))
  await clerk.types('高玉兰')
  await clerk.presses('Tab')
  await clerk.types('13900002222')
  await clerk.taps(go(page))
  await page.getByText(/记下了，正在找人/).waitFor()
  expect(await written(stationId)).toMatchObject({ status: 'open', place: { zone: '6', building: '9' } })
  expect(clerk.seconds).toBeLessThanOrEqual(AT_MOST_SECONDS)
  await page.context().close()
})
