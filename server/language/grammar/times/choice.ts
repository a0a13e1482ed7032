import { partOfWord, type Part } from './clocks.ts'
import type { TimeSpan } from './spans.ts'

const CORRECTION = /不对|不是|错了|说错|改成|改到|改为|换成|换到|推到|推迟到|提前到|挪到|延到|还是|算了|不在家|没在家/
const REFUSED_BEFORE = /(?:不用|不要|甭|别|不用等|别等|等不到|等不了)$/
const WANTED_AFTER =
  /^[ ,]?(?:能|可以|谁|有人|有没有|麻烦|请|就|再|给|帮|上门)?[^\s,。!?没不别\uE001\uE009]{0,5}(?:送|来|去|到|取|拿|收|接|帮|修|上门|过来|陪|用|求|叫|给我|教)|^[ ,]?要(?!交|考|比赛|面试|黑灯|去|上|回|开|出|过|下|降|刮|停|是)|^(?:吧|行吗|行不|成不|可以吗|方便)/
const WANTED_BEFORE = /(?:送|改到|改成|改|换到|换成|换|改在|约|定|推到|就|想|要|麻烦|延到|挪到|安排)(?:在)?$/
/** Others' hours: the guests come at half past twelve. */
const TOLD_BEFORE = /(?:客人|亲戚|大夫|医生|医院|物业|宝宝|航班|飞机|火车)$/
const TOLD_WORDS =
  '停|开庭|[唔不]舒服|要(?:交|考|比赛|面试|黑灯)|新到|没人(?![带管看接做])|不在|没空|有事|有客|刚|就要(?![,。!给]|$)|天气|下雨|降温|过生日|生日|到货|检查|开会|上班|值班|值|出差|手术|过年|开学|没在|没时间|回老家|来客|要来|是(?!否|不是)|听说|起来|一顿|关门|开门|下班|打烊|太[早晚]|我?(?:儿子|女儿|闺女|姑娘|孩子|孙子|儿媳|儿|老伴|爱人)(?!儿?[要得]?去)|(?<! )[他她它]'
const TOLD_AFTER = new RegExp(`^[ ]?(?:${TOLD_WORDS}|才|我(?:就|才|要|得|不|去|有|没|值|出))`)
/** Of one's own day: what befalls, ails or keeps one. */
const BEFALLS =
  '爬起来|就[醒起]|下晚自习|要午休|没(?!人[带管看接做]|关系|问题|课|安排)|忘|(?:正好|刚好)?歇(?!工)|吃[斋素]|有[^,。 ]{1,5}来(?:做客|串门)|从[^,。 ]{0,6}[掉摔跌]|补课|零下|不是(?![今明后昨周礼星\\d\uE000-\uF8FF])|才能(?!来|送|到)|轮到|破例|忽然|突然|又(?!要|来|得)|差点|头晕|头疼|发烧|烧到|偷偷|冰凉|脚冰|最?难[熬受]|最难|起夜|收摊|出摊|登陆|恢复|[才不]营业|[关开](?=[,。! ]|$)|(?:要)?考试|答辩|加班|交班|顶班|还(?:你|一)|吃凉|听见|开涮|我自己|排到|肯定(?!送|到|能)|有人按|的(?:飞机|火车|高铁|班)'
/** What is told even where no other time is named. */
const TOLD_ALONE = new RegExp(`^[ ]?(?:${TOLD_WORDS}|${BEFALLS})`)

/** The one time that the service is wanted at: a correction counts, then the time beside the act, then the first; a day and an hour told apart are joined. */
export function chooseTime(spans: readonly TimeSpan[], text: string): TimeSpan | undefined {
  const open = spans.filter((span) => !span.past)
  const best = open.length > 1 ? bestOf(open, text) : open.find((span) => !isOnlyTold(span, text))
  return best && { ...best, ofService: isOfService(best, text) }
}

/** 今晚那单, 明天上午的导诊, 周五领钱不去了, 原定今晚的陪读: the time of the service itself; 上午要的那箱, 今天抽不出空 tell when or why. */
const OF_SERVICE =
  /^(?:那(?!位|个时)|嗰|的(?![^,。]{0,6}(?:先别|我请假|那个))|[去陪看领接]|送[^,。]{1,6}的|陪|就不|别[来派送]|[^,。 ]{0,8}不用安排|[^,。 ]{1,8}的?(?:取消|不用来|先不用来?|别来)|来[^,。 ]{1,5}不用|[^,。 我]{2,6}我[去来接送][不没])/
const ORDERED_BEFORE = /(?:原定|原订|答应|说好|约好|约的|取消我?|退掉|撤销一?下?)(?:的)?$/

function isOfService(span: TimeSpan, text: string): boolean {
  return (
    OF_SERVICE.test(text.slice(span.end, span.end + 12)) ||
    ORDERED_BEFORE.test(text.slice(Math.max(0, span.at - 5), span.at))
  )
}

/** What is told of a time that is over: 今天上午你们送的米. */
const TOLD_OF_OVER = /^[^,。!?]{0,8}(?:送|来|取|拿|买|修|办|接|陪|打|说|问)[^,。!?]{0,3}(?:的(?!话)|了|过)/

/** The time that was wished for and is over by the clock: 今天下午送, said at night. Where another one is open, that one counts. */
export function chooseOver(spans: readonly TimeSpan[], text: string): TimeSpan | undefined {
  if (spans.some((span) => !span.past)) return undefined
  const wished = spans.filter((span) => span.over).map((span) => ({ ...span, past: false }))
  const over = wished.length > 1 ? bestOf(wished, text) : wished[0]
  if (!over || isOnlyTold(over, text)) return undefined
  const [before, after] = [text.slice(Math.max(0, over.at - 4), over.at), text.slice(over.end, over.end + 14)]
  if (TOLD_OF_OVER.test(after)) return undefined
  const isWish = WANTED_AFTER.test(after) || WANTED_BEFORE.test(before) || /^[ ,。!?吧的]*$/.test(after)
  return isWish ? over : undefined
}

/** A service is called off or handed on: a day beside it tells why, unless it names the service itself (今晚那单, 明天的导诊). */
const CALLED_OFF =
  /别(?:再)?(?:派|约|来了|送了|忙活)|不用再|不[必消用]派|护士不消|不劳烦|不用?麻烦|使麻烦|甭跑|别跑了|不要来了|饭不要了|先算了|退掉|划掉|撤销|先停掉|我退出|退了退了|换别的|换个人|请换人|请换别|接不[成牢]|干不成|来不了了|去不成|另找|找别人|换人[吧来干]|自[个己]去|跑不成|没空接|交给(?!我|他|你)|交回|让给小|请另找|找别的|谁替我去|邻居顶我|替俺送|开不成车|去不了了|先不要送|先别备/
const NAMES_SERVICE = /^(?:那[趟单个]|的(?!那个))/
const TALK_AFTER = /^(?:是(?!否|不是|想|要|来)|听说|起来|一顿|关门|打烊|就没|值夜?班)/
const TALK_BEFORE = /(?:[儿女孩]子?说|吃到|别等|不用等)$/

/** 今天是老伴生日, 驿站九点关门: no wish is told with it. */
function isOnlyTold(span: TimeSpan, text: string): boolean {
  const after = text.slice(span.end, span.end + 6)
  if (!NAMES_SERVICE.test(after) && CALLED_OFF.test(text)) return true
  return (
    TOLD_ALONE.test(text.slice(span.end, span.end + 6)) ||
    TALK_AFTER.test(text.slice(span.end, span.end + 4)) ||
    TALK_BEFORE.test(text.slice(Math.max(0, span.at - 3), span.at))
  )
}

function bestOf(open: readonly TimeSpan[], text: string): TimeSpan | undefined {
  const wished = joinDayAndHour(withoutCorrected(open, text), text).filter((span) => !isOnlyTold(span, text))
  return wished.reduce<TimeSpan | undefined>(
    (best, span) => (best && scoreOf(best, text) >= scoreOf(span, text) ? best : span),
    undefined,
  )
}

/** 明天不对后天上午, 不用上午来啦: what was taken back is no wish. */
function withoutCorrected(open: readonly TimeSpan[], text: string): TimeSpan[] {
  let kept: TimeSpan[] = []
  open.forEach((span, index) => {
    const before = open[index - 1]
    if (before && kept.includes(before) && isDenied(span, text)) return
    if (before && CORRECTION.test(text.slice(before.end, span.at))) {
      const day = span.day ?? (span.clock || span.part ? before.day : undefined)
      kept = [{ ...span, ...(day && { day }), corrected: true }]
    } else if (!isRefused(span, text)) kept.push(span)
  })
  return kept
}

/** 是后天上午 不是明天: what was told first stands. */
function isDenied(span: TimeSpan, text: string): boolean {
  return /[ ,]?不是$/.test(text.slice(Math.max(0, span.at - 3), span.at))
}

function isRefused(span: TimeSpan, text: string): boolean {
  const before = text.slice(Math.max(0, span.at - 3), span.at)
  return /不是[ ]?$/.test(before) || REFUSED_BEFORE.test(before)
}

/** 客人十二点半到, 五点半要赶飞机: an hour that the service has to mind. */
function isOfOthers(span: TimeSpan, text: string): boolean {
  const after = text.slice(span.end, span.end + 14)
  return (
    TOLD_AFTER.test(after) ||
    after.startsWith('要赶') ||
    TOLD_BEFORE.test(text.slice(Math.max(0, span.at - 2), span.at))
  )
}

/** 【停电通知】周三 9 点至 17 点…: what a forwarded notice announces is not when the help is wanted. */
const NOTICE = /(?:通知|公告|提醒|告示|转发?)[】\]:][^\n↑]*$/

function isInNotice(span: TimeSpan, text: string): boolean {
  return NOTICE.test(text.slice(0, span.at))
}

function scoreOf(span: TimeSpan, text: string): number {
  const after = text.slice(span.end, span.end + 14)
  return (
    (WANTED_AFTER.test(after) ? 2 : 0) +
    (WANTED_BEFORE.test(text.slice(Math.max(0, span.at - 4), span.at)) ? 2 : 0) -
    (isOfOthers(span, text) || isInNotice(span, text) ? 3 : 0) +
    (span.clock ? 0.5 : 0) +
    (span.part ? 0.2 : 0) +
    (span.relation === 'before' ? 0.1 : 0) -
    (span.day?.feast && !span.clock && !span.part ? 2.5 : 0)
  )
}

/** 明天 … 三点: an hour belongs to the day told before it, or right after it (七点二十送，别洒，明天). */
function joinDayAndHour(spans: readonly TimeSpan[], text: string): TimeSpan[] {
  const out: TimeSpan[] = []
  let dated: TimeSpan | undefined
  for (const span of spans) {
    const last = out.at(-1)
    const joined = last && (withDayBefore(last, span, text) ?? withDayBehind(last, span) ?? asRange(last, span))
    if (joined) out[out.length - 1] = joined
    else out.push(isHourAlone(span) && span.clock ? onDayOf(dated, span, text) : span)
    if (span.day) dated = span
  }
  return out
}

function withDayBefore(last: TimeSpan, span: TimeSpan, text: string): TimeSpan | undefined {
  if (!last.day || last.clock || !isHourAlone(span)) return undefined
  return { ...span, day: last.day, part: span.part ?? last.part ?? partOfMeal(last, span, text), at: last.at }
}

/** 明天的早饭，六点半送: breakfast is in the morning. */
function partOfMeal(last: TimeSpan, span: TimeSpan, text: string): Part | undefined {
  const isBreakfast = /早[饭餐点]/.test(text.slice(last.end, span.at))
  return isBreakfast && (span.clock?.hour ?? 12) <= 10 ? partOfWord('早上') : undefined
}

function withDayBehind(last: TimeSpan, span: TimeSpan): TimeSpan | undefined {
  return last.clock && !last.day && isDayAlone(span) && span.at - last.end < 8 ? { ...last, day: span.day } : undefined
}

/** 九点以后十一点以前 */
function asRange(last: TimeSpan, span: TimeSpan): TimeSpan | undefined {
  const isNext = last.relation === 'after' && span.relation === 'before' && span.at - last.end < 2
  return isNext && last.clock && span.clock && !span.day
    ? { ...last, relation: undefined, until: span.clock, end: span.end }
    : undefined
}

/** 下周二约的九点，九点太早，九点半: a later hour is of the same day, unless that day was only told of. */
function onDayOf(dated: TimeSpan | undefined, span: TimeSpan, text: string): TimeSpan {
  if (!dated || TOLD_AFTER.test(text.slice(dated.end, dated.end + 4))) return span
  return { ...span, day: dated.day, part: span.part ?? dated.part }
}

function isHourAlone(span: TimeSpan): boolean {
  return !span.day && !span.ahead && (span.clock !== undefined || span.part !== undefined)
}

function isDayAlone(span: TimeSpan): boolean {
  return span.day !== undefined && span.day.span === 1 && !span.clock && !span.part && !span.relation
}
