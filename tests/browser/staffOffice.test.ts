import { readFileSync } from 'node:fs'
import type { Download } from 'playwright-core'
import { findPerson } from '../../server/people/index.ts'
import { rateRequest } from '../../server/requests/index.ts'
import { readPdf } from '../server/reports/readPdf.ts'
import { readZip } from '../server/reports/readZip.ts'
import { aVolunteer } from '../factories/people.ts'
import { aCommunity, aRequestAt, DESK, tap, theRealStation } from '../factories/realStation.ts'

jest.setTimeout(60_000)

const station = theRealStation('staff')

const { picture } = station
const bytesOf = async (file: Download) => readFileSync(await file.path())

test('somebody in danger: the desk turns red with nobody touching it, a worker takes it, reads the words, and ends it', async () => {
  const { wang, worker } = await aCommunity(station.house)
  const desk = await station.open(worker, 'desk/pages/board/index', { size: DESK })
  await desk.getByLabel('找人名或编号').waitFor()
  const hers = await station.open(wang, 'pages/ask/index')
  await hers.getByRole('textbox').first().fill('我摔倒了，起不来，头流血了')
  await tap(hers, '发出去')
  await hers
    .getByText(/先打120/)
    .first()
    .waitFor()
  await picture(hers, 'emergency-hers')
  await hers.context().close()

  const bar = desk.getByRole('alert').filter({ hasText: '紧急求助 1 件' })
  await bar.getByText(/王阿姨/).waitFor()
  await picture(desk, 'emergency-bar')
  await bar.getByRole('button', { name: '我来办' }).click()
  await bar.getByText('赵社工在办').waitFor()
  await bar.getByRole('button', { name: '去看' }).click()
  // The words of an emergency stand there by themselves.
  await desk.getByText(/头流血了/).waitFor()
  await tap(desk, '看门牌')
  await desk.getByText(/2单元/).first().waitFor()
  await picture(desk, 'emergency-card')
  await tap(desk, '办完了')
  await desk.getByText('没有要处理的提醒').waitFor()
  expect(await desk.getByText(/紧急求助 1 件/).count()).toBe(0)
  await desk.context().close()
})

test('a new volunteer is found by two letters and counts as known once a worker has said why', async () => {
  const { stationId, worker } = await aCommunity(station.house)
  const guo = await aVolunteer(station.house, { stationId, name: '郭淑珍', verified: false })
  const page = await station.open(worker, 'people/pages/register/index', { size: DESK })
  await tap(page, '只看没核实的')
  await page.getByLabel('找人名').fill('gs')
  await tap(page, /郭淑珍/)
  await page.getByText('未核实').last().waitFor()
  await picture(page, 'person')
  await tap(page, '标为已核实')
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('为什么').fill('来站里见过')
  await sheet.getByRole('button', { name: '存好' }).click()
  await sheet.waitFor({ state: 'detached' })
  await page.locator('.state', { hasText: '已核实' }).last().waitFor()
  await page
    .getByText(/来站里见过/)
    .last()
    .waitFor()
  expect(await findPerson(station.house, guo.id)).toMatchObject({ verified: true })
  await page.context().close()
})

test('the director writes a shift, and on the worker’s page it says who is there; she goes off and comes on herself', async () => {
  const { director, worker } = await aCommunity(station.house)
  const page = await station.open(director, 'duty/pages/roster/index', { size: DESK })
  await tap(page, '改排班')
  await tap(page, '加一班')
  await page.getByLabel('谁', { exact: true }).selectOption({ label: '郑站长 站长' })
  const days = page.getByRole('group', { name: '哪几天' })
  for (const day of ['周六', '周日']) await days.getByRole('button', { name: day }).click()
  await page.getByLabel('从', { exact: true }).fill('08:00')
  await page.getByLabel('到', { exact: true }).fill('20:00')
  await picture(page, 'roster-form')
  await tap(page, '存好')
  await page.getByText('郑站长 周六、周日 08:00到20:00').waitFor()
  await page.context().close()

  const hers = await station.open(worker, 'duty/pages/roster/index')
  await hers.getByText('赵社工（自己上的班）').waitFor()
  await tap(hers, '我下班了')
  await hers.getByText('郑站长（按排班）').waitFor()
  await picture(hers, 'roster')
  await tap(hers, '我来值班')
  await hers.getByText('赵社工（自己上的班）').waitFor()
  await hers.context().close()
})

test('figures of today and of the month; the table opens as Excel does, the sheet as a PDF whose Chinese can be read', async () => {
  const community = await aCommunity(station.house)
  const done = await aRequestAt(station.house, 'done', community)
  await rateRequest(station.house, done._id, community.wang.id, 5)
  const open = await aRequestAt(station.house, 'accepted', community)
  const page = await station.open(community.worker, 'reports/pages/figures/index', { size: DESK })
  await page.getByText('2件', { exact: true }).first().waitFor()
  await page.getByLabel('办好，1件').first().waitFor()
  await picture(page, 'figures-today')
  await page.getByLabel('看哪一段').selectOption('2099-11')
  await page.getByText('每天多少件').waitFor()
  await picture(page, 'figures-month')

  const [table] = await Promise.all([page.waitForEvent('download'), tap(page, '下载月表')])
  expect(table.suggestedFilename()).toBe('益民月报-2099-11.xlsx')
  const files = readZip(await bytesOf(table))
  const cells = [...files].filter(([name]) => /worksheets|sharedStrings/.test(name)).map(([, xml]) => xml).join('\n') // prettier-ignore
  for (const cell of [done.code, open.code, '6区9栋', '买菜送菜']) expect(cells).toContain(cell)
  expect(cells).not.toContain('13812345678')

  const [sheet] = await Promise.all([page.waitForEvent('download'), tap(page, '打印今天的日单')])
  expect(sheet.suggestedFilename()).toBe('益民日单.pdf')
  const pdf = await bytesOf(sheet)
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.toString('latin1')).toMatch(/\/FontFile[23]?/)
  for (const word of ['昆北街道社工站 日单 2099-11-22', open.code, '小李']) expect(readPdf(pdf)).toContain(word)
  await page.context().close()
})
