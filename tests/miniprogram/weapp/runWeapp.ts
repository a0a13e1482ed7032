import { readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { buttonNames, buttonsOf, saying, spokenName, textOf, writingField } from './tree.ts'
import type { Node } from './tree.ts'
import { wechat } from './wechat.ts'
import type { Answering } from './wechat.ts'

interface Page {
  onLoad?(this: Page, options: object): void
  onShow?(this: Page): void
  onReady?(this: Page): void
  onHide?(this: Page): void
  onUnload?(this: Page): void
  eh(this: Page, event: object): void
  route: string
  options: Record<string, string>
  data: { root?: Node }
  setData(this: Page, change: Record<string, unknown>, then?: () => void): void
}

export interface WeappSettings {
  answering: Answering
  /** Address of the first page, with its query; the first of app.json unless told. */
  page?: string
  /** What the phone kept from an earlier visit. */
  kept?: Record<string, unknown>
  /** The reader's text size in WeChat, px; its standard is 17. */
  fontSizeSetting?: number
  /** How many times faster the clock of the mini program runs than ours. */
  hurry?: number
}

/** Compiled files, by name and time of change: the same build is run many times. */
const compiled = new Map<string, vm.Script>()

/**
 * Runs a built mini program as WeChat would load it: its own modules, `wx`, `App` and `Page`, and no browser or Node
 * globals. It proves that the build runs and that its pages show and answer taps; it is not WeChat.
 */
export function runWeapp(dist: string, { answering, page, kept = {}, fontSizeSetting = 17, hurry = 1 }: WeappSettings) {
  const first = page ?? pagesOf(dist)[0] ?? ''
  const faults: string[] = []
  const timers = ownTimers(faults, hurry)
  const stack: Page[] = []
  const lastOf = () => stack.at(-1) as Page
  const ways = {
    open: (url: string) => {
      lastOf().onHide?.()
      stack.push(enter(url))
    },
    replace: (url: string) => {
      for (const left of stack.splice(0)) left.onUnload?.()
      stack.push(enter(url))
    },
    back: (pages: number) => {
      if (stack.length < 2) return
      for (const left of stack.splice(Math.max(1, stack.length - pages))) left.onUnload?.()
      lastOf().onShow?.()
    },
  }
  const storage = new Map(Object.entries(kept))
  const wx = wechat({
    answering,
    storage,
    ways,
    fontSizeSetting,
    launchPath: routeOf(first),
    onFault: (sentence) => faults.push(sentence),
  })
  const load = loader(dist, wx, timers, () => stack)
  const enter = (url: string): Page => {
    const declared = load.page(routeOf(url))
    const entered = alive(declared, routeOf(url), queryOf(url))
    entered.onLoad?.(entered.options)
    entered.onShow?.()
    entered.onReady?.()
    return entered
  }
  const names = buttonNames(dist)
  load.app()
  stack.push(enter(first))
  const send = (type: string, node: Node | undefined, detail: object = {}) => lastOf().eh(eventOn(type, node, detail))
  const root = () => lastOf().data.root
  return {
    /** The page before the reader's eyes. */
    route: () => lastOf().route,
    /** All that can be read on the page now. */
    text: () => textOf(root()),
    root,
    buttons: () => buttonsOf(root(), names),
    /** What a screen reader calls each of them. */
    spokenNames: () => buttonsOf(root(), names).map((button) => spokenName(button, names)),
    tap: (word: string) => send('tap', wanted(saying(root(), word), word)),
    tapOn: (button: Node) => send('tap', button),
    write: (value: string) => send('input', wanted(writingField(root()), 'a field'), { value }),
    /** Goes to a page as if its address had been opened. */
    open: (url: string) => ways.replace(url),
    storage,
    /** What was thrown or logged as an error. */
    faults,
    /** Whether something goes on that will be over in a moment. */
    isBusy: () => timers.isOneDueSoon(),
    /** Puts the mini program away: nothing of it goes on. */
    stop: () => timers.clearAll(),
  }
}

export type Weapp = ReturnType<typeof runWeapp>

/** The pages that app.json declares, those of subpackages too. */
export function pagesOf(dist: string): string[] {
  const app = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')) as {
    pages: string[]
    subPackages?: { root: string; pages: string[] }[]
  }
  return [
    ...app.pages,
    ...(app.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => path.join(root, page))),
  ]
}

const routeOf = (url: string) => (url.split('?')[0] as string).replace(/^\//, '')

function queryOf(url: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(url.split('?')[1] ?? ''))
}

/** WeChat's loader of modules: one context, each file once, `Page` declares the page whose file is being read. */
function loader(dist: string, wx: object, timers: ReturnType<typeof ownTimers>, stack: () => Page[]) {
  const loaded = new Map<string, { exports: unknown }>()
  const pages = new Map<string, Page>()
  let reading = ''
  let app: object = {}
  const context = vm.createContext({
    wx,
    console: { ...console, error: (...told: unknown[]) => timers.fault(told.map(String).join(' ')) },
    setTimeout: timers.once,
    clearTimeout: timers.clear,
    setInterval: timers.again,
    clearInterval: timers.clear,
    Promise,
    App: (declared: { onLaunch?(options: object): void }) => {
      app = declared
      declared.onLaunch?.({ path: '', query: {} })
    },
    Page: (page: Page) => pages.set(reading, page),
    Component: () => undefined,
    Behavior: () => undefined,
    getApp: () => app,
    getCurrentPages: stack,
  })
  const load = (file: string): unknown => {
    const known = loaded.get(file)
    if (known !== undefined) return known.exports
    const module = { exports: {} as unknown }
    loaded.set(file, module)
    const run = scriptOf(file).runInContext(context) as (require: (name: string) => unknown, module: object, exports: unknown) => void // prettier-ignore
    const near = (name: string) => load(path.resolve(path.dirname(file), name.endsWith('.js') ? name : `${name}.js`))
    run(near, module, module.exports)
    return module.exports
  }
  return {
    app: () => load(path.join(dist, 'app.js')),
    page: (route: string): Page => {
      reading = route
      load(path.join(dist, `${route}.js`))
      const declared = pages.get(route)
      if (declared === undefined) throw new Error(`${route} declared no page`)
      return declared
    },
  }
}

function scriptOf(file: string): vm.Script {
  const source = readFileSync(file, 'utf8')
  const key = `${file}\0${source.length}\0${source.slice(-200)}`
  const known = compiled.get(key)
  if (known !== undefined) return known
  const script = new vm.Script(`(function (require, module, exports) {${source}\n})`, { filename: file })
  compiled.set(key, script)
  return script
}

const SOON_MS = 5

interface Meant {
  stop(): void
  /** When it comes, ms of the process's own clock; never for what comes again and again. */
  due: number
}

/** Everything that the mini program still means to do, so that it ends with its test; what goes wrong in it is kept. */
function ownTimers(faults: string[], hurry: number) {
  const meant = new Map<number, Meant>()
  let last = 0
  const fault = (error: unknown) =>
    void faults.push(error instanceof Error ? `${error.message} ${error.stack}` : String(error))
  const guarded = (then: () => void) => {
    try {
      then()
    } catch (error) {
      fault(error)
    }
  }
  const clear = (id?: number) => {
    meant.get(id ?? 0)?.stop()
    meant.delete(id ?? 0)
  }
  return {
    fault,
    once: (then: () => void, ms = 0) => {
      const id = (last += 1)
      const come = () => {
        meant.delete(id)
        guarded(then)
      }
      const wait = ms / hurry
      const timer = wait < 1 ? setImmediate(come) : setTimeout(come, wait)
      meant.set(id, {
        stop: () => (wait < 1 ? clearImmediate : clearTimeout)(timer as never),
        due: performance.now() + wait,
      })
      return id
    },
    again: (then: () => void, ms = 0) => {
      const timer = setInterval(() => guarded(then), ms / hurry)
      meant.set((last += 1), { stop: () => clearInterval(timer), due: Infinity })
      return last
    },
    clear,
    clearAll: () => [...meant.keys()].forEach(clear),
    isOneDueSoon: () => {
      const soon = performance.now() + SOON_MS
      return [...meant.values()].some(({ due }) => due < soon)
    },
  }
}

function alive(declared: Page, route: string, options: Record<string, string>): Page {
  return Object.assign({}, declared, {
    data: { ...declared.data },
    route,
    options,
    setData(this: Page, change: Record<string, unknown>, then?: () => void) {
      for (const [at, value] of Object.entries(change)) assign(this.data as Record<string, unknown>, at, value)
      then?.()
    },
  })
}

/** `root.cn.[0].cn`: a path as setData takes it. */
function assign(data: Record<string, unknown>, at: string, value: unknown): void {
  const steps = at.replace(/\[(\d+)\]/g, '$1').split('.')
  const last = steps.pop() as string
  let place = data
  for (const step of steps) place = (place[step] ??= {}) as Record<string, unknown>
  place[last] = value
}

function wanted(node: Node | undefined, what: string): Node {
  if (node === undefined) throw new Error(`nothing on the page says ${what}`)
  return node
}

function eventOn(type: string, node: Node | undefined, detail: object): object {
  const target = { id: node?.sid, dataset: { sid: node?.sid } }
  return { type, detail, target, currentTarget: target, timeStamp: 0, mark: {} }
}
