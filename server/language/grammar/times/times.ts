import { startOfDay, writeMinute, type Minute } from './calendar.ts'
import { hourWithin } from './clocks.ts'
import { MARK } from '../marks.ts'
import { spanAt, type TimeSpan } from './spans.ts'
import { stick } from './stick.ts'

import { toWhen } from './whens.ts'

export { chooseOver, chooseTime } from './choice.ts'
export { toWhen } from './whens.ts'
export type { TimeSpan } from './spans.ts'

const NUMERAL = /[\d零一二两三四五六七八九十半俩仨]/
/** A number that may belong to a time: a word of the clock or the calendar follows it; 两斤 and 三个 end the look at once. */
const TIMELY_NUMBER =
  /[\d零〇一二两三四五六七八九十百半俩仨个来多几 ]{0,10}(?:[年月日号点时天周星礼刻分小钟秒:/.到至—–]|-[\d一二两三四五六七八九十])|[一半](?:早|大早|清早|夜|下午|晚)|五[一四]|[六七八十]一|三八|七夕/y
/** Words with which a time that begins with no number begins. */
const LEAD =
  /[今明后昨前当即本每周星双腊正冬初除廿凌赶晌傍擦黄夜听寻琴差]|[下上](?=[个下上周星礼月午半晌昼晝一年元旬晚班])|这(?=[个周星礼月一])|礼拜|清[早晨明]|早[上晨起间头半饭餐点]|头[午晌]|午[间后睡觉饭餐休夜]|[早晚](?=[\d一二两三四五六七八九十]{1,3}点)|晚[上间饭餐么夕半黑边]|那[天晚]|大[后前清早上年天晌晚]|中[午秋晌元饭]|天[一擦刚黑]|过[\d一二两三四五六七八九十半俩晌午年]|再过|月[底末初中尾头]|年[底末前三初]|[去来]年|元[旦宵]|新年|情人节|女生节|妇女节|学雷锋|植树节|愚人节|劳动节|青年节|护士节|儿童节|建[党军]节|教师节|国庆|万圣节|光棍节|平安夜|圣诞|小年|龙抬头|灯节|端[午阳]|乞巧|团圆节|重阳|敬老节|老[人历]|立[春秋冬]|夏至|[父母]亲节|感恩节|农历|阴历|阳历|旧历|蒙蒙|麻麻|煞黑|挨[黑晚]|黑[夜下天]|深夜|晏[昼晝晡]|朝[早头]|暗晡|(?<!礼)拜[一二三四五六日]|睡|临睡|收工|[放散]工|吃[完过早午晚中晌]|在(?:晚|午|早|睡|下班|天黑|吃)/y

/** What stands behind a feast at which something is to be done; else the feast is only talked of (中秋月饼, 国庆不打烊, 年前想把屋里扫扫). */
const FEAST_DEED =
  /^[ ,]?(?:能|可以|请|谁能?|有人|有没有人?|麻烦|帮我?|给我?|再|就|要|上午|下午|晚上)?(?:送|来|上门|到|取|拿|接|陪|用|过来|去医院|去接)(?!的|了|临|访|不)/
const FEAST_SET = /(?:改到|改成|改在|换到|推到|延到|挪到|安排在|定在|约在|放在|送到)$/

/** All times of a text, in order; the text with each replaced by a mark. Linear: every position is tried once with bounded patterns. */
export function readTimes(source: string, now: Minute): { text: string; spans: TimeSpan[] } {
  const spans: TimeSpan[] = []
  let text = ''
  let at = 0
  while (at < source.length) {
    const span = beginsHere(source, at) ? spanAt(source, at, now) : undefined
    if (!span || span.end === at) {
      text += source.charAt(at)
      at += 1
    } else {
      if (isTalk(source, span)) text += source.slice(at, span.end)
      else {
        const done = span.past || isDone(source, span, now)
        const over = !done && isOver(span, now)
        const past = done || over
        text += past ? MARK.past : MARK.time
        // positions of spans are those in the marked text: that is what the chooser looks at
        spans.push({ ...span, past, over, at: text.length - 1, end: text.length })
      }
      at = span.end
    }
  }
  return { text, spans }
}

function beginsHere(source: string, at: number): boolean {
  const lead = NUMERAL.test(source.charAt(at)) ? TIMELY_NUMBER : LEAD
  return stick(lead, source, at) !== null && !insideNumber(source, at) && !isDoor(source, at)
}

const DOOR = /\d{1,3}号[ ,。]/y
const LANE_BEFORE = /(?:[^\s,。家那这哪手屋夜]里|[弄坊苑园邨宅筑寓])$/

/** 海宁里5号,12点之前: the number of a house is none of a day, whatever follows it. */
function isDoor(source: string, at: number): boolean {
  return stick(DOOR, source, at) !== null && LANE_BEFORE.test(source.slice(Math.max(0, at - 2), at))
}

/** What is told and not asked for: a feast, a habit of the night, the number of a house. */
function isTalk(source: string, span: TimeSpan): boolean {
  return (
    isFeastTalk(source, span) ||
    isHabit(source, span) ||
    isNightTalk(source, span) ||
    isName(source, span) ||
    isHouse(source, span)
  )
}

const EACH_BEFORE = /(?:[每逢]|[每一两三]个)$/
const HABIT_BEFORE =
  /(?:每(?:周|星期|礼拜)[一二三四五六日天、]{0,6}|每天|天天|每日|每晚|逢|一到|老是|总是|经常|整天|从早到)$/
const HABIT_AFTER =
  /^(?:头|里)?(?:也|还(?!能|可以|来|送)|都(?!行|可|成|在)|总|老(?!师)|常|经常|一直|冷|热(?!水)|冻|睡|哭|咳|疼|痛|难受|不敢|怕|失眠|醒|起夜|惯|吱|风(?!扇)|黑|它|刚|好送|那个?[单的]|我?(?:下|订|定|托|叫|报|说|买)的|托[您你]|摘的|抱着)/

/** 晚上冷得睡不着, 每天早上, 上午我下的单: a part of the day that tells of what is always or was. */
function isHabit(source: string, span: TimeSpan): boolean {
  if (EACH_BEFORE.test(source.slice(Math.max(0, span.at - 2), span.at))) return true
  if (span.day || span.clock || span.ahead || span.relation || span.untilDay) return false
  return (
    HABIT_AFTER.test(source.slice(span.end, span.end + 6)) ||
    HABIT_BEFORE.test(source.slice(Math.max(0, span.at - 9), span.at))
  )
}

const NIGHT = /^(?:夜里|半夜|半夜三更|深夜|夜间|夜头|夜到)$/
const NIGHT_WISH = /^[^,。!? ]{0,9}(?:陪|守|看护|照看|照顾|看着|来人|来个|送|帮|请)/

/** 夜里吐奶, 半夜下暴雨: of the night more is told than asked for. */
function isNightTalk(source: string, span: TimeSpan): boolean {
  if (span.day || span.clock || span.relation || !NIGHT.test(source.slice(span.at, span.end))) return false
  return !NIGHT_WISH.test(source.slice(span.end, span.end + 12))
}

const NAMED_BY = /^(?:课堂|巡[逻查]|[早晚中夜]?班(?!后|前)|那班|饭(?![前后点送]))/
const RISERS = /早起$/
const RISING = /^(?:的|去|出|晨|遛)/

/** 四点半课堂, 夜间巡逻队, 早起的: a time in a name. */
function isName(source: string, span: TimeSpan): boolean {
  const after = source.slice(span.end, span.end + 3)
  return NAMED_BY.test(after) || (!span.day && RISERS.test(source.slice(span.at, span.end)) && RISING.test(after))
}

const SIZE_BEFORE = /电池[^,。]{0,3}$/
const PLACE_BEFORE = /[里村街路巷弄苑园庄湾坊坞院区居寓城府邸庭公馆道]$/

/** 静安里8号: a number behind a place's name is a door. */
function isHouse(source: string, span: TimeSpan): boolean {
  if (span.part || span.clock || span.relation || !/[号]$/.test(source.slice(span.at, span.end))) return false
  return (
    PLACE_BEFORE.test(source.slice(Math.max(0, span.at - 1), span.at)) ||
    SIZE_BEFORE.test(source.slice(Math.max(0, span.at - 5), span.at)) ||
    /^的(?:[,。!]|$)/.test(source.slice(span.end, span.end + 2))
  )
}

function isFeastTalk(source: string, span: TimeSpan): boolean {
  if (!span.day?.feast || span.part || span.clock || isWholeMessage(source, span)) return false
  return (
    !FEAST_DEED.test(source.slice(span.end, span.end + 8)) &&
    !FEAST_SET.test(source.slice(Math.max(0, span.at - 3), span.at))
  )
}

const DONE_AFTER =
  /^(?:我|俺|就|又|都|也|已经?|刚|才|给|被|把)?[^,。!?、 ]{0,6}?(?:了|过)(?![吗没不么吧来去会敏节年午])/
const WISH_AFTER = /^[^,。!?、 ]{0,6}(?:能|可以|谁|帮|请|麻烦|送|上门|来人)/

/** The earliest moment of today that is meant: a bare hour as it was said. */
function startToday(span: TimeSpan, now: Minute): Minute {
  const hour = span.clock ? hourWithin(span.clock, span.part) + span.clock.minute / 60 : (span.part?.[0] ?? 0)
  return startOfDay(now) + hour * 60
}

/** 早上摔了一跤, 今天没米了: what has come about by now. */
function isDone(source: string, span: TimeSpan, now: Minute): boolean {
  if (span.relation || span.ahead || span.untilDay || (span.day && span.day.at !== startOfDay(now))) return false
  if (startToday(span, now) > now) return false
  const after = source.slice(span.end, span.end + 12)
  return DONE_AFTER.test(after) && !WISH_AFTER.test(after)
}

/** 月底前, 中秋吧: an answer to when. */
function isWholeMessage(source: string, span: TimeSpan): boolean {
  return span.at < 2 && /^(?:就行|都行|就成|即可|可以|吧|行吗)?[。!?]?$/.test(source.slice(span.end))
}

/** 今天上午 in the afternoon is told of; an evening is not over before midnight. */
function isOver(span: TimeSpan, now: Minute): boolean {
  if (!span.part || span.part[0] >= 18 || span.day?.at !== startOfDay(now) || span.untilDay) return false
  const when = toWhen({ ...span, relation: undefined }, now)
  return when && 'to' in when && when.to !== undefined ? when.to <= writeMinute(now) : false
}

function insideNumber(text: string, at: number): boolean {
  if (
    /[一整半][早上下中晚]$/.test(text.slice(Math.max(0, at - 1), at + 1)) &&
    !/^(?:半晚|半夜|一早(?!上))/.test(text.slice(at - 1, at + 2))
  )
    return true
  return at > 0 && /[\d第]/.test(text.charAt(at - 1)) && /[\d零一二两三四五六七八九十]/.test(text.charAt(at))
}
