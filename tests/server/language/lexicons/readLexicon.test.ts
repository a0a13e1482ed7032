import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRegionalGoods } from '../../../../server/language/lexicons/regionalGoods.ts'
import { readGoods } from '../../../../server/language/lexicons/readGoods.ts'
import { LexiconFault, readPairs, readWords } from '../../../../server/language/lexicons/readLexicon.ts'

const HEADER = '# Some words\n# source: own list\n# licence: Apache-2.0\n'
const GOODS = `${HEADER}# category: produce\n`

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lexicon-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0
function aFile(text: string): string {
  count += 1
  const file = join(folder, `list${count}.txt`)
  writeFileSync(file, text)
  return file
}

/** What is wrong, without the folder. */
function faultOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (!(error instanceof LexiconFault)) throw error
    return error.message.replaceAll(/\S*list\d+\.txt/g, 'list')
  }
  return 'no fault'
}

describe('a list of goods', () => {
  it('gives names with their category, other names of the same thing, and weak ones', () => {
    const goods = readGoods([aFile(`${GOODS}西红柿, 番茄\n# a remark\n\n足球?\n`)])
    expect(goods).toEqual([
      { name: '西红柿', category: 'produce', weak: false, standard: '西红柿' },
      { name: '番茄', category: 'produce', weak: false, standard: '西红柿' },
      { name: '足球', category: 'produce', weak: true, standard: '足球' },
    ])
  })

  it('may have been saved with Windows line ends', () => {
    expect(readGoods([aFile(`${GOODS}土豆\n`.replaceAll('\n', '\r\n'))])).toHaveLength(1)
  })

  const faults: [what: string, text: string, message: string][] = [
    ['an unknown form of line', `${GOODS}土豆\n青 椒\n`, 'list:6: expected name[, name …], found "青 椒"'],
    ['a name with a comma too many', `${GOODS}土豆,, 洋芋\n`, 'list:5: expected name[, name …], found ""'],
    ['two marks', `${GOODS}土豆??\n`, 'list:5: expected name[, name …], found "土豆??"'],
    ['a name twice', `${GOODS}土豆\n青椒\n洋芋, 土豆\n`, 'list:7: 土豆 stands already in list:5'],
    ['a control character', `${GOODS}土\u0007豆\n`, 'list:5: a sign that cannot be seen'],
    ['a mark of no width', `${GOODS}土\u200b豆\n`, 'list:5: a sign that cannot be seen'],
    ['a blank that is none', `${GOODS}土豆\u3000\n`, 'list:5: a sign that cannot be seen'],
    ['no words', GOODS, 'list:1: no words'],
    ['an empty file', '', 'list:1: no # category: line'],
    ['no title', `\n${GOODS}土豆\n`, 'list:1: no # title'],
    ['no source', `# Some words\n# licence: Apache-2.0\n# category: produce\n土豆\n`, 'list:1: no # source: line'],
    ['no licence', `# Some words\n# source: own\n# category: produce\n土豆\n`, 'list:1: no # licence: line'],
    ['no category', `${HEADER}土豆\n`, 'list:1: no # category: line'],
    ['a category that does not exist', `${HEADER}# category: toys\n土豆\n`, 'list:1: toys is no category'],
  ]
  it.each(faults)('stops at %s, with file and line', (_what, text, message) => {
    const file = aFile(text)
    expect(faultOf(() => readGoods([file]))).toBe(message)
  })

  it('stops at a name that another list has already', () => {
    const files = [aFile(`${GOODS}土豆\n`), aFile(`${HEADER}# category: daily_goods\n大米\n土豆\n`)]
    expect(faultOf(() => readGoods(files))).toBe('list:6: 土豆 stands already in list:5')
  })

  it('stops at a file that is missing', () => {
    expect(faultOf(() => readWords(join(folder, 'list0.txt')))).toBe('list:1: the file is missing')
  })
})

describe('regional words', () => {
  const goods = () => readGoods([aFile(`${GOODS}土豆\n足球?\n`)])

  it('count as what they stand for', () => {
    const all = readRegionalGoods([aFile(`${HEADER}山药蛋 = 土豆\n`)], goods())
    expect(all.at(-1)).toEqual({ name: '山药蛋', category: 'produce', weak: false, standard: '土豆' })
  })

  const faults: [what: string, line: string, message: string][] = [
    ['stand for nothing known', '山药蛋 = 马玲薯', 'list:4: 山药蛋 stands for 马玲薯, which is in no list of goods'],
    ['are known already', '足球 = 土豆', 'list:4: 足球 stands already among the goods'],
    ['stand twice', '山药蛋 = 土豆\n山药蛋 = 土豆', 'list:5: 山药蛋 stands twice'],
    ['have no other side', '山药蛋', 'list:4: expected word = other word'],
    ['have two other sides', '山药蛋 = 土豆 = 洋芋', 'list:4: expected word = other word'],
  ]
  it.each(faults)('are a fault where they %s', (_what, line, message) => {
    const file = aFile(`${HEADER}${line}\n`)
    expect(faultOf(() => readRegionalGoods([file], goods()))).toBe(message)
  })
})

describe('plain lists', () => {
  it('give words and pairs', () => {
    expect(readWords(aFile(`${HEADER}水管 水费\n菜市场\n`))).toEqual(['水管', '水费', '菜市场'])
    expect([...readPairs(aFile(`${HEADER}老人家 = elderly\n`))]).toEqual([['老人家', 'elderly']])
  })

  it('stop at a word that stands twice', () => {
    const file = aFile(`${HEADER}水管 水费\n水管\n`)
    expect(faultOf(() => readWords(file))).toBe('list:5: 水管 stands twice')
  })
})
