import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { understand } from '../../../../server/language/index.ts'
import { readRegionalGoods } from '../../../../server/language/lexicons/regionalGoods.ts'
import { GOODS } from '../../../../server/language/lexicons/goods.ts'
import { readGoods } from '../../../../server/language/lexicons/readGoods.ts'
import { listLexicons, readWords } from '../../../../server/language/lexicons/readLexicon.ts'
import { workedMs } from '../../../../server/app/bench/workedMs.ts'

const NOW = '2026-11-22T10:00'
const DATA = join(__dirname, '../../../../server/language/lexicons/data')
const categoryOf = new Map(GOODS.map(({ name, category }) => [name, category]))

describe('the lists of goods', () => {
  it('hold at least 3,000 names with their category', () => {
    expect(GOODS.length).toBeGreaterThanOrEqual(3_000)
    expect(new Set(GOODS.map(({ name }) => name)).size).toBe(GOODS.length)
  })

  it('cover all kinds of goods', () => {
    const share = (category: string) => GOODS.filter((one) => one.category === category).length
    expect(share('produce')).toBeGreaterThan(1_000)
    expect(share('daily_goods')).toBeGreaterThan(1_000)
    expect(share('meal')).toBeGreaterThan(300)
    expect(share('medicine')).toBeGreaterThan(500)
    expect(share('recycling')).toBeGreaterThan(200)
    expect(share('parcel')).toBeGreaterThan(5)
  })

  const contract: [name: string, category: string][] = [
    ['牛奶', 'produce'],
    ['豆腐', 'produce'],
    ['鸡蛋', 'produce'],
    ['桶装水', 'daily_goods'],
    ['速冻饺子', 'daily_goods'],
    ['零食', 'daily_goods'],
    ['饺子', 'meal'],
    ['血压计', 'medicine'],
    ['快递', 'parcel'],
    ['旧衣服', 'recycling'],
    ['山药蛋', 'produce'],
    ['洋柿子', 'produce'],
    ['红苕', 'produce'],
    ['抄手', 'meal'],
    ['墩布', 'daily_goods'],
  ]
  it.each(contract)('count %s as %s', (name, category) => {
    expect(categoryOf.get(name)).toBe(category)
  })

  it('tell what a regional word stands for', () => {
    const standardOf = new Map(GOODS.map(({ name, standard }) => [name, standard]))
    expect(['山药蛋', '洋芋', '马铃薯', '薯仔'].map((name) => standardOf.get(name))).toEqual(Array(4).fill('土豆'))
    expect(['洋柿子', '番茄', '毛辣果'].map((name) => standardOf.get(name))).toEqual(Array(3).fill('西红柿'))
  })

  it('name their source and licence, file by file', () => {
    for (const file of readdirSync(DATA).filter((name) => name.endsWith('.txt'))) {
      const head = readFileSync(join(DATA, file), 'utf8').split('\n').slice(0, 4)
      expect(head.filter((line) => /^# (?:source|licence): \S/.test(line))).toHaveLength(2)
    }
  })

  it('are read at the start in less than 60 ms', () => {
    const read = () => {
      const begin = workedMs()
      readRegionalGoods(
        ['northern.txt', 'southern.txt'],
        readGoods(listLexicons('').filter((file) => file.startsWith('goods.'))),
      )
      for (const file of ['plain.nouns.txt', 'plain.particles.txt', 'kin.txt', 'titles.txt', 'surnames.txt'])
        readWords(file)
      return workedMs() - begin
    }
    // the best of five: other work on the machine is not the lists' doing
    expect(Math.min(...Array.from({ length: 5 }, read))).toBeLessThan(60)
  })
})

describe('a name with other senses', () => {
  const items = (text: string) => understand(text, NOW, {}, 'private').items

  it('is goods where it is counted or asked for', () => {
    expect(items('帮我买两个足球送到六区九栋')).toEqual([{ name: '足球', quantity: 2, unit: '个' }])
    expect(items('帮我买足球')).toEqual([{ name: '足球' }])
  })

  it('is none where it is only spoken of', () => {
    expect(items('楼下孩子踢足球太吵了，帮我带两斤土豆')).toEqual([{ name: '土豆', quantity: 2, unit: '斤' }])
  })
})

describe('names that begin like other words', () => {
  const orders: [text: string, names: string[]][] = [
    ['帮我带豆腐一块 小葱一把', ['豆腐', '小葱']],
    ['早点送两斤红苕和一把藤藤菜来', ['红苕', '藤藤菜']],
    ['麻烦捎一盒二甲双胍，再带一包碘伏棉签', ['二甲双胍', '碘伏棉签']],
    ['要三两虾皮、一根葱、半斤花椒面', ['虾皮', '葱', '花椒面']],
  ]
  it.each(orders)('%s', (text, names) => {
    expect(understand(text, NOW, {}, 'private').items?.map(({ name }) => name)).toEqual(names)
  })
})
