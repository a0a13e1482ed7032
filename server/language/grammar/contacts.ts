import { MARK } from './marks.ts'
import { readDigits } from './numbers.ts'
import { findPhones } from './phones.ts'

const SHELF =
  '(?:[A-Za-z]?\\d[\\dA-Za-z]*(?:-\\d+){0,3}|[零〇一二三四五六七八九十幺]{1,4}(?:杠[零〇一二三四五六七八九十幺]{1,4}){1,3})'
/** Codes of parcels; several may follow one another: 取件码7-2-3091 7-2-3092. */
const PICKUP = new RegExp(
  `(?:取[件建]码|取货码|提货码|取件号|取件|取码|收件码|货架号|凭码|[那这]个码|码[是系为]|验证码|单号(?![: ]?[A-Za-z]\\d{3,4}(?![\\dA-Za-z-]))|尾号|(?<![\\p{Script=Han}A-Za-z])码)[^\\d\\n,。一二三四五六七八九十零〇幺]{0,3}(?:[^\\d\\n,。]{0,14}(?=[一二三四五六七八九十零幺]{1,4}杠))?${SHELF}(?:[ 、,和跟]{1,3}\\d{1,2}-\\d{1,2}-\\d{4})*`,
  'gu',
)
const MOBILE = /(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d(?:[- ]?\d){8})(?!\d)/g
const SPOKEN_MOBILE =
  /[一幺1][三四五六七八九3-9][零〇一二两三四五六七八九幺0-9](?:[ -]?[零〇一二两三四五六七八九幺0-9]){8}(?![零〇一二三四五六七八九幺0-9])/g
const LANDLINE = /(?<!\d)(0\d{2,3}[- ]\d{3,4}[- ]?\d{4})(?!\d)/g
/** Written with a country code or an area in brackets: +44 20 …, (0571) 8888…. */
const FOREIGN = /(?:\+ ?\d|\(0\d{2,3}\))[\d ()-]{6,20}\d/g
const LOCAL = /((?:电话|座机|打|联系)(?:是|号码|号)?[: ]?)([2-8]\d{6,7})(?!\d)/g
const CODE =
  /(?<![A-Za-z0-9$#-])([A-Za-z])-?(\d{3,4}|[零〇一二三四五六七八九幺]{3,4})(?![0-9A-Za-z]|-\d|号楼|栋|座|房|室)/g
/** A88到哪了, 任务D15: two digits make a code only where it is taken up, given back or asked about; A12 alone may be a door. */
const SHORT_CODE =
  /(^|(?:任务|单号?|单子|的|查下|查一下|[,，。 ]) ?)([A-Z])(\d{2})(?=$|[ ,。:!?]|那[个单张件份]|这[个单张件份]|[已都]|我|取消|不送|到哪|退单|后天|搞定|给我|归)(?! ?[-号栋座楼单元门室]| ?\d{3,4}(?!:))/g
const REFERENCE = /\$code|\$\d+/g

export interface Contacts {
  text: string
  phone?: string
  code?: string
}

/** Takes pick-up codes, phone numbers (digits, spaced or spoken) and request codes (A102) out of the text. */
export function readContacts(source: string): Contacts {
  let phone: string | undefined
  let code: string | undefined
  const keepPhone = (digits: string): string => {
    phone ??= digits.replace(/\D/g, '')
    return MARK.phone
  }
  const text = source
    .replace(PICKUP, MARK.pickup)
    .replace(MOBILE, (_, digits: string) => keepPhone(digits))
    .replace(SPOKEN_MOBILE, (spoken) => keepPhone(readDigits(spoken.replace(/[ -]/g, '')) ?? ''))
    .replace(LANDLINE, (_, digits: string) => keepPhone(digits))
    .replace(FOREIGN, (said) => (findPhones(said).length === 1 ? keepPhone(said) : said))
    .replace(LOCAL, (_, lead: string, digits: string) => lead + keepPhone(digits))
    .replace(CODE, (_, letter: string, digits: string) => {
      code ??= letter.toUpperCase() + (readDigits(digits) ?? digits)
      return MARK.code
    })
    .replace(SHORT_CODE, (_, lead: string, letter: string, digits: string) => {
      code ??= letter + digits
      return lead + MARK.code
    })
    .replace(REFERENCE, MARK.code)
  return { text, ...(phone && { phone }), ...(code && { code }) }
}

const ONE_TO_FIVE = '[一二两三四五1-5]'
const STARS = new RegExp(`(${ONE_TO_FIVE})(?:颗|个|粒|顆)?星(?!级|期)|(满)星`, 'g')
const POINTS = new RegExp(
  `(?:满意度?|打分|评分)[^0-9一二三四五]{0,3}(${ONE_TO_FIVE})分?(?![0-9点个斤袋瓶盒包块])|(?:[给打俾畀]了?|得分|必须|至少|值)[^0-9一二三四五]{0,3}(${ONE_TO_FIVE})分(?!钟|之)|(?:^|[\\s,，。;；、!])(?:就|还|整)?(${ONE_TO_FIVE})分(?:吧|整|给足|奉上|$|[。,!])`,
  'g',
)
/** 不是四星是五星, 四星少了点儿: said only to be put aside. */
const PUT_ASIDE = /(?:不是|扣|少|差|减|丢)[一-龥]{0,2}$/
/** Characters before a rating that may put it aside. */
const LEAD = 6
const NOT_THAT = /^(?:半|少了|不行|不够|都嫌多|太少)/

/** What is said last stands: 三星…凑个四星, 差评我改好评. */
function lastPoints(text: string): string | undefined {
  let last: string | undefined
  for (const pattern of [POINTS, STARS])
    for (const said of text.matchAll(pattern)) {
      const end = said.index + said[0].length
      const after = text.slice(end, end + LEAD)
      if (PUT_ASIDE.test(text.slice(Math.max(0, said.index - LEAD), said.index)) || NOT_THAT.test(after)) continue
      last = said[1] ?? (said[2] === '满' ? '五' : (said[2] ?? said[3]))
    }
  return last
}

function readOpinion(text: string): number | undefined {
  const verdicts = [...text.matchAll(/(差|好)评/g)]
  const last = verdicts.at(-1)?.[1]
  if (last) return last === '差' ? 1 : 5
  if (/满分/.test(text)) return 5
  return undefined
}

/** Without one of these nothing is rated; the patterns for ratings cost more. */
const MAY_RATE = /[星分评满]|^[1-5一二三四五]/

/** The rating that is told, 1 to 5; `alone`: the whole message is one digit, as the assistant asks for it. */
export function readRating(text: string): { rating?: number; alone: boolean } {
  if (!MAY_RATE.test(text)) return { alone: false }
  const bare = /^([1-5一二三四五])分?[.。!]?$/.exec(text)
  if (bare) return { rating: Number(readDigits(bare[1] ?? '')), alone: true }
  const points = lastPoints(text)
  if (points) return { rating: Number(readDigits(points.replace('两', '二'))), alone: false }
  const rating = readOpinion(text)
  return rating === undefined ? { alone: false } : { rating, alone: false }
}
