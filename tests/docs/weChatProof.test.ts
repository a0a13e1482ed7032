import { existsSync, readFileSync } from 'node:fs'
import { KNOWN_CODES } from '../../server/platform/wechat/faults.ts'
import { linksIn, standsIn } from './proofs.ts'

const PAGE = 'docs/wechat.md'
const ids = (kind: string, last: number) =>
  Array.from({ length: last }, (_, at) => `${kind}-${String(at + 1).padStart(2, '0')}`)
/** Where the tables stand, and what each must hold. */
const TABLES = {
  [PAGE]: [...ids('WX', 25), ...ids('AGE', 10), ...ids('BOT', 14)],
  'docs/privacy.md': [...ids('PRIV', 9), ...ids('LAW', 15)],
}

interface Row {
  id: string
  asks: string
  files: string[]
  /** Title by file. */
  proofs: { file: string; title: string }[]
}

/** Rows of a page's tables whose first cell is an id. */
const rowsOf = (page: string): Row[] =>
  [...readFileSync(page, 'utf8').matchAll(/^\| ((?:WX|AGE|BOT|PRIV|LAW)-\d\d) \|(.+)\|(.+)\|(.+)\|$/gm)].map(
    ([, id = '', asks = '', built = '', shown = '']) => ({
      id,
      asks: asks.trim(),
      files: linksIn(built),
      proofs: shown.split('<br>').map((proof) => ({ file: linksIn(proof)[0] ?? '', title: proof.split('): ').slice(1).join('): ').trim() })), // prettier-ignore
    }),
  )

describe.each(Object.entries(TABLES))('the tables of what is asked: %s', (page, requirements) => {
  const rows = rowsOf(page)

  it('have every requirement once, in its order', () => {
    expect(rows.map(({ id }) => id)).toEqual(requirements)
  })

  it.each(rows.map((row) => [row.id, row] as const))(
    '%s: is said, built, and shown by tests that are there',
    (_, row) => {
      expect(row.asks.length).toBeGreaterThan(10)
      expect(row.files.length).toBeGreaterThan(0)
      expect(row.proofs.length).toBeGreaterThan(0)
      expect([...row.files, ...row.proofs.map(({ file }) => file)].filter((file) => !existsSync(file))).toEqual([])
      expect(row.proofs.filter(({ file }) => !file.startsWith('tests/'))).toEqual([])
      expect(row.proofs.filter(({ file, title }) => title === '' || !standsIn(file, title))).toEqual([])
    },
  )
})

describe('the table of faults in the same document', () => {
  it('names every code that the client knows, and no other', () => {
    const section = /## How it calls([\s\S]*?)\n## /.exec(readFileSync(PAGE, 'utf8'))?.[1] ?? ''
    const codes = [...section.matchAll(/^\| [^|]+ \| ([^|]+) \| [^|]+ \| [^|]+ \|$/gm)].flatMap(([, cell = '']) =>
      [...cell.replaceAll('−', '-').matchAll(/-1\b|\b\d{4,5}\b/g)].map(([code]) => Number(code)),
    )
    expect(codes.sort((a, b) => a - b)).toEqual([...KNOWN_CODES].sort((a, b) => a - b))
  })
})
