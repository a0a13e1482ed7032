import { readMentions, toItem } from '../../../../server/language/grammar/goods/items.ts'
import { compileWords } from '../../../../server/language/grammar/addresses/places.ts'
import { tokenise } from '../../../../server/language/grammar/goods/tokens.ts'
import { normalise } from '../../../../server/language/normalise/normalise.ts'

const { lexicons } = compileWords({})

/** What is asked for, as `name quantity unit`. */
function asked(text: string): string[] {
  return readMentions(tokenise(normalise(text), lexicons))
    .filter((mention) => !mention.refused && mention.strength !== 'bare')
    .map(toItem)
    .map(({ name, quantity, unit }) => [name, quantity, unit].filter((part) => part !== undefined).join(' '))
}

describe('a name that no lexicon holds', () => {
  it.each([
    ['豇粒酥三盒', ['豇粒酥 3 盒']],
    ['蓝芙嗪一瓶 碘伏两瓶', ['蓝芙嗪 1 瓶', '碘伏 2 瓶']],
    ['来两包柘榴糁', ['柘榴糁 2 包']],
    ['芙柘要两张', ['芙柘 2 张']],
    ['药名叫蓝芙嗪', ['蓝芙嗪']],
    ['谁家有柘榴糁', ['柘榴糁']],
    ['柘榴糁用光了', ['柘榴糁']],
  ])('%s', (text, items) => expect(asked(text)).toEqual(items))

  it('is no deed, no person and no place', () => {
    expect(asked('学校停课俩孩子在家')).toEqual([])
    expect(asked('两只猫断粮了')).toEqual([])
    expect(asked('我们兄妹俩都上小学')).toEqual([])
    expect(asked('清出一台旧冰箱')).toEqual(['旧冰箱 1 台'])
  })
})

describe('a name of several words', () => {
  it.each([
    ['打两份土豆炖牛肉', ['土豆炖牛肉 2 份']],
    ['番茄鸡蛋盖饭一份', ['番茄鸡蛋盖饭 1 份']],
    ['猪脚姜一份 小米粥一碗', ['猪脚姜 1 份', '小米粥 1 碗']],
    ['糖醋带鱼两份', ['糖醋带鱼 2 份']],
    ['一次性手套两包', ['一次性手套 2 包']],
    ['去核红枣一斤', ['去核红枣 1 斤']],
    ['再要一包老鼠贴', ['老鼠贴 1 包']],
    ['热乎的馄饨两碗', ['馄饨 2 碗']],
    ['一张能折叠的洗澡椅', ['洗澡椅 1 张']],
    ['来一桶五升的菜籽油', ['菜籽油 1 桶']],
    ['一斤五花肉一把蒜薹', ['五花肉 1 斤', '蒜薹 1 把']],
  ])('%s', (text, items) => expect(asked(text)).toEqual(items))
})

describe('whose quantity it is', () => {
  it.each([
    ['土豆三斤白菜两棵葱一把', ['土豆 3 斤', '白菜 2 棵', '葱 1 把']],
    ['三斤土豆两棵白菜一把葱', ['土豆 3 斤', '白菜 2 棵', '葱 1 把']],
    ['晚饭缺一块豆腐一把韭菜', ['豆腐 1 块', '韭菜 1 把']],
    ['芹菜 蒜薹 黄瓜 各二斤', ['芹菜 2 斤', '蒜薹 2 斤', '黄瓜 2 斤']],
    ['茄子青椒每样一斤', ['茄子 1 斤', '青椒 1 斤']],
    ['讨个收音机', ['收音机 1 个']],
    ['加多包陈皮', ['陈皮 1 包']],
    ['买点水果 橙子四个', ['橙子 4 个']],
  ])('%s', (text, items) => expect(asked(text)).toEqual(items))
})

describe('what the speaker takes back', () => {
  it.each([
    ['冬瓜一个…算了就两斤土豆吧', ['土豆 2 斤']],
    ['油条四根，油条六根好了', ['油条 6 根']],
    ['白菜十棵，太多了，五棵', ['白菜 5 棵']],
    ['再要两个，嗯，三个雪梨', ['雪梨 3 个']],
    ['一袋白糖 不是白糖 是冰糖 一袋冰糖', ['冰糖 1 袋']],
    ['创可贴一盒 棉签就不用了', ['创可贴 1 盒']],
    ['两份凉面，咸菜不要，快点', ['凉面 2 份']],
    ['芹菜没有的话就拿韭菜一把', ['韭菜 1 把']],
    ['豆浆两杯油条四根，豆浆不变', ['豆浆 2 杯', '油条 4 根']],
    ['药瓶里只剩两粒了', []],
    ['黄瓜要带刺的，不带刺的不脆', []],
    ['谁力气大 帮一把', []],
    ['来个懂防水的师傅', []],
    ['两节电池 遥控器没电了', ['电池 2 节']],
  ])('%s', (text, items) => expect(asked(text)).toEqual(items))
})
