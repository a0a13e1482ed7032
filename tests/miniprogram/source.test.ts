import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve('miniprogram/src')
const files = readdirSync(ROOT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.join(entry.parentPath, entry.name))
const read = (file: string) => readFileSync(file, 'utf8')
const name = (file: string) => path.relative(ROOT, file)

/** Comments may quote what a person reads. */
function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}

describe('the source of the mini program', () => {
  it('has words for people in words.ts and nowhere else', () => {
    const wordy = files.filter(
      (file) => path.basename(file) !== 'words.ts' && /\p{Script=Han}/u.test(withoutComments(read(file))),
    )
    expect(wordy.map(name)).toEqual([])
  })

  it('names no host, evaluates no text and carries no secret', () => {
    const found = files.filter((file) =>
      /https?:\/\/|\/\/[a-z0-9-]+\.[a-z]|localhost|127\.0\.0\.1|\beval\(|new Function|dangerouslySetInnerHTML|appsecret/i.test(
        withoutComments(read(file)),
      ),
    )
    expect(found.map(name)).toEqual([])
  })

  it('takes contracts as types only', () => {
    const valued = files.filter((file) => /^import (?!type)[^;]*?@yimin\/shared/m.test(read(file)))
    expect(valued.map(name)).toEqual([])
  })

  it('has a page for every page that it announces', () => {
    const pages = [...read(path.join(ROOT, 'app.config.ts')).matchAll(/'([a-z/]*pages\/[a-z/]+)'/g)].map(
      ([, page]) => page,
    )
    expect(pages.length).toBeGreaterThan(0)
    for (const page of pages) expect(files.map(name).some((file) => file.endsWith(`${page}.tsx`))).toBe(true)
  })
})

describe('the colours', () => {
  const tokens = read(path.join(ROOT, 'styles/tokens.scss'))
  const grounds = ['ground', 'card', 'sunken'] as const
  /** Text of any size. */
  const body = ['ink', 'soft', 'main', 'done', 'wait', 'emergency'].flatMap((ink) =>
    grounds.map((ground) => [ink, ground] as const),
  )
  const bodyOnTint = ['main', 'done', 'wait', 'emergency'].flatMap((tint) => ['ink', 'soft', tint].map((ink) => [ink, `${tint}-soft`] as const)) // prettier-ignore
  /** Words of buttons and alarms on an area of their own. */
  const onArea = [['on-main', 'main-fill'] as const, ['on-emergency', 'emergency'] as const]

  it.each(['light', 'dark'])(
    'can be read in the %s scheme: all text 7 to 1, edges 3 to 1 (WCAG 2.2, 1.4.6 and 1.4.11)',
    (scheme) => {
      const block = new RegExp(`@mixin ${scheme} \\{([^}]*)\\}`).exec(tokens)?.[1] ?? ''
      const colour = (token: string) => new RegExp(`--${token}: #([0-9a-f]{6});`).exec(block)?.[1] ?? ''
      const poor = (pairs: (readonly [string, string])[], least: number) =>
        pairs.filter(([ink, ground]) => !(contrast(colour(ink), colour(ground)) >= least))
      expect(poor([...body, ...bodyOnTint, ...onArea], 7)).toEqual([])
      expect(poor([['edge', 'ground']], 3)).toEqual([])
    },
  )
})

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
