import { useEffect } from 'react'
import { server } from './server.ts'
import { sockets } from './sockets.ts'
import type { Knock } from './server.ts'

const storage = new Map<string, unknown>()
const shows = new Set<() => void>()
const hides = new Set<() => void>()
const files = new Map<string, string>()

/** What the page did to the phone. */
export const phone = {
  called: [] as string[],
  /** Pages that were opened, newest last. */
  visited: [] as string[],
  /** What the page was opened with. */
  params: {} as Record<string, string>,
  /** What WeChat gives the next login, its phone button and its question about messages. */
  loginCode: 'login-code' as string | undefined,
  phoneCode: undefined as string | undefined,
  consents: {} as Record<string, string>,
  askedConsents: [] as string[][],
  clipboard: '',
  /** Paths of what is chosen in WeChat's own chooser. */
  album: [] as string[],
  /** Of the mini code that was scanned to come here, as it stands in an address. */
  scene: undefined as string | undefined,
  /** What WeChat called before it handed something personal out, and what it was answered. */
  needsConsent: undefined as ((resolve: (answer: object) => void) => void) | undefined,
  consentAnswers: [] as object[],
  guides: 0,
  /** WeChat is about to hand something personal out: it asks whoever listens, and keeps the answers. */
  askConsent: () => phone.needsConsent?.((answer) => void phone.consentAnswers.push(answer)),
  storage,
  /** Files of the mini program's own folder, by path: of which file each is a copy. */
  files,
  show: () => shows.forEach((tell) => tell()),
  hide: () => hides.forEach((tell) => tell()),
  reset() {
    storage.clear()
    files.clear()
    phone.called = []
    phone.visited = []
    phone.params = {}
    phone.loginCode = 'login-code'
    phone.phoneCode = undefined
    phone.consents = {}
    phone.askedConsents = []
    phone.clipboard = ''
    phone.album = []
    phone.scene = undefined
    phone.consentAnswers = []
    phone.guides = 0
  },
}

function useListener(listeners: Set<() => void>, listener: () => void) {
  useEffect(() => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  })
}

export const useDidShow = (listener: () => void) => useListener(shows, listener)
export const useDidHide = (listener: () => void) => useListener(hides, listener)

export const useRouter = () => ({ params: phone.params })

function visit({ url }: { url: string }) {
  phone.visited.push(url)
  return Promise.resolve()
}

type NetworkListener = (status: { isConnected: boolean }) => void
const networkListeners = new Set<NetworkListener>()
/** The phone says that it has a network, or none. */
export const tellNetwork = (isConnected: boolean) => networkListeners.forEach((tell) => tell({ isConnected }))

interface Told {
  success(): void
  fail(error: object): void
}
const tell = (isWell: boolean, { success, fail }: Told) =>
  void Promise.resolve().then(() => (isWell ? success() : fail({ errMsg: 'fail no such file or directory' })))

const fileSystem = {
  copyFile: ({ srcPath, destPath, ...told }: Told & { srcPath: string; destPath: string }) =>
    tell(files.set(destPath, srcPath).has(destPath), told),
  unlink: ({ filePath, ...told }: Told & { filePath: string }) => tell(files.delete(filePath), told),
  access: ({ path, ...told }: Told & { path: string }) => tell(files.has(path), told),
}

export default {
  env: { USER_DATA_PATH: 'wxfile://usr' },
  getFileSystemManager: () => fileSystem,
  navigateTo: visit,
  redirectTo: visit,
  reLaunch: visit,
  navigateBack: () => visit({ url: '<' }),
  getCurrentPages: () => phone.visited,
  connectSocket: (options: { url: string }) => sockets.connect(options),
  onNetworkStatusChange: (listener: NetworkListener) => void networkListeners.add(listener),
  offNetworkStatusChange: (listener: NetworkListener) => void networkListeners.delete(listener),
  request: (knock: Knock) => server.answer(knock),
  setStorageSync: (key: string, value: unknown) => void storage.set(key, structuredCloneOf(value)),
  getStorageSync: (key: string) => storage.get(key) ?? '',
  removeStorageSync: (key: string) => void storage.delete(key),
  setClipboardData: ({ data }: { data: string }) => {
    phone.clipboard = data
    return Promise.resolve()
  },
  chooseMedia: () => Promise.resolve({ tempFiles: phone.album.map((tempFilePath) => ({ tempFilePath })) }),
  makePhoneCall: ({ phoneNumber }: { phoneNumber: string }) => {
    phone.called.push(phoneNumber)
    return Promise.resolve()
  },
  onNeedPrivacyAuthorization: (listener: (resolve: (answer: object) => void) => void) => {
    phone.needsConsent = listener
  },
  openPrivacyContract: () => {
    phone.guides += 1
    return Promise.resolve()
  },
  login: () =>
    phone.loginCode === undefined
      ? Promise.reject(new Error('login:fail'))
      : Promise.resolve({ code: phone.loginCode }),
  requestSubscribeMessage: ({ tmplIds }: { tmplIds: string[] }) => {
    phone.askedConsents.push(tmplIds)
    if (Object.keys(phone.consents).length === 0) return Promise.reject(new Error('requestSubscribeMessage:fail'))
    return Promise.resolve({ errMsg: 'requestSubscribeMessage:ok', ...phone.consents })
  },
  getLaunchOptionsSync: () => ({ query: phone.scene === undefined ? {} : { scene: phone.scene } }),
  pageScrollTo: () => Promise.resolve(),
  getAppBaseInfo: () => ({ fontSizeSetting: 17 }),
}

function structuredCloneOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
