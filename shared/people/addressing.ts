import type { Role } from './roles.ts'
import { isStaff } from './roles.ts'

/** How people call each other in a neighbourhood; a name that ends so is already a form of address. */
// prettier-ignore
const TITLES = [
  '阿姨', '大爷', '大妈', '大娘', '大叔', '大婶', '大嫂', '大姐', '大哥', '奶奶', '爷爷', '姥姥', '姥爷', '叔叔', '伯伯', '婶婶', '妈妈', '爸爸',
  '师傅', '老师', '医生', '大夫', '护士', '书记', '主任', '站长', '社工', '督导', '经理', '老板', '队长', '先生', '女士', '同学', '叔', '伯', '婶', '嫂', '哥', '姐', '姨', '爷', '奶', '总', '工', '嬢', '妈', '爸',
]

/** The surnames of about nine in ten people in China (Ministry of Public Security, yearly name report), then the common double ones. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文樊兰殷施洪翟安颜倪温季俞章鲁葛伍申尤毕聂柴焦'
const DOUBLE_SURNAMES = ['欧阳', '上官', '司马', '诸葛', '皇甫', '尉迟', '公孙', '慕容', '司徒', '夏侯', '端木', '令狐']
/** 小李, 老张, 阿芳: already short and warm. */
const PET_PREFIX = /^[小老阿]/u
const HAN = /^\p{Script=Han}+$/u
const SPOKEN_LENGTH = 12

/** Who is spoken to, as far as the form of address needs it. */
export interface Spoken {
  name: string
  role: Role
  /** The station knows this name to be the person's own; a nick name of a stranger is no such name. */
  verified: boolean
}

/**
 * A chat name made fit for being spoken: no marks that turn the line or mention others, no digits (they may be a phone
 * number), at most 12 characters; never empty.
 */
export function speakableName(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\s·]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return Array.from(plain).slice(0, SPOKEN_LENGTH).join('').trim()
}

/** The surname, if the name looks like a full Chinese name; a single character is none. */
export function surnameOf(name: string): string | undefined {
  if (!HAN.test(name) || PET_PREFIX.test(name)) return undefined
  const double = DOUBLE_SURNAMES.find((surname) => name.startsWith(surname))
  if (double) return name.length > 2 && name.length <= 4 ? double : undefined
  const first = name.slice(0, 1)
  return SURNAMES.includes(first) && name.length >= 2 && name.length <= 3 ? first : undefined
}

function titleOf(name: string): string | undefined {
  return TITLES.find((title) => name.length > title.length && name.endsWith(title))
}

/** 孙建国师傅 → 孙师傅; 王阿姨, 楼上李大爷 and 勤务员 stay. */
function withTitle(name: string, title: string): string {
  const before = name.slice(0, -title.length)
  const surname = before.length > 1 ? surnameOf(before) : undefined
  return surname ? `${surname}${title}` : name
}

/**
 * How a person is spoken to in short, also before others. A title that the person goes by is kept (王阿姨); of a full
 * name that the station knows only the surname is said (孙建国 → 孙师傅, staff 赵敏 → 赵老师: both say nothing of man or
 * woman); every other name is said as the chat shows it, made safe.
 */
export function addressOf(person: Spoken): string {
  const name = speakableName(person.name)
  if (name === '') return isStaff(person.role) ? '社工' : '邻居'
  if (person.role === 'enterprise') return name
  const title = titleOf(name)
  if (title) return withTitle(name, title)
  const surname = person.verified ? surnameOf(name) : undefined
  if (surname === undefined) return name
  return `${surname}${isStaff(person.role) ? '老师' : '师傅'}`
}

/** 13812345678 → 138****5678; shorter numbers keep their last two digits only. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/gu, '')
  if (digits.length >= 11) return `${digits.slice(0, 3)}****${digits.slice(-4)}`
  return digits.length > 2 ? `****${digits.slice(-2)}` : '****'
}
