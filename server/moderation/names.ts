import { fold, isBracket, isTight, without } from './fold.ts'
import type { Condensed, Folded } from './fold.ts'
import type { Span } from './numbers.ts'

/** How one is spoken to in a group: a surname or a title says no more than everybody hears (王阿姨, 小李). */
const TITLE =
  /(?:阿姨|师傅|叔叔?|奶奶|爷爷|大爷|大妈|大娘|大姐|大哥|大叔|大婶|婶|伯|嫂子?|先生|女士|太太|老师|医生|大夫|社工|站长|主任|书记|队长|经理|老板|同志|姐|哥|妈妈?|爸爸?)$/
const SHORT_FORM = /^[小老阿大][\u4e00-\u9fff]$/
const CHINESE = /^[\u3400-\u9fff]+$/
const COMPOUND_SURNAME =
  /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|长孙|宇文|端木|百里|呼延|南宫|独孤|完颜)/

/** Given names that are first of all words of the trade or of the day; said alone they name nobody. */
const EVERYDAY = new Set(
  '小米 大米 红豆 绿豆 芝麻 冬瓜 南瓜 核桃 苹果 桃子 杏子 橘子 莲子 百合 花椒 茉莉 菊花 天天 今天 明天 早上 国庆 元旦 春节 立春 清明 中秋 平安 健康 文明 和平 阳光 高兴 快乐 帮忙 志愿 社区 益民 海威 团结 建设 光明 长江 黄河 昆仑 包头'.split(
    ' ',
  ),
)

/** Full names, and given names of two signs and more, wherever they stand, spaced or not. */
export function findNames(folded: Folded, names: readonly string[]): Span[] {
  const forms = new Set(names.flatMap(formsOf))
  if (forms.size === 0) return []
  const close = without(folded, (sign) => isTight(sign) || isBracket(sign))
  const text = close.signs.toLowerCase()
  return [...forms].flatMap((form) => occurrences(close, text, form))
}

function formsOf(name: string): string[] {
  const whole = without(fold(name), (sign) => isTight(sign) || isBracket(sign)).signs.toLowerCase()
  if (whole.length < 2 || TITLE.test(whole) || SHORT_FORM.test(whole)) return []
  if (!CHINESE.test(whole) || whole.length > 4) return [whole]
  const given = whole.slice(COMPOUND_SURNAME.test(whole) ? 2 : 1)
  return given.length >= 2 && !EVERYDAY.has(given) ? [whole, given] : [whole]
}

function occurrences(close: Condensed, text: string, form: string): Span[] {
  // A sign whose lower case is longer would shift the places; such a text is searched as it is.
  const where = text.length === close.signs.length ? text : close.signs
  const spans: Span[] = []
  for (let at = where.indexOf(form); at >= 0; at = where.indexOf(form, at + form.length)) {
    spans.push({
      kind: 'name',
      start: close.places[at] as number,
      end: (close.places[at + form.length - 1] as number) + 1,
    })
  }
  return spans
}
