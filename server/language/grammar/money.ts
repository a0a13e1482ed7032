import { MARK } from './marks.ts'
import { findMeasures } from './measures.ts'
import { readNumber, SPOKEN } from './numbers.ts'

const AMOUNT = `(?:\\d{1,6}(?:\\.\\d{1,2})?|[${SPOKEN}]{1,7})`
/** 三块五, 15块钱, 100元, 8毛. */
const SUM = new RegExp(
  `(?<![\\d.${SPOKEN}])(${AMOUNT})来?(块钱|块(?!儿)|蚊|箍|元钱|元|圆|rmb|RMB|[rR](?=封顶|以内|之内|左右|打住)|毛钱|毛|角钱|角)(?:(半|${AMOUNT})(?:毛|角)?(?!花|香|文鱼|宝|合|张|层)(?![\\d${SPOKEN}]*(?:斤|个|袋|瓶|盒|包|把|条|根|只|箱|桶|张|份|次|页|件|号|栋|楼|单元|点)))?`,
  'g',
)
const LIMIT_AFTER = `(?:以内|之内|以里|里头|里面|以下|左右|上下|内|整|封顶|打住|免谈|拿[得]?下|搞[掂定]|吧?[,， ]?最多|打得住|别再往上|往里|行吗|行不行|可以吗|为止|够了|够吧|够不|就够|就行|的样子|的标准)`
const LIMIT_BEFORE = `(?:总数|上限|预算(?:能|可以|就)?(?:改成?|提到|加到|放到|降到|定)?|放宽到|提到|[车路]费|一共|总共|总价|总的|合计|共|最多|顶多|不超过?|免超过|[别莫免]过|放到|放宽到|给到|别超过|不要超过|不能超过?|不许超过?|莫超过?|甭超过?|别过|别超|不超|控制在|花不了|凑够|凑)(?:是|要|也就|就|给我|来|买|大概|大约|在)?`
/** A bare number counts as money only where a limit stands beside it: 五十以内, 一共别超过四十. */
const BARE = new RegExp(
  `(${LIMIT_BEFORE}[: ]?)(${AMOUNT})(?=$|[\\s,。.!?;、)）]|[吧的就以左上之内够哈啊呢嘛啦哦了]|封顶|打住|免谈)`,
  'g',
)
const BARE_LIMIT = new RegExp(
  `(?<![\\d.${SPOKEN}]|今年|已经|岁数)(\\d{1,5}|[${SPOKEN}]{2,6})(?=(?:以内|之内|以里|往里|以下|封顶|打住|免谈|整[,。\\s]|左右(?=[,。\\s]*$)))(?!(?:以内|之内)?(?:到|来|送))`,
  'g',
)

const PER_ITEM_AFTER =
  /^(?:钱)?[ ]?(?:一|1|每)(?:斤|个|公斤|袋|瓶|盒|包|把|条|根|只|箱|桶|份|次|张|月|天|块|棵|捆|提|串|碗|单|位|人)|^(?:钱)?\/|^(?:钱)?[ ]?[两三四五六七八九十2-9](?:斤|个|把|袋|瓶|盒)(?!以内)/
const PER_ITEM_BEFORE =
  /(?:每|单价)(?:斤|个|公斤|袋|瓶|盒|包|把|条|根|只|箱|桶|份|次|张|月|天|棵|捆)?(?:才|要|都|卖|就|只要|也要|得|涨到)?[ ]?$|(?:一|1)(?:斤|个|公斤|袋|瓶|盒|包|把|条|根|只|箱|桶|份|次|张|棵|捆)(?:才|要|都|卖|就|只要|也要|得|涨到)$/
const SPENT =
  /(?:花了|花|涨到|涨了|卖到|卖|才|都|要收|收了|收我|退|退我|退了|欠|省|便宜|优惠|减|立减|挣|赚|罚|值|红包|补贴|奖|捐了|捐|工资|房租|押金|找我|找了|找|多收|少找|月|月入|给了|付了|转了)(?:我|了|你)?[ ]?$/
const SURE_LIMIT = new RegExp(`^(?:钱)?(?:的)?${LIMIT_AFTER}`)

/** 十块八块的, 三五块: a way to say 'a little'. */
const VAGUE =
  /[一二三四五六七八九十百]块[一二三四五六七八九十百]块(?:钱)?|(?:一两|两三|三五|七八|(?<![二三四五六七八九])十来|好?几[十百千]?)块(?:钱)?/g

const LIMIT_JUST_BEFORE = new RegExp(`${LIMIT_BEFORE}[: ]?$`)

/** A limit for each piece is none for the whole: 每份别超过十五. */
const PER_EACH = new RegExp(`(?:每[^\\s,。]{0,3}|单价|一[个份斤]人?)${LIMIT_BEFORE}?[: ]?$`)
/** 蜂窝煤拉三百块, 砖要一百块 are counted by the piece in any number. */
const COAL = /(?:蜂窝煤|煤球|[瓷红]砖)(?:还|要|拉|来|送|买|剩)?$/
const MONEY_BEFORE = /(?:共|花|给|付|出|预算|总价|总的|买|要|剩|钱么?,?|[,。\s]|^)$/

/** What is sold by the piece, with a blank before the number: 冬瓜 1块. */
const BY_PIECE =
  /(?:冬瓜|南瓜|生?姜|豆腐|豆干|腐乳|[花腊咸]肉|排骨|[香肥]皂|毛巾|抹布|电池|蛋糕|年糕|糍粑|饼|面包|红糖)[ ]$/

/** 姜一块, 豆腐三块, 缺了一角 count pieces; 三块的豆芽 and 五十块 are money. */
function isPiece(
  amount: string,
  unit: string,
  tail: string | undefined,
  before: string,
  after: string,
  limit: boolean,
): boolean {
  if (!/^[块角]$/.test(unit) || tail || limit || after.startsWith('的')) return false
  if (COAL.test(before)) return true
  if (unit === '块' && BY_PIECE.test(before)) return true
  const value = readNumber(amount)
  return value !== undefined && value < 10 && !MONEY_BEFORE.test(before)
}

export interface MoneyReading {
  text: string
  budget?: number
}

function valueOf(amount: string, unit: string, tail: string | undefined): number | undefined {
  const whole =
    amount === '百八十'
      ? 100
      : /^[十百八]{2,3}$/.test(amount) &&
          amount !== '八十' &&
          amount !== '八百' &&
          amount !== '十八' &&
          amount !== '百八'
        ? undefined
        : readNumber(amount)
  if (whole === undefined) return undefined
  if (/毛|角/.test(unit)) return whole / 10
  if (!tail) return whole
  const part = tail === '半' ? 5 : readNumber(tail)
  return part === undefined || part > 9 ? whole : whole + part / 10
}

const FOREIGN = /[美欧日港台韩]元|美[金刀]|港币|台币|英镑|法郎/

/** Money of other countries is neither a budget nor goods. */
function markForeign(text: string): string {
  if (!FOREIGN.test(text)) return text
  return findMeasures(text, 'currency')
    .filter(({ unit, value }) => unit !== 'Chinese yuan' && value !== undefined)
    .reduceRight((left, { at, end }) => left.slice(0, at) + MARK.price + left.slice(end), text)
}

/** Takes money out of the text. `budget`: the total (yuan) that the speaker names as limit or wish; prices per item and money spent are no budget. */
export function readMoney(source: string): MoneyReading {
  let budget: number | undefined
  let sure = false
  const plain = markForeign(source).replace(VAGUE, MARK.price)
  let text = plain.replace(SUM, (whole: string, amount: string, unit: string, tail: string | undefined, at: number) => {
    const after = plain.slice(at + whole.length, at + whole.length + 12)
    const before = plain.slice(Math.max(0, at - 10), at)
    const limit = SURE_LIMIT.test(after) || LIMIT_JUST_BEFORE.test(before)
    // 十块红薯 counts pieces; 十块钱的红薯 is money
    if ((unit === '块' || unit === '角') && !limit && !/^(?:钱|的|$|[\s,。.!?;])/.test(after) && !tail) return whole
    if (isPiece(amount, unit, tail, before, after, limit)) return whole
    if (PER_EACH.test(before)) return MARK.price
    if (PER_ITEM_AFTER.test(after) || (!limit && PER_ITEM_BEFORE.test(before))) return MARK.price
    if (!limit && SPENT.test(before)) return MARK.price
    const value = valueOf(amount, unit, tail)
    if (value !== undefined && (budget === undefined || (limit && !sure))) {
      budget = value
      sure = limit
    }
    return MARK.money
  })
  const bare = (lead: string, amount: string, whole: string, at: number): string => {
    if (PER_EACH.test(text.slice(Math.max(0, at - 6), at) + lead)) return lead + MARK.price
    const value = readNumber(amount)
    if (value === undefined || value < 1) return whole
    if (!sure) budget = value
    sure = true
    return lead + MARK.money
  }
  text = text.replace(BARE, (whole: string, lead: string, amount: string, at: number) => bare(lead, amount, whole, at))
  text = text.replace(BARE_LIMIT, (whole: string, amount: string, at: number) => bare('', amount, whole, at))
  return { text, ...(budget !== undefined && { budget: Math.round(budget * 100) / 100 }) }
}
