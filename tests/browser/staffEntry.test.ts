import { createHash } from 'node:crypto'
import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { invite, savePerson } from '../../server/people/index.ts'
import type { Person } from '../../server/people/index.ts'
import { aCommunity, seen, tap, theRealStation } from '../factories/realStation.ts'

jest.setTimeout(60_000)

/** Slow on purpose: what it does has a test of its own. */
jest.mock('../../server/people/slowHash.ts', () => ({
  hashSlowly: (secret: string, salt: string) =>
    Promise.resolve(createHash('sha256').update(`${salt} ${secret}`).digest('base64')),
}))

const PASSWORD = '院子里的老槐树今年开花早'
const HALF_MINUTE = 30_000

const station = theRealStation('staff')

const { picture } = station

/** A colleague of a station that asks for the second factor, and her number, which is her account. */
async function aColleague(phone: string): Promise<Person> {
  const { worker, director, stationId } = await aCommunity(station.house, { secondFactor: true })
  await savePerson(station.house, { id: worker.id, stationId, name: worker.name, role: worker.role, phone })
  return { ...worker, about: director.id } as Person
}

/** What her authenticator shows now, the next half minute each time: no code counts twice. */
function authenticator(secret: string) {
  const { clock } = station.house
  return () => {
    clock.turnTo(new Date(clock.now().getTime() + HALF_MINUTE))
    return generateSync({ secret, epoch: Math.floor(clock.now().getTime() / 1_000) })
  }
}

async function enrol(page: Page): Promise<{ code: () => string; recovery: string[] }> {
  await tap(page, '开始绑定')
  const told = (await page.getByText(/扫不了就手工输入/).textContent()) ?? ''
  const code = authenticator(told.replace(/^[^：]*：/, '').replaceAll(' ', ''))
  await page.getByRole('img', { name: '绑定用的二维码' }).waitFor()
  await picture(page, 'enrolment')
  await page.getByLabel('验证器上的六个数字').fill(code())
  await tap(page, '绑定')
  await page.getByText('抄下十个恢复码').waitFor()
  await picture(page, 'recovery-codes')
  const recovery = await page.locator('.recovery-code').allTextContents()
  await tap(page, '抄好了，继续')
  return { code, recovery }
}

async function signIn(page: Page, phone: string): Promise<void> {
  await tap(page, '站里的同事')
  await page.getByLabel('电话或姓名').fill(phone)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await tap(page, '登录')
}

async function leave(page: Page): Promise<void> {
  await tap(page, '我的')
  await tap(page, '退出')
  await seen(page.getByText('先告诉我您是谁'))
}

const proves = async (page: Page, code: string) => {
  await page.getByLabel('验证码').fill(code)
  await tap(page, '进来')
}

test('invited, she sets a password and binds her authenticator; later both let her in, and a lost phone costs one recovery code', async () => {
  const phone = '13800007001'
  const colleague = await aColleague(phone)
  const { invitation } = await invite(station.house, colleague.id, { id: String(colleague.about), reason: '新同事' })
  const page = await station.open(undefined, `pages/ask/index?invitation=${invitation}`)
  await page.getByLabel('给自己定一个密码').fill(PASSWORD)
  await picture(page, 'invited')
  await tap(page, '登录')
  await page.getByText('先绑定验证器').waitFor()
  const { code, recovery } = await enrol(page)
  expect(recovery).toHaveLength(10)
  await page.locator('.desk-column').first().waitFor()

  await leave(page)
  await signIn(page, phone)
  await page.getByText('再确认一下是你').waitFor()
  expect(await page.getByText('我是谁').count()).toBe(0)
  await proves(page, '000000')
  await page.getByRole('alert').first().waitFor()
  await picture(page, 'wrong-code')
  await proves(page, code())
  await page.getByText('再确认一下是你').waitFor({ state: 'detached' })

  const [spent = ''] = recovery
  await leave(page)
  await signIn(page, phone)
  await proves(page, spent)
  await page.getByText('再确认一下是你').waitFor({ state: 'detached' })
  await leave(page)
  await signIn(page, phone)
  await proves(page, spent)
  await page.getByRole('alert').first().waitFor()
  await page.getByText('再确认一下是你').waitFor()
  await page.context().close()
})
