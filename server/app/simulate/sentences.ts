import type { Home } from './community.ts'
import type { Kind } from './demand.ts'
import type { Lots } from './lots.ts'

/** What residents write: openings, needs and endings, put together by lot. `{g}` is goods with a quantity, `{v}` goods without. */
const OPENINGS = ['', '', '麻烦', '您好，', '请问', '你好 ', '哎，', '小益，', '不好意思，', '劳驾，']
const ENDINGS = ['', '', '，谢谢', '。', '，辛苦了', ' 谢谢啦', '，多谢']
const URGENT = ['，挺急的', '，急用', '，麻烦快一点']

const PRODUCE = [
  '西红柿',
  '土豆',
  '白菜',
  '黄瓜',
  '青椒',
  '胡萝卜',
  '茄子',
  '豆角',
  '苹果',
  '香蕉',
  '五花肉',
  '鸡蛋',
  '豆腐',
  '大葱',
]
const GOODS: readonly (readonly [name: string, unit: string])[] = [
  ['大米', '袋'],
  ['面粉', '袋'],
  ['酱油', '瓶'],
  ['食用油', '桶'],
  ['盐', '袋'],
  ['抽纸', '提'],
  ['洗衣粉', '袋'],
  ['牛奶', '箱'],
  ['矿泉水', '箱'],
  ['牙膏', '支'],
]
const MEALS = ['盒饭', '小米粥', '馄饨', '面条', '饺子', '包子']
const MEDICINES = ['布洛芬', '感冒灵', '创可贴', '板蓝根', '体温计', '维生素C']
const COUNT = ['一', '两', '三', '2', '3', '四', '五']

const NEEDS: { readonly [kind in Kind]: readonly string[] } = {
  produce: ['帮我送{g}', '想买{g}，能帮忙送上来吗', '能不能帮我带{g}', '家里没菜了，帮我买{g}', '帮忙捎{g}'],
  daily_goods: ['帮我送{g}', '家里没{v}了，帮我买{g}', '能帮我带{g}上来吗', '要{g}，送到家'],
  meal: ['帮我订{g}，送到家', '中午想要{g}，能送吗', '帮我送{g}'],
  medicine: ['帮我买{g}', '能帮我去药店带{g}吗', '要{g}，我下不了楼'],
  parcel: ['帮我取个快递', '能帮我拿一下快递吗，在小区门口', '快递太重，帮我搬上来', '帮我寄个快递'],
  errand: ['帮我交一下电费', '帮我跑一趟，去物业取张单子', '帮我把垃圾带下去，腿不方便', '帮我去银行取个单子'],
  repair: ['家里水管漏水，找人来修修', '灯不亮了，能来人看看吗', '门锁坏了，找人修一下', '水龙头坏了，帮忙修修'],
  escort: ['明天上午想请人陪我去医院', '下午想请人陪我去看病', '明天下午陪我去趟医院'],
  companionship: ['一个人在家闷，想找人来说说话', '想找个人陪我聊聊天', '想请人来家里陪我坐坐'],
  digital: ['手机不会用，想请人教教', '微信打不开了，能来人教我弄弄吗', '手机上不会挂号，想请人来教我'],
  nursing: ['想请人上门量血压', '能来人帮我换一下药吗，伤口要换药'],
  welfare: ['想办低保，不知道找谁', '想申请高龄补贴，帮我办一下'],
}

/** Said without how much or which: the assistant has to ask once. */
const VAGUE: { readonly [kind in Kind]?: readonly string[] } = {
  produce: ['帮我买点{v}', '帮我送点{v}', '帮我买点菜'],
  daily_goods: ['帮我买点{v}', '帮我带点{v}'],
  meal: ['帮我订个饭', '帮我送点{v}'],
  medicine: ['帮我买点{v}', '帮我买点药'],
  escort: ['想请人陪我去医院', '能找个人陪我去看病吗'],
}

const AMOUNT: { readonly [kind in Kind]?: string } = { produce: '斤', meal: '份', medicine: '盒' }

export interface Wish {
  kind: Kind
  urgent: boolean
  vague: boolean
  /** Where it goes, if it is said. */
  place?: Home
}

/** One message of one resident. */
export function sentenceFor(lots: Lots, wish: Wish, name: string): string {
  const draw = (list: readonly string[], what: string) => lots.oneOf(list, name, what)
  const needs = (wish.vague && VAGUE[wish.kind]) || NEEDS[wish.kind]
  const goods = goodsOf(lots, wish.kind, name)
  const need = draw(needs, 'need').replaceAll('{g}', goods.whole).replaceAll('{v}', goods.bare)
  const place = wish.place ? `，${placeWord(lots, wish.place, name)}` : ''
  return `${draw(OPENINGS, 'opening')}${need}${place}${wish.urgent ? draw(URGENT, 'urgent') : ''}${draw(ENDINGS, 'ending')}`
}

function goodsOf(lots: Lots, kind: Kind, name: string): { whole: string; bare: string } {
  const count = (i: number) => lots.oneOf(COUNT, name, 'count', i)
  if (kind === 'daily_goods') {
    const [bare, unit] = lots.oneOf(GOODS, name, 'goods')
    return { bare, whole: `${count(0)}${unit}${bare}` }
  }
  const list = kind === 'produce' ? PRODUCE : kind === 'meal' ? MEALS : MEDICINES
  const unit = AMOUNT[kind] ?? '个'
  const first = lots.oneOf(list, name, 'goods')
  const second = lots.oneOf(list, name, 'more goods')
  const both = kind === 'produce' && second !== first && lots.happens(0.5, name, 'two')
  return { bare: first, whole: `${count(0)}${unit}${first}${both ? `、${count(1)}${unit}${second}` : ''}` }
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四']

function placeWord(lots: Lots, { zone, building, unit }: Home, name: string): string {
  const inWords = lots.happens(0.5, name, 'digits')
  const number = (digits: string) => (inWords ? (DIGITS[Number(digits)] ?? digits) : digits)
  const house = lots.oneOf(['栋', '号楼', '栋'], name, 'house')
  return `${number(zone)}区${number(building)}${house}${lots.happens(0.5, name, 'unit') ? `${number(unit)}单元` : ''}`
}

const CHATTER = [
  '早上好，今天天气不错', '谁家的猫跑到楼道里了', '晚上广场舞还跳吗', '大家早', '今天风真大', '停车位又满了', '哈哈哈', '昨晚的戏真好看',
  '小区门口在修路，绕着走', '谢谢大家', '孩子放假了，热闹', '这两天降温，多穿点', '谁知道几点停水', '赞', '周末包饺子', '好久没见张老师了',
] // prettier-ignore

/** Small talk of the group: the assistant keeps silent. */
export function chatterFor(lots: Lots, name: string): string {
  return lots.oneOf(CHATTER, name, 'chatter')
}

export const SAYS = {
  yes: ['对', '对的', '好的', '是', '嗯', '没错', '行'],
  received: ['收到了', '收到了，谢谢', '拿到了', '收到'],
  notDone: ['没收到', '没人来', '没办好'],
  cancel: ['不要了', '算了，不要了', '取消吧'],
  delivered: ['送到了', '送到了，放心'],
  accept: (code: string) => `接${code}`,
  decline: ['不接', '不方便'],
  yesFor: ['对'],
} as const

const ANSWERS: { readonly [kind in Kind]?: readonly string[] } = {
  produce: ['两斤', '三斤就行', '一斤'],
  daily_goods: ['一份', '两个', '一袋'],
  meal: ['两份', '一份'],
  medicine: ['一盒', '两盒'],
  escort: ['明天上午九点', '明天下午两点', '今天下午三点'],
}

/** The answer to the one question about what is missing: how much, when, where. */
export function answerFor(lots: Lots, wish: Wish, home: Home, question: string, name: string): string {
  const parts = [
    ...(question.includes('要买些什么') ? [goodsOf(lots, wish.kind, name).whole] : []),
    ...(question.includes('要多少') || question.includes('什么时候')
      ? [lots.oneOf(ANSWERS[wish.kind] ?? ['一个'], name, 'answer')]
      : []),
    ...(question.includes('哪区哪栋') ? [placeWord(lots, home, name)] : []),
  ]
  return parts.join('，') || '对'
}
