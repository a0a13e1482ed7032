import { findPersonalData, guardGroupText } from '../../../server/moderation/index.ts'
import { bare, disguised, privateValue, seeded } from './privateValues.ts'
import type { PrivateValue } from './privateValues.ts'

/** More of them, and others, for a long run: PRIVATE_VALUES=1000000 PRIVATE_SEED=1. */
const RUNS = Number(process.env.PRIVATE_VALUES ?? 100_000)
const SEED = Number(process.env.PRIVATE_SEED ?? 20261122)
/** So many digits of a number in a row would give it away. */
const TELLING = 6

const CARRIERS: [string, string][] = [
  ['', ''],
  ['我的电话是', '，打给我'],
  ['麻烦送到', '，谢谢'],
  ['王阿姨，记下了：两斤西红柿，送到', '。〔A102〕'],
  ['地址：', ' 明天上午10:30'],
  ['我在', '，要一袋米'],
  ['住', ''],
  ['联系', '，15元内'],
  ['A102 ', ' 10个鸡蛋'],
  ['please call ', ' thanks'],
  ['2026-11-22 10:30 ', ' ok'],
  ['（', '）'],
]

function leaked({ kind, secrets }: PrivateValue, said: string): boolean {
  const seen = bare(said)
  if (kind === 'door') return secrets.some((secret) => seen.includes(secret))
  return secrets.some((secret) => {
    for (let at = 0; at + TELLING <= secret.length; at++) if (seen.includes(secret.slice(at, at + TELLING))) return true
    return false
  })
}

/** What stands in the place of the value; digits of the sentence around it must not be taken for it. */
function between(said: string, before: string, after: string): string {
  const inner = said.startsWith(before) ? said.slice(before.length) : said
  return inner.endsWith(after) ? inner.slice(0, inner.length - after.length) : inner
}

describe('the egress guard', () => {
  it(
    `lets none of ${RUNS.toLocaleString('en')} private values through, in any disguise`,
    () => {
      const random = seeded(SEED)
      const leaks: string[] = []
      const byKind = new Map<string, number>()
      for (let run = 0; run < RUNS; run++) {
        const value = privateValue(random)
        const [before, after] = random.pick(CARRIERS)
        const text = before + disguised(value.text, random) + after
        const guarded = guardGroupText(text)
        byKind.set(value.kind, (byKind.get(value.kind) ?? 0) + 1)
        if (guarded.leaks.length === 0 || leaked(value, between(guarded.text, before, after)))
          leaks.push(`${text} → ${guarded.text}`)
      }
      expect({ count: leaks.length, first: leaks.slice(0, 40) }).toEqual({ count: 0, first: [] })
      expect([...byKind.values()].every((count) => count > RUNS / 20)).toBe(true)
    },
    60_000 + RUNS,
  )

  it('finds nothing more in what it has let through', () => {
    const random = seeded(7)
    for (let run = 0; run < 5_000; run++) {
      const text = `${disguised(privateValue(random).text, random)}，${disguised(privateValue(random).text, random)}`
      expect(findPersonalData(guardGroupText(text).text)).toEqual([])
    }
  })
})
