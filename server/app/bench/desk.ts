import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { findPerson, openSession } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { enterRequest } from '../../requests/index.ts'
import { openHouse } from '../house.ts'
import { openLog } from '../log.ts'
import { inParallel, percentile } from './load.ts'
import { freePort, started, stop } from './processes.ts'

const REQUESTS = Number(process.env['BENCH_REQUESTS'] ?? 1_000)
const SCROLL_MS = 6_000
const BAR_PER_SECOND = 50
/** A cheap phone computes so many times more slowly than this machine. */
const SIZES = [
  { name: 'desk, 1600 × 950', viewport: { width: 1600, height: 950 }, slower: 1 },
  { name: 'phone, 390 × 844, 4 × slower', viewport: { width: 390, height: 844 }, slower: 4 },
] as const
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync']

interface Scroll {
  /** Milliseconds between one frame and the next. */
  frames: number[]
  /** Pixels that went by. */
  way: number
}

/** Scrolls the board of 1,000 open requests in Chromium and counts the frames. */
async function main(): Promise<void> {
  const name = `bench_desk_${randomBytes(4).toString('hex')}`
  const dataDir = mkdtempSync(path.join(tmpdir(), 'yimin-bench-desk-'))
  const port = await freePort()
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    MONGODB_DATABASE: name,
    REDIS_PREFIX: name,
    DATA_DIR: dataDir,
    PORT: String(port),
    CHAT_ADAPTER: 'sandbox',
    DEMO: '1',
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
  }
  const house = await openHouse(
    {
      mongodbUri: env['MONGODB_URI'] ?? '',
      redisUrl: env['REDIS_URL'] ?? '',
      database: name,
      redisPrefix: name,
      dataDir,
    },
    openLog('bench', 'error'),
  )
  const web = await started(path.resolve('server', 'dist', 'app', 'web.js'), { ...env, LOG_LEVEL: 'info' })
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: FLAGS,
  })
  try {
    process.stderr.write(`writing down ${REQUESTS} requests\n`)
    const token = await settle(house.platform)
    let held = true
    for (const { name: where, viewport, slower } of SIZES) {
      // The measuring script is no script of the page's own.
      const context = await browser.newContext({
        bypassCSP: true,
        viewport,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
      })
      const kept = JSON.stringify(JSON.stringify({ data: token }))
      await context.addInitScript({ content: `localStorage.setItem('yimin.token', ${kept})` })
      const page = await context.newPage()
      await page.goto(`http://127.0.0.1:${port}/#/desk/pages/board/index`)
      const began = performance.now()
      // Rows that are out of sight are not drawn: how many there are stands above the list, and in every row.
      await page.locator(`.board-item[aria-setsize="${REQUESTS}"]`).first().waitFor({ timeout: 60_000 })
      const loaded = performance.now() - began
      const devtools = await context.newCDPSession(page)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
      const { frames, way } = await scroll(page)
      const perSecond = (1_000 * frames.length) / frames.reduce((a, b) => a + b, 0)
      held &&= perSecond >= BAR_PER_SECOND
      process.stdout.write(
        `${where}: ${REQUESTS} requests there after ${(loaded / 1_000).toFixed(1)} s; ` +
          `${perSecond.toFixed(1)} frames/s over ${way} px (bar ${BAR_PER_SECOND}: ${perSecond >= BAR_PER_SECOND ? 'held' : 'MISSED'}), ` +
          `p95 ${percentile(frames, 0.95).toFixed(1)} ms, longest ${Math.max(...frames).toFixed(0)} ms\n`,
      )
      await context.close()
    }
    if (!held) process.exitCode = 1
  } finally {
    await browser.close()
    await stop([web])
    await house.platform.db.dropDatabase()
    await house.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** The demo community asks for much; returns the token of a worker. */
async function settle(platform: Platform): Promise<string> {
  const worker = await findPerson(platform, 'zhao')
  if (!worker) throw new Error('no demo community')
  const clerk = { id: worker.id, role: worker.role, stationId: worker.stationId }
  await inParallel(REQUESTS, 8, async (i) => {
    const asker = { id: ['wang', 'sun', 'zhou', 'wu', 'chen', 'yang', 'liu', 'ma'][i % 8] ?? 'wang' }
    await enterRequest(
      platform,
      {
        asker,
        channel: i % 2 === 0 ? 'visit' : 'phone',
        category: i % 3 === 0 ? 'repair' : 'produce',
        items:
          i % 3 === 0
            ? [{ name: '水龙头' }]
            : [{ name: '西红柿', quantity: (i % 5) + 1, unit: '斤' }, { name: '黄瓜' }],
        budgetFen: (i % 40) * 100,
        groups: [],
        urgent: i % 17 === 0,
        dispatch: false,
      },
      clerk,
      `bench/${i}`,
    )
  })
  const session = await openSession(platform, worker.id)
  if (!session) throw new Error('the worker cannot sign in')
  return session.token
}

/** A page's own script: the milliseconds between its frames, for so long. */
function framesFor(ms: number): string {
  return `new Promise((done) => {
    const times = []
    const begin = performance.now()
    const tick = (now) => {
      times.push(now)
      if (now - begin < ${ms}) requestAnimationFrame(tick)
      else done(times.slice(1).map((time, i) => time - times[i]))
    }
    requestAnimationFrame(tick)
  })`
}

/** A page's own script: how far the box that scrolls the list has gone, px. */
const SCROLLED = `(() => {
  for (let at = document.querySelector('.board-list'); at !== null; at = at.parentElement) {
    if (at.scrollTop > 0) return at.scrollTop
  }
  return window.scrollY
})()`

/** Rolls the wheel down the list for some seconds, as fast as a hand does, and writes down when each frame came. */
async function scroll(page: Page): Promise<Scroll> {
  const row = page.locator('.board-row').first()
  const box = (await row.boundingBox()) ?? { x: 100, y: 400 }
  await page.mouse.move(box.x + 20, Math.min(box.y + 20, 600))
  const frames = page.evaluate<number[]>(framesFor(SCROLL_MS))
  const until = performance.now() + SCROLL_MS
  while (performance.now() < until) {
    await page.mouse.wheel(0, 240)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  const way = await page.evaluate<number>(SCROLLED)
  return { frames: await frames, way: Math.round(way) }
}

void main().then(
  () => process.exit(process.exitCode ?? 0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
