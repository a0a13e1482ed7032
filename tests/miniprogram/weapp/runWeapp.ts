import { readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'

interface Node {
  sid?: string
  cn?: Node[]
  [attribute: string]: unknown
}
interface Page {
  onLoad?(this: Page, options: object): void
  onShow?(this: Page): void
  onReady?(this: Page): void
  eh(this: Page, event: object): void
  data: { root?: Node }
  setData(this: Page, change: Record<string, unknown>, then?: () => void): void
}

/** What the phone is asked to fetch, and what it answers. */
export type Answering = (url: string, method: string, header: Record<string, string>, data: unknown) => object

/**
 * Runs a built mini program as WeChat would load it: its own modules, `wx`, `App` and `Page`, and no browser or Node
 * globals. It proves that the build runs and that its page shows and answers taps; it is not WeChat.
 */
export function runWeapp(dist: string, answering: Answering) {
  const storage = new Map<string, unknown>()
  const loaded = new Map<string, { exports: unknown }>()
  let declared: Page | undefined
  const timers = ownTimers()
  const wx = wechat(storage, answering)
  const context = vm.createContext({
    wx,
    console,
    setTimeout: (then: () => void, ms?: number) => timers.add(setTimeout(then, ms)),
    clearTimeout: timers.clear,
    setInterval: (then: () => void, ms?: number) => timers.add(setInterval(then, ms)),
    clearInterval: timers.clear,
    Promise,
    App: (app: { onLaunch?(options: object): void }) => app.onLaunch?.({ path: 'pages/ask/index', query: {} }),
    Page: (page: Page) => (declared = page),
    Component: () => undefined,
    Behavior: () => undefined,
    getApp: () => ({}),
    getCurrentPages: () => [],
  })

  const load = (file: string): unknown => {
    const known = loaded.get(file)
    if (known !== undefined) return known.exports
    const module = { exports: {} as unknown }
    loaded.set(file, module)
    const source = readFileSync(file, 'utf8')
    const run = vm.runInContext(`(function (require, module, exports) {${source}\n})`, context, { filename: file }) as (
      require: (name: string) => unknown,
      module: object,
      exports: unknown,
    ) => void
    run(
      (name) => load(path.resolve(path.dirname(file), name.endsWith('.js') ? name : `${name}.js`)),
      module,
      module.exports,
    )
    return module.exports
  }
  load(path.join(dist, 'app.js'))
  load(path.join(dist, 'pages/ask/index.js'))
  if (declared === undefined) throw new Error('pages/ask/index declared no page')
  const page = alive(declared)
  return {
    /** All that can be read on the page now. */
    text: () => textOf(page.data.root),
    tap: (word: string) => page.eh(eventOn('tap', page.data.root, word)),
    /** Puts the mini program away: nothing of it goes on. */
    stop: () => timers.clearAll(),
    write: (value: string) => page.eh(eventOn('input', page.data.root, undefined, { value })),
  }
}

/** Everything that the mini program still means to do, so that it ends with its test. */
function ownTimers() {
  const running = new Map<number, NodeJS.Timeout>()
  let last = 0
  return {
    add(timer: NodeJS.Timeout): number {
      last += 1
      running.set(last, timer)
      return last
    },
    clear(id?: number) {
      if (id !== undefined) clearTimeout(running.get(id))
    },
    clearAll: () => running.forEach((timer) => clearTimeout(timer)),
  }
}

function alive(declared: Page): Page {
  const page: Page = Object.assign({}, declared, {
    data: { ...declared.data },
    route: 'pages/ask/index',
    setData(this: Page, change: Record<string, unknown>, then?: () => void) {
      for (const [at, value] of Object.entries(change)) assign(this.data as Record<string, unknown>, at, value)
      then?.()
    },
  })
  page.onLoad?.({})
  page.onShow?.()
  page.onReady?.()
  return page
}

/** `root.cn.[0].cn`: a path as setData takes it. */
function assign(data: Record<string, unknown>, at: string, value: unknown): void {
  const steps = at.replace(/\[(\d+)\]/g, '$1').split('.')
  const last = steps.pop() as string
  let place = data
  for (const step of steps) place = (place[step] ??= {}) as Record<string, unknown>
  place[last] = value
}

function textOf(node: Node | undefined): string {
  if (node === undefined) return ''
  const own = node.nn === '8' || typeof node.v === 'string' ? String(node.v ?? '') : ''
  return own + (node.cn ?? []).map(textOf).join('\n')
}

/** The innermost element that says exactly this, or the text area where no word is given. */
function find(node: Node | undefined, word: string | undefined): Node | undefined {
  if (node === undefined) return undefined
  for (const child of node.cn ?? []) {
    const found = find(child, word)
    if (found !== undefined) return found
  }
  if (word === undefined) return 'confirmType' in node || Object.values(node).includes('send') ? node : undefined
  return (node.cn?.length ?? 0) > 0 && textOf(node).trim() === word ? node : undefined
}

function eventOn(type: string, root: Node | undefined, word: string | undefined, detail: object = {}): object {
  const node = find(root, word)
  if (node?.sid === undefined) throw new Error(`nothing on the page says ${word ?? 'the field'}`)
  const target = { id: node.sid, dataset: { sid: node.sid } }
  return { type, detail, target, currentTarget: target, timeStamp: 0, mark: {} }
}

interface RequestOptions {
  url: string
  method?: string
  header?: Record<string, string>
  data?: unknown
  success?(answer: object): void
  complete?(answer: object): void
}

function wechat(storage: Map<string, unknown>, answering: Answering): object {
  return {
    request({ url, method = 'GET', header = {}, data, success, complete }: RequestOptions) {
      const answer = { statusCode: 200, header: {}, data: answering(url, method, header, data) }
      void Promise.resolve().then(() => {
        success?.(answer)
        complete?.(answer)
      })
      return { abort: () => undefined }
    },
    getRandomValues: ({ length, success }: { length: number; success(answer: object): void }) =>
      success({ randomValues: new Uint8Array(length).fill(7).buffer }),
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
    getStorageSync: (key: string) => storage.get(key) ?? '',
    removeStorageSync: (key: string) => void storage.delete(key),
    getAppBaseInfo: () => ({ fontSizeSetting: 17 }),
    getSystemInfoSync: () => ({ platform: 'devtools' }),
    getLaunchOptionsSync: () => ({ path: 'pages/ask/index', query: {} }),
    nextTick: (then: () => void) => setTimeout(then, 0),
    pageScrollTo: () => undefined,
    canIUse: () => true,
  }
}
