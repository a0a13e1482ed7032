import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { openBrowser } from '../factories/browser.ts'
import { openExampleSite } from './exampleSite.ts'
import { settled, signedIn } from './pages.ts'
import type { Looker } from './pages.ts'

const H5 = path.resolve('miniprogram/dist/h5')
/** Half of what is allowed; the document itself counts too. */
const BAR_KB = 126

/** Every file of the build that a browser with nothing kept fetches until this page has said what it has to say. */
async function filesOf(looker: Looker, address: string): Promise<string[]> {
  const site = await openExampleSite()
  const browser = await openBrowser()
  try {
    const page = await (await signedIn(browser, looker)).newPage()
    const files = new Set<string>()
    page.on('request', (request) => {
      const { origin, pathname } = new URL(request.url())
      if (origin === site.url && !pathname.startsWith('/api/'))
        files.add(pathname === '/' ? 'index.html' : pathname.slice(1))
    })
    await page.goto(`${site.url}/#/${address}`)
    await settled(page)
    await page.waitForLoadState('networkidle')
    return [...files]
  } finally {
    await browser.close()
    await site.close()
  }
}

const kilobytes = (file: string) => gzipSync(readFileSync(path.join(H5, file))).length / 1_000

test.each(['stranger', 'resident'] as const)(
  'what a %s’s first screen loads is light: every file of it, compressed',
  async (looker) => {
    const files = await filesOf(looker, 'pages/ask/index')
    const named = [...readFileSync(path.join(H5, 'index.html'), 'utf8').matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)]
    expect(named.length).toBeGreaterThan(2)
    expect(files).toEqual(expect.arrayContaining(named.map(([, file]) => file)))
    const sum = files.reduce((all, file) => all + kilobytes(file), 0)
    expect(sum).toBeLessThan(BAR_KB)
  },
)
