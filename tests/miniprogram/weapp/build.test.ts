import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { everyPage } from './everyPage.ts'
import { pagesOf, runWeapp } from './runWeapp.ts'
import { staticGate } from './staticGate.ts'

const ROOM = path.resolve('miniprogram')
const DIST = path.join(ROOM, 'dist/weapp')

const from = createRequire(path.join(ROOM, 'package.json'))
const parts = (ext: string) =>
  readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ext))
const read = (file: string) => readFileSync(path.join(DIST, file), 'utf8')

let running: { stop(): void } | undefined
afterEach(() => running?.stop())

beforeAll(async () => {
  const taro = path.join(path.dirname(from.resolve('@tarojs/cli/package.json')), 'bin/taro')
  const env = { ...process.env, NODE_ENV: 'production', TARO_ENV: 'weapp', TARO_APP_API_BASE: '' }
  await promisify(execFile)(process.execPath, [taro, 'build', '--type', 'weapp'], { cwd: ROOM, env })
}, 120_000)

describe('the mini program that is built for WeChat', () => {
  it('opens in the developer tools from the root of the repository', () => {
    const project = JSON.parse(readFileSync('project.config.json', 'utf8')) as {
      miniprogramRoot: string
      appid: string
    }
    expect(path.resolve(project.miniprogramRoot)).toBe(DIST)
    expect(project.appid).toBe('touristappid')
  })

  it('has every part of every page, and its theme', () => {
    for (const page of pagesOf(DIST)) {
      for (const ext of ['js', 'json', 'wxml']) expect(existsSync(path.join(DIST, `${page}.${ext}`))).toBe(true)
    }
    const { themeLocation } = JSON.parse(read('app.json')) as { themeLocation: string }
    expect(Object.keys(JSON.parse(read(themeLocation)) as object)).toEqual(['light', 'dark'])
  })

  it('names no host and keeps to a JavaScript that older phones know', () => {
    const { parse } = createRequire(from.resolve('webpack'))('acorn') as {
      parse(source: string, options: { ecmaVersion: number }): unknown
    }
    for (const file of parts('.js')) {
      expect(() => parse(read(file), { ecmaVersion: 2019 })).not.toThrow()
      expect(read(file)).not.toMatch(/localhost|127\.0\.0\.1|http:\/\/(?!www\.w3\.org)/)
    }
  })

  it('lets a screen reader hear the labels', () => {
    expect(read('base.wxml')).toMatch(/<button [^>]*aria-label=/)
    expect(read('base.wxml')).toMatch(/<view [^>]*aria-role=/)
  })

  // The compiler is WeChat's own and comes for these machines only.
  const compilerRuns = process.platform === 'linux' && process.arch === 'x64'
  ;(compilerRuns ? it : it.skip)("passes WeChat's own compiler of templates and styles", () => {
    const compiler = createRequire(from.resolve('@tarojs/webpack5-runner'))('miniprogram-compiler') as {
      wxmlToJs(root: string): string
      wxssToJs(root: string): string
    }
    expect(compiler.wxmlToJs(DIST)).toContain('$gwx')
    expect(compiler.wxssToJs(DIST)).toContain('app.wxss')
  })

  it('opens, signs in, takes a sentence and reads it back', async () => {
    const sentences: { url: string; header: Record<string, string>; data: unknown }[] = []
    const answering = (url: string, method: string, header: Record<string, string>, data: unknown) => {
      if (url.endsWith('/api/hello'))
        return { demo: true, sandbox: true, wechat: false, station: { name: '社工站', phone: '0472-0000001' } }
      if (url.endsWith('/api/demo/people'))
        return { items: [{ id: 'wang', name: '王阿姨', role: 'resident', about: '' }] }
      if (url.endsWith('/api/demo/sessions')) return { token: 'secret' }
      if (url.endsWith('/api/me')) return { spokenTo: '王阿姨', abilities: { askForHelp: true } }
      if (method === 'GET') return { items: [], nextCursor: null }
      sentences.push({ url, header, data })
      return { reply: '记下了：米一袋。' }
    }
    const weapp = runWeapp(DIST, { answering })
    running = weapp
    await shows(weapp, '王阿姨')
    weapp.tap('王阿姨\n居民')
    await shows(weapp, '王阿姨，要帮什么忙？')
    weapp.write('家里没有米了')
    weapp.tap('发出去')
    await shows(weapp, '记下了：米一袋。')
    expect(sentences).toEqual([
      expect.objectContaining({ url: '/api/me/requests', data: { sentence: '家里没有米了' } }),
    ])
    expect(sentences[0]?.header).toMatchObject({ Authorization: 'Bearer secret', 'Idempotency-Key': '07'.repeat(16) })
  })
})

staticGate(DIST)
everyPage(DIST)

/** Waits until the page says so. */
async function shows(weapp: { text(): string }, words: string): Promise<void> {
  const deadline = Date.now() + 5_000
  while (!weapp.text().includes(words)) {
    if (Date.now() > deadline) throw new Error(`the page never said ${words}; it says ${weapp.text()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
