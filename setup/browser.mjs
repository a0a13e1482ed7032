import { existsSync, readdirSync, realpathSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { hasApt, onPath, operatingSystem, rootPrefix } from './apt.mjs'
import { privateChromium, unpackChromium } from './privateChromium.mjs'
import { SetupFault } from './fault.mjs'
import { CommandFailed, longWork } from './longWork.mjs'
import { CACHE, ROOT } from './place.mjs'
import { words } from './words.mjs'

const NAMES = [
  'chromium',
  'google-chrome',
  'google-chrome-stable',
  'chromium-browser',
  'microsoft-edge',
  'brave-browser',
]
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
const BROWSERS = path.join(CACHE, 'browsers')
const CHINESE_FONT = /cjk|wqy|wenquanyi|sourcehan|uming|ukai|pingfang|hiragino|msyh|simsun|droid.*fallback/i

/** Ubuntu's package puts a script there that only asks for the snap. */
function isReal(program) {
  return !realpathSync(program).startsWith('/snap/') || existsSync('/snap/bin/chromium')
}

function fetchedBrowser(place = BROWSERS) {
  if (!existsSync(place)) return undefined
  const found = readdirSync(place, { recursive: true }).find((name) =>
    /(^|[\\/])(chrome|headless_shell|chrome-headless-shell)$/.test(name),
  )
  return found && path.join(place, found)
}

/** @returns {string | undefined} CHROMIUM_PATH, a Chromium or Chrome of this machine, or one fetched before */
export function findBrowser() {
  const given = process.env.CHROMIUM_PATH
  if (given) return existsSync(given) ? given : undefined
  const isUbuntu = operatingSystem().id === 'ubuntu'
  for (const name of NAMES.filter(
    (each) => !(isUbuntu && each === 'chromium-browser' && !existsSync('/snap/bin/chromium')),
  )) {
    const program = onPath(name)
    if (program && isReal(program)) return program
  }
  return ELSEWHERE.find((each) => existsSync(each)) ?? privateChromium() ?? fetchedBrowser()
}

/** A Chinese font lies among the system's or the user's fonts; macOS and Windows always have one. */
export function hasChineseFont() {
  if (process.platform !== 'linux') return true
  const home = os.homedir()
  const places = [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    path.join(home, '.fonts'),
    path.join(home, '.local/share/fonts'),
  ]
  return places
    .filter(existsSync)
    .some((place) => readdirSync(place, { recursive: true }).some((name) => CHINESE_FONT.test(name)))
}

async function install(packages, { say, signal }) {
  const prefix = rootPrefix()
  if (!prefix || !hasApt()) return
  say(words.installingBrowser(packages.join('、')))
  const apt = (...args) => {
    const [program, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args]
    return longWork(program, rest, { say, signal })
  }
  const wanted = ['-y', '--no-install-recommends', 'install', ...packages]
  try {
    await apt(...wanted)
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    // The lists are missing or old: a bare machine has none.
    await apt('update').catch(ignoreFailure)
    await apt(...wanted).catch(ignoreFailure)
  }
}

function ignoreFailure(error) {
  if (!(error instanceof CommandFailed)) throw error
}

/** Ubuntu has Chromium only as a snap, which many machines cannot run: Debian's or Playwright's own build serves there. */
async function fetchBrowser({ say, signal }) {
  say(words.fetchingBrowser())
  if (await unpackChromium(signal)) return
  const playwright = path.join(ROOT, 'node_modules/playwright-core/cli.js')
  const env = { ...process.env, PLAYWRIGHT_BROWSERS_PATH: BROWSERS }
  const needsLibraries = rootPrefix() !== undefined && hasApt() ? ['--with-deps'] : []
  await longWork(process.execPath, [playwright, 'install', ...needsLibraries, '--only-shell', 'chromium'], {
    say,
    signal,
    env,
  }).catch(ignoreFailure)
}

/**
 * Makes sure that the browser tests have a Chromium and a Chinese font.
 * @returns {Promise<string>} the browser's path
 * @throws {SetupFault} where there is none and none can be had
 */
export async function ensureBrowser({ say, signal }) {
  const inSystem = process.platform === 'linux' && operatingSystem().id !== 'ubuntu'
  const missing = [
    ...(!findBrowser() && inSystem && !process.env.CHROMIUM_PATH ? ['chromium'] : []),
    ...(hasChineseFont() ? [] : ['fonts-noto-cjk']),
  ]
  if (missing.length > 0) await install(missing, { say, signal })
  if (!findBrowser() && !process.env.CHROMIUM_PATH) await fetchBrowser({ say, signal })
  const browser = findBrowser()
  if (!browser) throw new SetupFault(words.noBrowser())
  if (!hasChineseFont()) throw new SetupFault(words.noFont())
  return browser
}
