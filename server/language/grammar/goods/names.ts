import type { Category } from '@yimin/shared/language/frame'
import type { Token } from './tokens.ts'
import { QUALITY } from './wants.ts'

/** A name of goods: its words and the tokens it stands in. Without a category it is a name that no lexicon holds. */
export interface Name {
  name: string
  category?: Category
  first: number
  last: number
}

/** How many tokens a name has at most. */
export const MOST_TOKENS = 7
const MOST_CHARACTERS = 9
/** Unknown characters before known goods are a brand or a kind; more of them are a sentence. */
const MOST_BEFORE = 5

const WRITTEN = /^[\p{Script=Han}A-Za-z]+$/u
const PERSON =
  /^(?:人|本人|老人|孩子|小孩|师傅|阿姨|志愿者|护士|大夫|医生|小伙|姑娘|大人|邻居|街坊|亲戚|同学|老师|学生|爷|奶奶|老头|老太|老婆|妈|爸|我们|兄|姐|弟|妹|哥|同志)|[兄姐母父爷][妹弟子女孙]$|夫妻|娘[俩儿]/
/** Nouns that goods are made of or made for: 老鼠贴, 婴儿湿巾, 手机壳; other nouns end a name. */
const MATERIAL =
  /^(?:婴儿|儿童|宝宝|手|脚|头|腰|腿|背|膝盖|眼睛|耳朵|心脏|血压|血糖|褥疮|伤口|痛风|感冒|咳嗽|糖尿病|老鼠|蟑螂|蚊子|厨房|卫生间|厕所|马桶|窗帘|窗户|玻璃|床头|充电|手机|电脑|电视|垃圾|洗澡|洗头|洗衣服|取暖|太阳|雨|雪|快递|烧水|喝水|热水|开水|打针|台阶|地板|墙|门铃|门锁|灯|轮椅|自行车|电动车|衣服|被褥|口水|油烟机|书法|象棋|麻将|小学|中学|高中)$/
/** Words that end a sentence stick to a name that no lexicon holds. */
const FINAL = /(?:[呗咯嘞伐喔噻撒冇咧哒哈哩]|[上返落过]嚟)+$/
/** What ends so is the end of a deed or a place, no name: 清出一台, 开一盒, 变更为八百克. */
const DEED_END = /(?:[由为成到出开留了里有叫完好给]|一项|富余|多余|剩余)$/
/** Single words that end a name wherever they stand; other single characters may be a part of one (头 in 狮子头). */
const ENDS_NAME = new Set(
  '我你您他她它咱俺额谁给替帮请送来去拿取买带捎要找的了吗呢吧啊呀嘛哦噢么咧哩就也都还再又才很太真最是有没不别和跟与及在到从把被让叫使会能想得着这那哪每各只光共约够急求放搁等住用吃喝看说讲做写修陪办交充装换点些家人号楼栋区室事钱钟天年月次',
)
export const COOKED = /^[炒炖烧拌煮蒸煎炸烤焖煨熘卤烩涮腌酿泡]$/
/** The last of two goods that makes one thing of them: 白菜猪肉馅, 小米粥. */
const HEAD =
  /^(?:馅|饺子|水饺|包子|馄饨|汤|粥|面|饭|酱|油|粉|饼|罐头|水|汁|干|片|皮|膏|贴|茶|酒|糕|丸|丸子|饮料|颗粒|零食|洗洁精)$|[汤粥饭面饼粉膏包糕丸]$/
/** Counted at once, these make one thing with the goods before them: 心里美萝卜三根. */
const WIDE_HEAD = /^(?:萝卜|白菜|豆腐|米|米饭|肉|鱼|菜|瓜|豆|茶|奶|药|纸|虾|糖|蛋|布|袋|盒|杯|鞋)$/
const SERVED = /^(?:份|碗|盘|碟|屉|笼|锅|例|煲|杯|串)$/
/** Furniture and clothes that are spoken of far more often than brought; they are goods where they are counted. */
const THINGS =
  /^(?:书包|大衣|毛衣|衣服|衣物|轮椅|桌子|椅子|柜子|衣柜|窗帘|地毯|纱窗|手机|电视|电视机|冰箱|洗衣机|空调|电脑|自行车|热水器|油烟机|抽油烟机|灯管|拐棍|被褥|袋子|盒子|箱子|架子|盆栽|杯子|罐子)$/
const LEADING_VERB =
  /^(?:瞅见|看见|看到|瞧见|听说|说的|需要?|急需|想吃|爱吃|爱喝|想喝|想|剩|匀|赊|留|备|讨|求|另|另外|刚好|顺手|一个|个|先|多|补上|添上|带上|留下|攒下|攒了|剩下|清出|嘅)(?=[\p{Script=Han}]{2})/u
/** 黄焖鸡变2份, 排骨按五斤: what is done with the number is no part of the name. */
const CHANGED = /(?<=[\p{Script=Han}]{2})[变按改]$/u
const TASTE = /^(?:热乎|新鲜|清淡|热|好|便宜|嫩|甜|大|小|冰|软)[一点]{0,2}的/

/** 热乎的馄饨 is 馄饨: a word of taste with 的 is no part of the name. */
export function plainName(name: string): string {
  return name
    .replace(/^.*[嗯呃啊](?=[\p{Script=Han}]{2})/u, '')
    .replace(TASTE, '')
    .replace(LEADING_VERB, '')
    .replace(FINAL, '')
    .replace(CHANGED, '')
    .replace(/的$/, '')
}

/** What product names end with: 甘油灌肠剂, 鸡腿饭. */
const PRODUCT_END = /[剂片丸膏液粉贴粒囊雾浆纸机衣裤鞋帽饭面汤粥饼酱茶糕丁泥酥卷馅]$/

/** Where goods that no quantity touches go on: 灌肠剂 after 甘油. */
export function productEnd(tokens: readonly Token[], at: number): string | undefined {
  const next = tokens[at + 1]
  const after = tokens[at + 2]
  if (!next || next.text.length > 4 || !['unknown', 'noun'].includes(next.kind)) return undefined
  const ends = !after || after.kind === 'stop' || after.kind === 'mark'
  return ends && PRODUCT_END.test(next.text) && (next.kind === 'unknown' || next.text.length === 1)
    ? next.text
    : undefined
}

const isGoods = (token: Token | undefined): boolean => token?.kind === 'goods'
const isNameless = (token: Token | undefined): boolean =>
  token?.kind === 'unknown' && WRITTEN.test(token.text) && token.text.replace(FINAL, '') !== ''

/** Whether this token can be a part of a name, judged with the one behind it. */
function isPart(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]
  const next = tokens[i + 1]
  if (!token) return false
  if (isGoods(token) || isNameless(token) || QUALITY.test(token.text)) return true
  const leads = isGoods(next) || isNameless(next)
  if (token.kind === 'taking') return COOKED.test(token.text) && leads
  if (token.kind === 'counted' && token.text.length > 1) return isNameless(tokens[i - 1]) && isGoods(next)
  if (MATERIAL.test(token.text) && (leads || THINGS.test(token.text))) return true
  if (token.text === '颗粒') return true
  if (token.text.length === 1) return !ENDS_NAME.has(token.text) && ['noun', 'particle', 'counted'].includes(token.kind)
  return token.kind === 'noun' && THINGS.test(token.text)
}

/** The last token of the run of parts that begins at `at`; `at - 1` where none begins. */
export function runEnd(tokens: readonly Token[], at: number): number {
  let i = at
  while (i < tokens.length && i - at < MOST_TOKENS && isPart(tokens, i)) i += 1
  return i - 1
}

/** Particles and numbers at the end of a run belong to what follows. */
function withoutTail(tokens: readonly Token[], first: number, last: number): number {
  let end = last
  while (end > first && ['particle', 'counted', 'taking'].includes(tokens[end]?.kind ?? '')) end -= 1
  return end
}

function goodsIn(tokens: readonly Token[], first: number, last: number): number[] {
  const found: number[] = []
  for (let i = first; i <= last; i += 1) if (isGoods(tokens[i])) found.push(i)
  return found
}

/** Whether goods are the head of a thing that the goods before them belong to: 豆腐汤 in 鲫鱼豆腐汤. */
export function isHead(token: Token, before: Token | undefined): boolean {
  return HEAD.test(token.text) || (categoryOf(token) === 'meal' && categoryOf(before) !== 'meal')
}

/** Whether several goods that touch are one thing: 番茄鸡蛋盖饭, 土豆炖牛肉, 猪脚姜一份, 粽子米; 葱姜蒜 are three. */
function isOneThing(
  tokens: readonly Token[],
  goods: readonly number[],
  last: number,
  unit: string | undefined,
): boolean {
  const head = tokens[goods.at(-1) ?? last]
  const begins = tokens[last - goods.length]?.kind === 'unknown'
  if (goods.every((i) => tokens[i]?.text.length === 1) && !begins) return goods.length > 1 && SERVED.test(unit ?? '')
  const between = tokens.slice(goods[0], goods.at(-1))
  return (
    (head !== undefined && isHead(head, tokens[goods[0] ?? last])) ||
    SERVED.test(unit ?? '') ||
    WIDE_HEAD.test(head?.text ?? '') ||
    between.some((token) => COOKED.test(token.text)) ||
    goods.some((i) => tokens[i]?.text.length === 1) ||
    tokens[last]?.kind === 'unknown'
  )
}

function textOf(tokens: readonly Token[], first: number, last: number): string {
  return tokens
    .slice(first, last + 1)
    .map((token) => token.text)
    .join('')
}

function categoryOf(token: Token | undefined): Category | undefined {
  return token?.kind === 'goods' ? token.category : undefined
}

/** The words of a run as a name, or nothing where they cannot be one. */
function named(tokens: readonly Token[], first: number, last: number): Name | undefined {
  const goods = goodsIn(tokens, first, last)
  const known = goods.at(-1)
  const name = plainName(textOf(tokens, first, last))
  const category = categoryOf(tokens[known ?? last])
  if (known !== undefined) {
    const before = textOf(tokens, first, (goods[0] ?? known) - 1).length
    if (name.length > MOST_CHARACTERS || before > MOST_BEFORE)
      return { name: textOf(tokens, goods[0] ?? known, last), category, first: goods[0] ?? known, last }
    return { name, category, first, last }
  }
  if (name.length < 1 || name.length > MOST_CHARACTERS || QUALITY.test(name) || PERSON.test(name)) return undefined
  // 看看, 瞧瞧 are deeds
  if (/^(.)\1$/.test(name) || DEED_END.test(name) || !WRITTEN.test(name)) return undefined
  const thing = tokens.slice(first, last + 1).some((token) => isNameless(token) || THINGS.test(token.text))
  return thing || (name.length === 1 && first === last) ? { name, first, last } : undefined
}

/** What may stand between a quantity and its name: 一桶五升的菜籽油, 一副300度的老花镜, 一张能折叠的洗澡椅. */
function skipClause(tokens: readonly Token[], at: number): number {
  for (let i = at, length = 0; i < tokens.length && length <= 8; i += 1) {
    const token = tokens[i]
    if (!token || ['stop', 'mark', 'join', 'goods'].includes(token.kind)) return at
    if (token.text === '的') return i + 1
    length += token.text.length
  }
  return at
}

const isBorder = (token: Token | undefined): boolean =>
  !token || ['stop', 'mark', 'join', 'quantity', 'taking', 'particle'].includes(token.kind)

/** The name that follows a quantity of `unit`. */
export function nameAfter(tokens: readonly Token[], at: number, unit: string | undefined): Name | undefined {
  const start = tokens[at]?.text === '的' || (tokens[at]?.text === '吧' && isGoods(tokens[at + 1])) ? at + 1 : at
  return nameFrom(tokens, start, unit) ?? nameBeyondClause(tokens, at, unit)
}

function nameBeyondClause(tokens: readonly Token[], at: number, unit: string | undefined): Name | undefined {
  const start = skipClause(tokens, at)
  return start > at + 1 ? nameFrom(tokens, start, unit) : undefined
}

function nameFrom(tokens: readonly Token[], at: number, unit: string | undefined): Name | undefined {
  const first = tokens[at]?.kind === 'counted' && isNameless(tokens[at + 1]) ? at + 1 : at
  const last = withoutTail(tokens, at, runEnd(tokens, first))
  if (last < at || !tokens[at]) return undefined
  const goods = goodsIn(tokens, at, last)
  if (isClause(tokens, last, goods.length)) return undefined
  const [head] = goods
  if (head !== undefined && goods.length > 1 && !isOneThing(tokens, goods, last, unit)) return named(tokens, at, head)
  const found = named(tokens, at, last)
  if (found && !found.category && isDeed(tokens, found)) return undefined
  if (found && head !== undefined && !isBorder(tokens[last + 1]) && isNameless(tokens[last]))
    return named(tokens, at, goods.at(-1) ?? head)
  return found
}

/** 清淡点的饭, 懂防水的师傅: the words of a clause are no name. */
function isClause(tokens: readonly Token[], last: number, goods: number): boolean {
  return (tokens[last + 1]?.text === '的' && goods === 0) || tellsOfPerson(tokens, last)
}

/** 卖水果的师傅, 送药的同志: goods that tell who somebody is. */
export function tellsOfPerson(tokens: readonly Token[], last: number): boolean {
  return tokens[last + 1]?.text === '的' && PERSON.test(tokens[last + 2]?.text ?? '')
}

/** 两只猫断粮了, 买一盒顶一顶: unknown words that something is done with. */
function isDeed(tokens: readonly Token[], { name, last }: Name): boolean {
  const next = tokens[last + 1]
  if (/^[了着过]$/.test(next?.text ?? '')) return true
  return (
    name.length === 1 && (!['stop', 'quantity'].includes(next?.kind ?? 'stop') || next?.text.endsWith(name) === true)
  )
}

/** The name that ends right before a quantity of `unit`: 云南白药喷雾一瓶; of goods in a row the last. */
export function nameBefore(
  tokens: readonly Token[],
  first: number,
  last: number,
  unit: string | undefined,
): Name | undefined {
  const goods = goodsIn(tokens, first, last)
  const head = goods.at(-1)
  if (head !== undefined && DEED_END.test(tokens[last]?.text ?? '') && !isGoods(tokens[last]))
    return nameBefore(tokens, first, head, unit)
  if (head !== undefined && goods.length > 1 && !isOneThing(tokens, goods, last, unit))
    return named(tokens, (goods.at(-2) ?? first) + 1, last)
  const found = named(tokens, first, last)
  return found && isCountable(tokens, first, last, found, unit) ? found : undefined
}

/** 兄妹俩, 停课俩孩子: without a unit an unknown name is counted only where it stands alone. */
function isCountable(
  tokens: readonly Token[],
  first: number,
  last: number,
  { name, category }: Name,
  unit: string | undefined,
): boolean {
  const isAlone = isBorder(tokens[first - 1]) && isBorder(tokens[last + 2])
  const known = category !== undefined || ((unit !== undefined || isAlone) && name.length > 1)
  return known || QUALITY.test(tokens[first]?.text ?? '')
}
