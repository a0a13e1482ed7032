import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Document } from 'mongodb'
import { SEALED } from '../../../server/app/house.ts'
import { sealedLookingIn, sealedValuesIn } from '../../../server/platform/keyExchange/index.ts'
import type { TestHouse } from '../../factories/house.ts'
import { openTestHouse } from '../../factories/house.ts'
import { SUNDAY_TEN } from '../../factories/people.ts'
import { everythingIn, fillRecord } from '../../factories/sealedRecord.ts'

const kinds = new Map(SEALED.map((kind) => [kind.collection, kind]))
const topOf = (path: string): string => path.split(/[.[]/)[0] ?? ''

/** Rows of the field register in docs/privacy.md: `collection field`, and how it lies at rest. */
const rows = [
  ...readFileSync('docs/privacy.md', 'utf8').matchAll(/^\| `(\w+)` \| ([^|]+) \| [^|]+ \| ([^|]+) \|/gm),
].flatMap(([, collection = '', fields = '', atRest = '']) => {
  const names = [...fields.matchAll(/`([\w.]+)[^`]*`/g)].map(([, name = '']) => topOf(name))
  // The pictures themselves have no field.
  return (names.length > 0 ? names : ['file']).map((name) => ({
    at: `${collection} ${name}`,
    how: `${fields} ${atRest}`,
  }))
})
const saidTo = (how: RegExp) => [...new Set(rows.filter((row) => how.test(row.how)).map(({ at }) => at))].sort()

describe('what is sealed', () => {
  it('is said of each collection once', () => {
    expect(kinds.size).toBe(SEALED.length)
    expect(SEALED.length).toBeGreaterThan(15)
  })

  it('is said in every file that names a place for it', () => {
    const files = readdirSync('server', { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !/(^|\/)(dist|node_modules)\//.test(file) && !file.endsWith('.d.ts'),
    )
    const texts = files.map((file) => [file, readFileSync(path.join('server', file), 'utf8')] as const)
    const placing = texts.filter(([, text]) => /class: (?:.* \? )?\(?'S[23]'/.test(text))
    expect(placing.length).toBeGreaterThan(10)
    expect(placing.filter(([, text]) => !text.includes('sealedIn<')).map(([file]) => file)).toEqual([])
  })

  it('by the models is what the field register of docs/privacy.md calls sealed', () => {
    const declared = SEALED.flatMap(({ collection, fields, file }) => [
      ...Object.keys(fields).map((path) => `${collection} ${topOf(path)}`),
      ...(file ? [`${collection} file`] : []),
    ])
    expect(saidTo(/\bsealed\b/)).toEqual([...new Set(declared)].sort())
  })

  it('or found by an index of the key is made anew, stays or goes, each with its reason', () => {
    const declared = SEALED.flatMap(({ collection, indexes = {}, stay = {}, goes }) => [
      ...[...Object.keys(indexes), ...Object.keys(stay)].map((path) => `${collection} ${topOf(path)}`),
      ...(goes === undefined ? [] : [`${collection} _id`]),
    ])
    // What a join keeps of a person has her row.
    expect(saidTo(/blind index|keyed hash/)).toEqual(
      [...new Set(declared)].filter((at) => at !== 'joins former').sort(),
    )
    for (const { stay = {}, goes } of SEALED)
      for (const reason of [...Object.values(stay), ...(goes === undefined ? [] : [goes])])
        expect(reason.length).toBeGreaterThan(20)
  })
})

describe('a record in which every room has sealed something', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse(SUNDAY_TEN)
    await fillRecord(house)
  })
  afterAll(() => house.close())

  it('holds something at every place that the models name, and all of it opens there', async () => {
    const places = await Promise.all(
      SEALED.map(async ({ collection, fields, indexes = {} }) => {
        const docs = await house.db.collection(collection).find().toArray()
        const filled = (path: string) => docs.some((doc) => valuesAt(doc, path).length > 0)
        return [...Object.keys(fields), ...Object.keys(indexes)]
          .filter((path) => !filled(path))
          .map((path) => `${collection} ${path}`)
      }),
    )
    expect(places.flat()).toEqual([])
    const plain = [...(await everythingIn(house, house.vault)).values()]
    expect(plain.length).toBeGreaterThan(40)
    expect(plain).not.toContain('does not open')
  })

  it('holds nothing that looks sealed anywhere else', async () => {
    const strangers: string[] = []
    let seen = 0
    for (const { name } of await house.db.listCollections().toArray()) {
      const kind = kinds.get(name)
      for (const doc of await house.db.collection(name).find().toArray()) {
        const known = kind ? sealedValuesIn(kind, doc).map(({ path }) => path) : []
        const looking = sealedLookingIn(doc)
        seen += looking.length
        strangers.push(...looking.filter((path) => !known.includes(path)).map((path) => `${name} ${path}`))
      }
    }
    expect(strangers).toEqual([])
    expect(seen).toBeGreaterThan(40)
  })

  it('would show a field that nobody declared', () => {
    const sealed = house.vault.seal('an address', { collection: 'people', id: 'x', field: 'later', class: 'S2' })
    expect(sealedLookingIn({ _id: 'x', at: new Date(), list: [{ later: sealed }] })).toEqual(['list.0.later'])
  })
})

function valuesAt(value: unknown, path: string): unknown[] {
  const [step = '', ...rest] = path.split('.')
  const part = (value as Document | undefined)?.[step.replace('[]', '')] as unknown
  if (part === undefined || part === null || part === '') return []
  const parts = step.endsWith('[]') ? (part as unknown[]) : [part]
  return rest.length === 0 ? parts : parts.flatMap((one) => valuesAt(one, rest.join('.')))
}
