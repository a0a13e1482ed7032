import { NAMELESS } from '@yimin/shared/moderation/words'
import { fold } from './fold.ts'
import { findPersonalData } from './guardGroupText.ts'

const LONGEST_NAME = 12

/** Names under which nobody but the station speaks. */
const OFFICIAL = /助手|机器人|系统|管理员|客服|官方|公告|社工站|站长|[Aa]dmin|[Ss]ystem|[Bb]ot/

/** An @ in a nick name would call somebody: 王芳@社区助手 is 王芳. */
const CALL = /[@＠﹫].*$/su
const SAYABLE = /[^\p{Script=Han}A-Za-z·0-9]/gu
const DIGIT_RUN = /[0-9]{2,}/g

/**
 * A nick name as it may be spoken in a group: no door, phone or illness, no invisible or turning signs, no @, no run of
 * digits, at most 12 characters. What leaves nothing, or passes for the station, becomes 这位邻居.
 */
export function safeGroupName(name: string): string {
  const called = withoutFinds(name.slice(0, 500)).replace(CALL, '')
  const plain = fold(called).signs.replace(SAYABLE, '').replace(DIGIT_RUN, '')
  const short = [...plain].slice(0, LONGEST_NAME).join('')
  const unfit = /^[0-9·]*$/.test(short) || OFFICIAL.test(short) || findPersonalData(short).length > 0
  return unfit ? NAMELESS : short
}

function withoutFinds(name: string): string {
  let rest = name
  for (const { start, end } of findPersonalData(name).reverse()) rest = `${rest.slice(0, start)} ${rest.slice(end)}`
  return rest
}
