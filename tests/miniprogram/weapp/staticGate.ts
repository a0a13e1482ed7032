import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

const KB = 1_000
/** WeChat refuses a package over 2 MB; our own bars leave room (WX-18). */
const BARS = { main: 1_500 * KB, subpackage: 2_000 * KB, total: 8_000 * KB, residentScripts: 500 * KB }
/** The packages that a resident's phone loads. */
const OF_RESIDENTS = ['requests', 'me']

/** APIs and open types that WeChat asks an operator to declare before they work (errno 112 else). */
const PERSONAL = [
  ...['getPhoneNumber', 'getRealtimePhoneNumber', 'chooseAvatar', 'getUserInfo', 'getUserProfile', 'getWeRunData'],
  ...['chooseAddress', 'chooseInvoice', 'chooseInvoiceTitle', 'chooseLicensePlate', 'chooseContact', 'addPhoneContact'],
  ...['getLocation', 'getFuzzyLocation', 'chooseLocation', 'choosePoi', 'startLocationUpdate', 'onLocationChange'],
  ...[
    'chooseMedia',
    'chooseImage',
    'chooseVideo',
    'chooseMessageFile',
    'saveImageToPhotosAlbum',
    'createCameraContext',
  ],
  ...[
    'saveVideoToPhotosAlbum',
    'startRecord',
    'getRecorderManager',
    'getRecordRecognitionManager',
    'getClipboardData',
    'setClipboardData',
  ],
  ...['addPhoneCalendar', 'openBluetoothAdapter', 'joinVoIPChat', 'startSoterAuthentication', 'scanCode'],
]
const PAYING = /request(Order|Plugin|Virtual|Merchant)?Payment|requestSubscribePayment|openRedPackage|sendBizRedPacket/
const ADVERTISING =
  /createInterstitialAd|createRewardedVideoAd|createBannerAd|createGridAd|createCustomAd|<(Ad|AdCustom)\b|navigateToMiniProgram/
/** Names of XML, addresses of documents in messages of React, and the base of Taro's own parser of addresses: nobody calls there. */
const NAMED_ONLY = ['www.w3.org', 'reactjs.org', 'github.com', 'taro.com']

/** What a build may weigh, where it may call, and what it may ask a phone for. */
export function staticGate(dist: string): void {
  const filesIn = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
  const weigh = (files: string[]) => files.reduce((sum, file) => sum + statSync(file).size, 0)

  describe('the package for WeChat', () => {
    it('is small: main package, each subpackage, all of it, and the scripts of a resident’s pages', () => {
      const { subPackages = [] } = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')) as {
        subPackages?: { root: string }[]
      }
      const roots = subPackages.map(({ root }) => path.join(dist, root) + path.sep)
      const files = filesIn(dist)
      const main = files.filter((file) => !roots.some((root) => file.startsWith(root)))
      const ofResidents = files.filter((file) =>
        OF_RESIDENTS.some((root) => file.startsWith(path.join(dist, root) + path.sep)),
      )
      expect(ofResidents.length).toBeGreaterThan(0)
      const weights = {
        main: weigh(main),
        subpackage: Math.max(0, ...roots.map((root) => weigh(files.filter((file) => file.startsWith(root))))),
        total: weigh(files),
        residentScripts: weigh([...main, ...ofResidents].filter((file) => file.endsWith('.js'))),
      }
      for (const [part, bytes] of Object.entries(weights)) {
        expect(`${part}: ${bytes <= BARS[part as keyof typeof BARS] ? 'small' : `${bytes} bytes`}`).toBe(
          `${part}: small`,
        )
      }
    })

    it('carries no zod', () => {
      for (const file of filesIn(dist).filter((each) => each.endsWith('.js'))) {
        expect([file, readFileSync(file, 'utf8').includes('ZodError')]).toEqual([file, false])
      }
    })

    it('names no host that it could call', () => {
      const hosts = filesIn(dist).flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/(?:https?|wss?):\\?\/\\?\/([a-z0-9.-]+)/gi)].map(([, host]) => host),
      )
      expect(hosts.filter((host) => !NAMED_ONLY.includes(host as string))).toEqual([])
    })
  })

  describe('what the mini program asks a phone for', () => {
    const sources = filesIn(path.resolve('miniprogram/src')).filter((file) => /\.tsx?$/.test(file))
    const text = sources.map((file) => withoutComments(readFileSync(file, 'utf8'))).join('\n')

    it('is declared in privacy.json, with its purpose, and nothing else is', () => {
      const { uses } = JSON.parse(readFileSync('miniprogram/privacy.json', 'utf8')) as {
        uses: { api: string; for: string }[]
      }
      const asked = PERSONAL.filter((api) => new RegExp(`\\b${api}\\b`).test(text))
      expect(uses.map(({ api }) => api).sort()).toEqual(asked.sort())
      for (const use of uses) expect(use.for.length).toBeGreaterThan(5)
    })

    it('is never money', () => {
      expect(PAYING.exec(text)?.[0]).toBeUndefined()
    })

    it('is never attention: no advertisement, and no way into somebody else’s mini program', () => {
      expect(ADVERTISING.exec(text)?.[0]).toBeUndefined()
    })
  })
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}
