import { readFileSync } from 'node:fs'
import path from 'node:path'
import { STATION_DEFAULTS } from '../../server/organisations/index.ts'
import { PERIODS, SHORTENABLE } from '@yimin/shared/privacy/periods'
import type { Period, Rule } from '@yimin/shared/privacy/periods'

const page = readFileSync(path.resolve(__dirname, '../../docs/privacy.md'), 'utf8')
const RULES = Object.entries(PERIODS) as [Rule, Period][]
const namesIn = (cell: string) => [...cell.matchAll(/`(\w+)[^`]*`/g)].map(([, name = '']) => name)

/** A row of the register: which fields, and what its last cell says. */
interface Row {
  collection: string
  fields: string[]
  until: string
}

const register = page.slice(page.indexOf('## Field register'), page.indexOf('### On the phone'))
const rows: Row[] = [...register.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, collection = '', rest = '']) => {
  const cells = rest.split(' | ')
  // The photos themselves have no field.
  return { collection, fields: namesIn(cells[0] ?? ''), until: cells.at(-1) ?? '' }
})

/** Fields by collection, each as its path. */
function fieldsOf(rule: Rule): string[] {
  return rows
    .filter(({ until }) => namesIn(until).includes(rule))
    .flatMap(({ collection, fields }) => fields.map((field) => `${collection}.${field}`))
    .sort()
}

const allOf = (collection: string) =>
  rows
    .filter((row) => row.collection === collection)
    .flatMap(({ fields }) => fields.map((field) => `${collection}.${field}`))

describe('the periods in docs/privacy.md', () => {
  it.each(RULES)('%s: the rows that name it are what it takes', (rule, { takes }) => {
    const taken = Object.entries(takes).flatMap(([collection, fields]) =>
      // Of what lies deeper the row tells which part goes.
      fields === 'row' ? allOf(collection) : fields.map((field) => `${collection}.${field.split('.')[0] ?? ''}`),
    )
    expect(taken.length).toBeGreaterThan(0)
    expect(fieldsOf(rule)).toEqual(
      expect.arrayContaining([...new Set(taken)].filter((field) => !isFinerIn(rule, field))),
    )
    expect([...new Set(taken)]).toEqual(expect.arrayContaining(fieldsOf(rule)))
  })

  /** Where a finer rule takes a field first, its row names that one; the row goes with the others. */
  function isFinerIn(rule: Rule, field: string): boolean {
    return RULES.some(([other, { takes, days }]) => {
      const [collection = '', name = ''] = field.split('.')
      const own: Period['takes'][string] | undefined = takes[collection]
      return other !== rule && days < PERIODS[rule].days && own !== undefined && own !== 'row' && own.includes(name)
    })
  }

  it('are those that the house goes by, in the same order', () => {
    const table = page.slice(page.indexOf('## Retention by rule'), page.indexOf('## Field register'))
    const told = [...table.matchAll(/^\| `(\w+)` \| (\d+) \| ([^|]+) \| (S\d) \| (.+) \|$/gm)].map((row) =>
      row.slice(1),
    )
    expect(told).toEqual(
      RULES.map(([rule, { days, from, class: kind, source }]) => [rule, String(days), from, kind, source]),
    )
  })

  it('name no rule that there is not', () => {
    // The end of a request's week, and a field that goes with another one.
    const known = new Set<string>([...Object.keys(PERIODS), 'close', 'qr'])
    const unknown = rows.flatMap(({ until }) => namesIn(until)).filter((name) => !known.has(name))
    expect(unknown).toEqual([])
  })

  it('leave no field that lies in a message, a call or a request without an end or a reason to stay', () => {
    const open = rows.filter(({ until, collection }) => until === 'stays' && !OF_NO_MESSAGE.has(collection))
    expect(open.flatMap(({ collection, fields }) => fields.map((field) => `${collection}.${field}`)).sort()).toEqual(
      STAYING,
    )
  })
})

/** Who is there, and under which key the record lies. */
const OF_NO_MESSAGE = new Set(['people', 'stations', 'enterprises', 'seals'])

/** What is counted for good: no person, or the helper's own service; a field more here is a decision. */
const STAYING = [
  '_id', 'asked', 'assignee', 'category', 'cleared', 'code', 'companions', 'confirmedAt', 'createdAt', 'escalatedAt', 'finishedBy', 'followedUpAt', 'gathering',
  'helpersNeeded', 'nudgeAt', 'part', 'partOf', 'promiseKept', 'rating', 'reopened', 'stationId', 'status', 'updatedAt', 'urgent', 'v',
].map((field) => `requests.${field}`) // prettier-ignore

describe('the periods of the house', () => {
  it.each(RULES)('%s: has a source, and says so where it is a judgement', (_rule, { source, days, atLeast }) => {
    expect(source).toMatch(/^(judgement: .+|PIPL \d+: .+|the question is good for half an hour)$/)
    expect(atLeast).toBeLessThanOrEqual(days)
  })

  it('are where a station starts, and those that it may not choose are fixed', () => {
    expect(STATION_DEFAULTS.retention).toEqual(
      Object.fromEntries(SHORTENABLE.map((rule) => [rule, PERIODS[rule].days])),
    )
    const fixed = RULES.filter(([rule]) => !(SHORTENABLE as readonly Rule[]).includes(rule))
    expect(fixed.filter(([, { days, atLeast }]) => days !== atLeast)).toEqual([])
  })

  it('go no further than their class: half a year, three years for words and names, five for what is counted', () => {
    const most = { S0: 1_826, S1: 1_826, S2: 1_095, S3: 730 }
    expect(RULES.filter(([, { days, class: kind }]) => days > most[kind])).toEqual([])
  })

  it('keep who looked for the three years that the law asks for', () => {
    expect(PERIODS.reads.atLeast).toBeGreaterThan(3 * 365)
  })
})
