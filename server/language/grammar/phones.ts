/** A telephone number of any country as it stands in a text. */
export interface Phone {
  text: string
  /** Digits only, with a leading country code where one is written. */
  digits: string
  at: number
  end: number
}

const RUN = /(?:\+ ?)?(?:\( ?)?(?:\+ ?)?\d(?:[-./()+ ]{0,5}\d){5,40}(?:[ ]?(?:ext\.?|x|X)[ ]?\d{1,6}(?!\d))?/g
const EXTENSION = /[ ]?(?:ext\.?|x|X)[ ]?\d{1,6}$/
/** Between two numbers only a space: 13604779660 13604770960. */
const SEVERAL = /^(?!00)\d{7,12}(?: \d{7,12})+$/
const DATE = /^(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}\/\d{4})$/
const TOLD = /(?:电话|手机|号码?|座机|传真)号?[是为:： ]{0,3}$/
const LEAST = 8
const MOST = 15

/** Finds telephone numbers: grouped by spaces, dashes, dots and brackets, with country code and extension. Linear: every run is bounded. */
export function findPhones(text: string): Phone[] {
  return [...text.matchAll(RUN)].flatMap((match) =>
    split(match[0], match.index).filter((phone) => isPhone(phone, text)),
  )
}

function split(said: string, start: number): Phone[] {
  if (SEVERAL.test(said)) {
    return [...said.matchAll(/\d+/g)].map((one) => toPhone(one[0], start + one.index))
  }
  // 19) 3583…: what stands before a bracket that was never opened is not part of the number
  const closing = said.indexOf(') ')
  const unopened = closing >= 0 && !said.slice(0, closing).includes('(')
  const lead = unopened ? closing + 2 : said.startsWith('(') && !said.includes(')') ? 1 : 0
  return [toPhone(said.slice(lead), start + lead)]
}

function toPhone(text: string, at: number): Phone {
  return { text, digits: text.replace(EXTENSION, '').replace(/\D/g, ''), at, end: at + text.length }
}

function isPhone({ text, digits, at, end }: Phone, whole: string): boolean {
  const before = whole.slice(Math.max(0, at - 8), at)
  const after = whole.slice(end, end + 3)
  const alone = /^(?:\d+|(?!1)\d{3}-\d{4})$/.test(text) && TOLD.test(before) && digits.length >= 6
  if ((digits.length < LEAST && !alone) || digits.length > (text.startsWith('+') ? MOST + 2 : MOST)) return false
  return !isBroken(text) && !isOtherNumber(text) && !touches(before, after)
}

/** Brackets in brackets, a plus inside, +45-12-34: no telephone number is written so. */
function isBroken(text: string): boolean {
  return /\([^)]*\(/.test(text) || /\d\)? ?\+|\)\)/.test(text) || /^\+\d{2}(?:-\d{2}){4}$/.test(text)
}

function isOtherNumber(text: string): boolean {
  return (
    DATE.test(text) || (/^\d+\.\d+$/.test(text) && !/^\d{3}\.\d{4,8}$/.test(text.slice(1))) || /^\d+\.\d+$/.test(text)
  )
}

/** Part of a code, a sum or a longer word: s666…, …d, #2002…, 45*31-…. */
function touches(before: string, after: string): boolean {
  if (/[A-Za-z\d.*=/+_]$|[A-Za-z\d]-$|(?<!#)[-－]$|(?<!#)#$|(?:^|\s)#$/.test(before)) return true
  return /^(?:[A-Za-z\d=*]|[-/]\d| [A-F]\d)/.test(after)
}
