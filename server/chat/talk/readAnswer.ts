import type { ReadFrame } from '@yimin/shared/language/frame'
import type { RequestDoc } from '../../requests/index.ts'
import { understandIn } from './understandIn.ts'
import { localNow } from './utterance.ts'
import type { Utterance } from './utterance.ts'

/**
 * Reads a bare answer (一袋10斤的, 九区4栋) together with what was asked about: alone it means nothing.
 * What the answer says itself wins over what the two say together.
 */
export function readAnswer(utterance: Utterance, frame: ReadFrame, asked: RequestDoc): ReadFrame {
  const goods = asked.items.map((item) => item.name)
  const read = (text: string) => understandIn(utterance.station, text, localNow(utterance), 'private')
  const together = read(`帮我送${goods.join('、') || '东西'}，${utterance.text}`)
  const quantities = frame.items?.length
    ? frame.items
    : quantitiesOf(read(`要${amountIn(utterance.text)}${goods[0] ?? ''}`), goods)
  const { address = together.address, when = together.when, phone = together.phone, budget = together.budget } = frame
  return {
    ...frame,
    ...(address ? { address } : {}),
    ...(when ? { when } : {}),
    ...(phone ? { phone } : {}),
    ...(budget === undefined ? {} : { budget }),
    ...(quantities ? { items: quantities } : {}),
  }
}

function quantitiesOf(read: ReadFrame, goods: string[]): ReadFrame['items'] {
  const [name] = goods
  const meant = read.items?.find((item) => item.quantity !== undefined)
  return name && meant ? [{ ...meant, name }] : undefined
}

const NUMBER = '(?:[0-9.]+|[零一二两三四五六七八九十百半俩仨]+)'
const MEASURE =
  '(?:袋|斤|公斤|千克|克|两|个|盒|瓶|桶|箱|包|把|捆|提|份|块|根|条|只|罐|卷|听|碗|棵|颗|串|板|打|升|支|管|件|双|套|朵|头|枚|kg)'
const AMOUNT = new RegExp(`${NUMBER}\\s?(?:大|小)?${MEASURE}`, 'u')

/** The first amount with a measure: 九区4栋，一袋10斤的 → 一袋. */
function amountIn(text: string): string {
  return AMOUNT.exec(text.normalize('NFKC'))?.[0] ?? ''
}

/** The last amount: 不是两斤，是三斤 → 三斤. Empty where there is none. */
export function lastAmountIn(text: string): string {
  return [...text.normalize('NFKC').matchAll(new RegExp(AMOUNT, 'gu'))].at(-1)?.[0] ?? ''
}

const VAGUE = ['药', '菜', '水果', '肉', '东西', '吃的', '蔬菜', '日用品', '饭']

/** 药 was asked for, and 布洛芬一盒 tells which. */
function isVague({ items }: RequestDoc): boolean {
  return items.every(({ name }) => VAGUE.includes(name))
}

/** Does the answer bring what was missing? A whole new wish for other goods is a new request, even while a question is open. */
export function fills(answer: ReadFrame, asked: RequestDoc): boolean {
  const { missing } = asked
  const items = answer.items ?? []
  const known = (name: string) => asked.items.some((item) => item.name.includes(name) || name.includes(item.name))
  const brings =
    (missing.includes('address') && (answer.address?.building !== undefined || answer.address?.place !== undefined)) ||
    (missing.includes('time') && answer.when !== undefined) ||
    (missing.includes('quantity') &&
      (answer.budget !== undefined || items.some((item) => item.quantity !== undefined && known(item.name)))) ||
    (missing.includes('what') && items.length > 0)
  if (missing.includes('quantity') && items.length > 0 && isVague(asked) && answer.category === asked.category)
    return true
  if (answer.intent !== 'request') return brings
  return brings && (missing.includes('what') || items.every((item) => known(item.name)))
}

const ANY_TIME = /不急|不着急|都行|都可以|都成|随便|随时|看你们|你们定|哪天/u

/** 什么时候都行: an answer to when. */
export function saysAnyTime(text: string): boolean {
  return ANY_TIME.test(text)
}
