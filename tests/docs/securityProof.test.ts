import { existsSync, readFileSync } from 'node:fs'
import { APPLIES, DOES_NOT_APPLY } from './asvsLevel2.ts'
import { linksIn, standsIn } from './proofs.ts'

const PAGE = 'docs/security.md'
const page = readFileSync(PAGE, 'utf8')
const idsOf = (sections: typeof APPLIES) =>
  Object.entries(sections).flatMap(([section, numbers]) => numbers.map((number) => `V${section}.${number}`))

interface Row {
  id: string
  held: string
  files: string[]
  /** Empty where somebody read it. */
  proofs: { file: string; title: string }[]
  /** What was looked at, where no test would notice. */
  read?: string
}

function proofsIn(cell: string): Pick<Row, 'proofs' | 'read'> {
  const [, read] = /^\*read\* \d{4}-\d\d-\d\d: (.+)$/.exec(cell.trim()) ?? []
  if (read !== undefined) return { proofs: [], read }
  return {
    proofs: cell.split('<br>').map((proof) => ({
      file: linksIn(proof)[0] ?? '',
      title: proof.split('): ').slice(1).join('): ').trim(),
    })),
  }
}

const rows: Row[] = [...page.matchAll(/^\| (V[\d.]+) \|(.+)\|(.+)\|(.+)\|$/gm)].map(
  ([, id = '', held = '', where = '', proof = '']) => ({
    id,
    held: held.trim(),
    files: linksIn(where),
    ...proofsIn(proof),
  }),
)

/** `V9.1.1 to V9.2.4` is every number of the list from the one to the other. */
function namedIn(line: string): string[] {
  const all = idsOf(DOES_NOT_APPLY)
  const spans = [...line.matchAll(/(V[\d.]+\d)(?: to (V[\d.]+\d))?/g)]
  return spans.flatMap(([, from = '', to = from]) => all.slice(all.indexOf(from), all.indexOf(to) + 1))
}

describe('the table of ASVS in docs/security.md', () => {
  it('is of the whole of levels 1 and 2', () => {
    expect([idsOf(APPLIES).length, idsOf(DOES_NOT_APPLY).length]).toEqual([191, 62])
  })

  it('has every number that applies once, in its order', () => {
    expect(rows.map(({ id }) => id)).toEqual(idsOf(APPLIES))
  })

  it('says of every other one why it does not', () => {
    const lines = page.split('\n').filter((line) => line.startsWith('Does not apply: '))
    expect(lines.flatMap(namedIn).sort()).toEqual(idsOf(DOES_NOT_APPLY).sort())
  })

  it('is proved by tests, but for a few rows that were read', () => {
    expect(rows.filter(({ read }) => read !== undefined).length).toBeLessThanOrEqual(10)
  })

  it.each(rows.map((row) => [row.id, row] as const))(
    '%s: is said, built, and shown by tests that are there',
    (_, row) => {
      expect(row.held.length).toBeGreaterThan(5)
      expect(row.files.length).toBeGreaterThan(0)
      expect(row.proofs.length + (row.read?.length ?? 0)).toBeGreaterThan(0)
      expect([...row.files, ...row.proofs.map(({ file }) => file)].filter((file) => !existsSync(file))).toEqual([])
      expect(row.proofs.filter(({ file }) => !file.startsWith('tests/'))).toEqual([])
      expect(row.proofs.filter(({ file, title }) => title === '' || !standsIn(file, title))).toEqual([])
    },
  )
})
