import type { Browser } from 'playwright-core'
import { openBrowser } from '../factories/browser.ts'
import { openExampleSite } from './exampleSite.ts'
import { signedIn } from './pages.ts'

/** A cheap phone on a slow line: four times slower than this machine, 1.6 Mbit/s down, 150 ms there and back. */
const PHONE = { slower: 4, downKbit: 1_600, upKbit: 750, roundTripMs: 150 }
const TURNS = 5
const BARS = { kilobytes: 250, firstScreenMs: 1_500 }

interface Load {
  kilobytes: number
  firstScreenMs: number
}

/** `npm run bench:phone`: what a resident's first visit costs on a cheap phone; ends with 1 where a bar is missed. */
async function main(): Promise<void> {
  const site = await openExampleSite()
  const browser = await openBrowser()
  const loads: Load[] = []
  try {
    // Once before it counts: the server compresses a file when it is first asked for.
    await loadOnce(browser, site.url)
    for (let turn = 0; turn < TURNS; turn += 1) loads.push(await loadOnce(browser, site.url))
  } finally {
    await browser.close()
    await site.close()
  }
  const kilobytes = middle(loads.map((load) => load.kilobytes))
  const firstScreenMs = middle(loads.map((load) => load.firstScreenMs))
  const turns = loads.map((load) => Math.round(load.firstScreenMs)).join(', ')
  tell('first load of a resident', Math.round(kilobytes), 'kB', BARS.kilobytes)
  tell(`first screen, median of ${TURNS} (${turns})`, Math.round(firstScreenMs), 'ms', BARS.firstScreenMs)
}

/** A first visit with an empty cache, until the greeting is on the screen. */
async function loadOnce(browser: Browser, url: string): Promise<Load> {
  const context = await signedIn(browser, 'resident')
  await context.addInitScript(() => {
    const look = () => {
      const { top = -1, left = -1 } = document.querySelector('.greeting')?.getBoundingClientRect() ?? {}
      const isOnScreen = top >= 0 && top < innerHeight && left >= 0 && left < innerWidth
      if (!isOnScreen) return void requestAnimationFrame(look)
      // The frame after this one shows it.
      requestAnimationFrame(() => Object.assign(globalThis, { firstScreenMs: performance.now() }))
    }
    requestAnimationFrame(look)
  })
  const page = await context.newPage()
  await page.setViewportSize({ width: 375, height: 667 })
  const phone = await context.newCDPSession(page)
  let bytes = 0
  phone.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  await phone.send('Network.enable')
  await phone.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: PHONE.roundTripMs,
    downloadThroughput: (PHONE.downKbit * 1_000) / 8,
    uploadThroughput: (PHONE.upKbit * 1_000) / 8,
  })
  await phone.send('Emulation.setCPUThrottlingRate', { rate: PHONE.slower })
  await page.goto(url, { waitUntil: 'commit' })
  const shown = await page.waitForFunction(() => (globalThis as { firstScreenMs?: number }).firstScreenMs)
  const firstScreenMs = (await shown.jsonValue()) as number
  await page.waitForLoadState('networkidle')
  await context.close()
  return { kilobytes: bytes / 1_000, firstScreenMs }
}

function middle(numbers: number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] as number
}

function tell(what: string, measured: number, unit: string, bar: number): void {
  const isHeld = measured <= bar
  if (!isHeld) process.exitCode = 1
  process.stdout.write(`${what}: ${measured} ${unit}; bar ${bar} ${unit}: ${isHeld ? 'held' : 'MISSED'}\n`)
}

void main()
