import type { Frame } from '@yimin/shared/language/frame'
import type { ReasonCode } from '@yimin/shared/moderation/words'
import { defaultModeration } from './defaultRules.ts'
import type { ForbiddenGoods, ModerationSettings } from './defaultRules.ts'
import { fold, isTight, without } from './fold.ts'
import type { Folded } from './fold.ts'
import { findPersonalData } from './guardGroupText.ts'

/** `flow`: goes on at once. `review`: waits for a worker. `refuse`: ends, and the author is told why. */
export type Verdict = 'flow' | 'review' | 'refuse'

/** Why; `found` is the word of the station's own list that was met, never personal data. */
export interface Reason {
  code: ReasonCode
  found?: string
}

export interface Judged {
  /** All that the author said about this request. */
  text: string
  /** Without `confidence` the frame was made by hand and is believed. */
  frame: Frame & { confidence?: number }
  settings?: ModerationSettings
}

export interface Judgement {
  verdict: Verdict
  /** Refusals first; empty when it flows. */
  reasons: Reason[]
}

const FLOWS: Judgement = { verdict: 'flow', reasons: [] }

/**
 * Judges a request by its risk: plain errands flow, forbidden goods are refused with a reason, what is doubtful waits
 * for a worker. An emergency always flows: nobody waits for a check then.
 */
export function judgeRequest({ text, frame, settings = defaultModeration }: Judged): Judgement {
  if (frame.intent === 'emergency') return FLOWS
  const folded = fold(text)
  const said = plainWords(folded)
  const refusals = asksForHelp(frame) ? forbiddenIn(said, frame, settings) : []
  const medicine = asksForHelp(frame) ? medicineIn(said, settings) : undefined
  if (medicine?.code === 'prescription_missing') refusals.push(medicine)
  const doubts = [
    ...(medicine?.code === 'prescription_check' ? [medicine] : []),
    ...doubtfulWords(said, settings),
    ...doubtfulShape(text, folded, settings),
    ...doubtfulFrame(frame, settings),
  ]
  if (refusals.length > 0) return { verdict: 'refuse', reasons: [...refusals, ...doubts] }
  return doubts.length > 0 ? { verdict: 'review', reasons: doubts } : FLOWS
}

const asksForHelp = ({ intent }: Frame): boolean => intent === 'request' || intent === 'amend' || intent === 'other'

/** Without disguises and spaces, so that 香 烟 is 香烟. */
function plainWords(folded: Folded): string {
  return without(folded, (sign) => isTight(sign) && sign !== '<').signs.toLowerCase()
}

/** Between the verb and the goods only a small quantity may stand, or the verb belongs to other goods. */
const BRINGING = '(?:买|带|捎|送|来|要|拿|取|弄|给我|代购|搞|整|加|订|搬)'
const QUANTITY = '[点些个几半一二两三四五六七八九十0-9]{0,4}[条包盒瓶箱桶罐斤两把支根提打挂串]?[好软硬]?'
const REFUSAL_BEFORE = /(?:不要|别|不用|不买|不带|不喝|不抽|没有|不是|不许|禁止|不能)[^,。!?;]{0,3}$/
const REFUSAL_BEHIND = /^(?:不要了|不用了|别|就算了|不要)/

function forbiddenIn(said: string, frame: Frame, settings: ModerationSettings): Reason[] {
  const items = (frame.items ?? []).map(({ name }) => plainWords(fold(name)))
  return settings.forbidden.flatMap((goods) => {
    const found = forbiddenWord(said, items, goods)
    return found ? [{ code: goods.reason, found }] : []
  })
}

function forbiddenWord(said: string, items: string[], goods: ForbiddenGoods): string | undefined {
  const rest = blank(said, goods.except)
  const word = goods.words.find((candidate) => isWanted(rest, candidate))
  if (word) return word
  const names = items.map((name) => blank(name, goods.except))
  return goods.goods.find((short) => names.includes(short) || (rest.includes(short) && isBrought(rest, short)))
}

function blank(text: string, words: string[]): string {
  return words.reduce((rest, word) => (rest.includes(word) ? rest.replaceAll(word, '〇') : rest), text)
}

/** Named, and not to say that it is not wanted (不要白酒). */
function isWanted(said: string, word: string): boolean {
  for (let at = said.indexOf(word); at >= 0; at = said.indexOf(word, at + word.length)) {
    const before = said.slice(Math.max(0, at - 8), at)
    if (!REFUSAL_BEFORE.test(before) && !REFUSAL_BEHIND.test(said.slice(at + word.length, at + word.length + 4)))
      return true
  }
  return false
}

function isBrought(said: string, short: string): boolean {
  const escaped = short.replace(/[^\p{L}\p{N}]/gu, '\\$&')
  const brought = new RegExp(`${BRINGING}(?:${QUANTITY})${escaped}(?!费|的)`, 'gu')
  return [...said.matchAll(brought)].some(
    ({ index }) => !REFUSAL_BEFORE.test(said.slice(Math.max(0, index - 4), index + 1)),
  )
}

function medicineIn(said: string, { prescription }: ModerationSettings): Reason | undefined {
  const rest = blank(said, prescription.except)
  const drug = prescription.drugs.find((word) => isWanted(rest, word))
  const kind = drug ?? prescription.classes.find((word) => isWanted(rest, word))
  if (!kind) return undefined
  const shown = prescription.proof.some((word) => isWanted(said, word))
  return { code: drug && !shown ? 'prescription_missing' : 'prescription_check', found: kind }
}

function doubtfulWords(said: string, { doubtful }: ModerationSettings): Reason[] {
  const lists: [ReasonCode, string[]][] = [
    ['command', doubtful.commands],
    ['fraud_cue', doubtful.fraud],
    ['advert', doubtful.adverts],
    ['insult', doubtful.insults],
  ]
  return lists.flatMap(([code, words]) => {
    const found = words.find((word) => said.includes(word))
    return found ? [{ code, found }] : []
  })
}

const LINK =
  /https?:\/\/|www\.|(?<![A-Za-z0-9])[A-Za-z0-9-]{1,63}\.(?:com|cn|net|org|top|xyz|vip|cc|info|shop|club|icu|link|me)(?![A-Za-z])|点击链接|戳链接|打开链接/i

const MAY_BE_DIGIT = /[0-9十OolIОо]/g
const SHORTEST_PHONE = 7

function doubtfulShape(text: string, folded: Folded, { phonesAllowed, reviewTextAbove }: ModerationSettings): Reason[] {
  const reasons: Reason[] = []
  if (LINK.test(folded.signs)) reasons.push({ code: 'link' })
  const mayHoldPhones = (folded.digits.match(MAY_BE_DIGIT)?.length ?? 0) > phonesAllowed * SHORTEST_PHONE
  if (mayHoldPhones && findPersonalData(text).filter(({ kind }) => kind === 'phone').length > phonesAllowed)
    reasons.push({ code: 'many_phones' })
  if (text.length > reviewTextAbove) reasons.push({ code: 'long_text' })
  return reasons
}

function doubtfulFrame(frame: Judged['frame'], settings: ModerationSettings): Reason[] {
  const { confidence = 1, category, budget = 0 } = frame
  const sensitive = category && asksForHelp(frame) && settings.reviewCategories.includes(category)
  const reasons: Reason[] = []
  if (confidence < settings.reviewBelow) reasons.push({ code: 'low_confidence' })
  if (sensitive) reasons.push({ code: 'sensitive_category', found: category })
  if (budget > settings.reviewBudgetAbove) reasons.push({ code: 'large_budget' })
  return reasons
}
