/** What the phone is asked to fetch, and what it answers; `undefined` on a line so slow that nothing comes. */
export type Answering = (
  url: string,
  method: string,
  header: Record<string, string>,
  data: unknown,
) => object | { status: number; body: unknown } | undefined

/** Where the mini program asks to go. */
export interface Ways {
  open(url: string): void
  replace(url: string): void
  back(pages: number): void
}

interface Options {
  success?(answer: object): void
  complete?(answer: object): void
  fail?(error: object): void
  [name: string]: unknown
}

/** What WeChat answers to calls that end well; the user always agrees. */
const ANSWERS: Record<string, object> = {
  login: { code: 'example-login-code', errMsg: 'login:ok' },
  checkSession: {},
  getUserProfile: { userInfo: { nickName: '微信用户' } },
  requestSubscribeMessage: { errMsg: 'requestSubscribeMessage:ok' },
  getSetting: { authSetting: {} },
  openSetting: { authSetting: {} },
  getPrivacySetting: { needAuthorization: false },
  requirePrivacyAuthorize: {},
  openPrivacyContract: {},
  chooseMedia: { tempFiles: [{ tempFilePath: 'wxfile://example.jpg', size: 1000, fileType: 'image' }], type: 'image' },
  chooseImage: { tempFilePaths: ['wxfile://example.jpg'], tempFiles: [{ path: 'wxfile://example.jpg', size: 1000 }] },
  chooseMessageFile: { tempFiles: [{ path: 'wxfile://example.xlsx', size: 1000, name: 'example.xlsx' }] },
  chooseLocation: { name: '海威小区', address: '', latitude: 40.6, longitude: 109.8 },
  getLocation: { latitude: 40.6, longitude: 109.8 },
  scanCode: { result: '' },
  compressImage: { tempFilePath: 'wxfile://example.jpg' },
  getImageInfo: { width: 100, height: 100, path: 'wxfile://example.jpg' },
  downloadFile: { statusCode: 200, tempFilePath: 'wxfile://example' },
  saveImageToPhotosAlbum: {},
  openDocument: {},
  previewImage: {},
  setClipboardData: {},
  makePhoneCall: {},
  showToast: {},
  hideToast: {},
  showLoading: {},
  hideLoading: {},
  showModal: { confirm: true, cancel: false },
  showActionSheet: { tapIndex: 0 },
  setNavigationBarTitle: {},
  setKeepScreenOn: {},
  vibrateShort: {},
  pageScrollTo: {},
  stopPullDownRefresh: {},
  getNetworkType: { networkType: '4g' },
  authorize: {},
}
const LISTENERS = ['onThemeChange', 'onNetworkStatusChange', 'onAppShow', 'onAppHide', 'onKeyboardHeightChange', 'onNeedPrivacyAuthorization', 'onWindowResize', 'onError', 'onUnhandledRejection'] // prettier-ignore

export interface WechatSettings {
  answering: Answering
  storage: Map<string, unknown>
  ways: Ways
  /** The reader's text size in WeChat, px; its standard is 17. */
  fontSizeSetting: number
  launchPath: string
  /** What WeChat would not do is told here. */
  onFault(sentence: string): void
}

/** WeChat sends so many requests at once and refuses the next one (WX-20). */
const AT_ONCE = 10
const LONGEST_MS = 60_000

/** `wx` as far as the mini program may use it: what is not here does not exist, and a page that asks for it fails. */
export function wechat({ answering, storage, ways, fontSizeSetting, launchPath, onFault }: WechatSettings): object {
  const later = (options: Options | undefined, answer: object) =>
    void Promise.resolve().then(() => {
      options?.success?.(answer)
      options?.complete?.(answer)
    })
  const going = (go: (options: Options) => void) => (options: Options) => {
    go(options)
    later(options, {})
  }
  let underWay = 0
  const begin = ({ timeout }: Options & { timeout?: number }) => {
    underWay += 1
    if (underWay > AT_ONCE) onFault(`${underWay} requests at once`)
    if (timeout === undefined || timeout > LONGEST_MS) onFault(`a request that may take ${timeout} ms`)
  }
  const end = (options: Options, answer: object) => {
    later({ ...options, complete: (told) => { underWay -= 1; options.complete?.(told) } }, answer) // prettier-ignore
  }
  const info = { platform: 'devtools', fontSizeSetting, fontSizeScaleFactor: fontSizeSetting / 17, theme: 'light', SDKVersion: '3.10.0', windowWidth: 375, windowHeight: 667, screenWidth: 375, screenHeight: 667, pixelRatio: 2, safeArea: { bottom: 667 }, statusBarHeight: 20 } // prettier-ignore
  const answered = Object.entries(ANSWERS).map(([name, answer]) => [
    name,
    (options?: Options) => later(options, answer),
  ])
  const listening = LISTENERS.flatMap((name) => [
    [name, () => undefined],
    [name.replace('on', 'off'), () => undefined],
  ])
  return {
    ...Object.fromEntries([...answered, ...listening]),
    request: (options: Options) => {
      const { url, method = 'GET', header = {}, data } = options as Options & { url: string; method?: string; header?: Record<string, string>; data?: unknown } // prettier-ignore
      const answer = answering(url, method, header, data)
      // What is never answered ends by its time limit, which this clock does not know.
      if (answer === undefined) return { abort: () => undefined }
      begin(options)
      const told = 'status' in answer && 'body' in answer ? answer : { status: 200, body: answer }
      end(options, { statusCode: told.status, header: {}, data: told.body })
      return { abort: () => undefined }
    },
    uploadFile: (options: Options) => {
      const { url, header = {}, formData } = options as Options & { url: string; header?: Record<string, string> }
      const answer = answering(url, 'POST', header, formData)
      if (answer === undefined) return { abort: () => undefined, onProgressUpdate: () => undefined }
      const told = 'status' in answer && 'body' in answer ? answer : { status: 200, body: answer }
      later(options, { statusCode: told.status, data: JSON.stringify(told.body) })
      return { abort: () => undefined, onProgressUpdate: () => undefined }
    },
    connectSocket: (options?: Options) => {
      later(options, {})
      return silentSocket()
    },
    getRandomValues: ({ length, success }: { length: number; success(answer: object): void }) =>
      success({ randomValues: new Uint8Array(length).fill(7).buffer }),
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getFileSystemManager: () => ({
      copyFile: (options: Options) => later(options, {}),
      unlink: (options: Options) => later(options, {}),
      access: (options: Options) => later(options, {}),
    }),
    getRecorderManager: () => silent(['start', 'stop', 'onStart', 'onStop', 'onError']),
    createInnerAudioContext: () => silent(['play', 'stop', 'destroy', 'onEnded', 'onError']),
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
    getStorageSync: (key: string) => storage.get(key) ?? '',
    removeStorageSync: (key: string) => void storage.delete(key),
    getAppBaseInfo: () => info,
    getWindowInfo: () => info,
    getDeviceInfo: () => info,
    getSystemInfoSync: () => info,
    createIntersectionObserver: () => {
      const observer = {
        relativeToViewport: () => observer,
        relativeTo: () => observer,
        observe: () => undefined,
        disconnect: () => undefined,
      }
      return observer
    },
    getLaunchOptionsSync: () => ({ path: launchPath, query: {}, scene: 1001 }),
    getEnterOptionsSync: () => ({ path: launchPath, query: {}, scene: 1001 }),
    getMenuButtonBoundingClientRect: () => ({ top: 24, bottom: 56, left: 281, right: 368, width: 87, height: 32 }),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop' } }),
    nextTick: (then: () => void) => setTimeout(then, 0),
    canIUse: () => true,
    navigateTo: going(({ url }) => ways.open(String(url))),
    redirectTo: going(({ url }) => ways.replace(String(url))),
    reLaunch: going(({ url }) => ways.replace(String(url))),
    switchTab: going(({ url }) => ways.replace(String(url))),
    navigateBack: (options: Options = {}) => going(({ delta = 1 }) => ways.back(Number(delta)))(options),
  }
}

function silent(names: string[]): object {
  return Object.fromEntries(names.map((name) => [name, () => undefined]))
}

/** Opens and never says anything. */
function silentSocket(): object {
  return {
    ...silent(['send', 'close', 'onMessage', 'onError', 'onClose']),
    onOpen: (told: (answer: object) => void) => void Promise.resolve().then(() => told({})),
  }
}
