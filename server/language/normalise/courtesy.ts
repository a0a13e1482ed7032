const PAUSE = String.raw`[\s,。!?~、…]`
const TITLE = '师傅|老师|同志|社工|助手|小助手|益民助手|管理员|姑娘|小伙子|大姐|大哥|大妹子|小姐姐|小哥|领导'

/** 您好, 早上好, 你好师傅: said to one person before the matter. 大家好 opens a notice, and stays. */
const GREETING = String.raw`(?:(?:${TITLE})?(?:(?:您|你|您们|你们)好|(?:早上|上午|中午|下午|晚上)好)(?:呀|啊|哈|哇|哦)?(?:${TITLE})?)`
/** Before the matter, with a pause after it. */
const OPENING = String.raw`(?:${GREETING}|喂|嗨|哈喽|hi|hello|那个|(?:有人)?在(?:不在|吗|么)|有人(?:吗|么)|(?:不好意思|抱歉|对不起)(?:打扰|麻烦)?(?:了|啦|一下|你们|您)?|打扰(?:了|啦|一下|您了?|你们了?)|麻烦(?:了|您|你|大家)?|辛苦(?:了|您了?|你们了?)|劳驾|\p{Script=Han}?(?:${TITLE}))`
const OPENINGS = new RegExp(String.raw`^${PAUSE}*(?:${OPENING}${PAUSE}+)+`, 'u')
/** 您好帮我买点菜: no pause, and the matter begins all the same. */
const GREETING_ALONE = new RegExp(String.raw`^${PAUSE}*${GREETING}(?=[帮麻请能可想我要家这有])`, 'u')
/** 谢谢, 麻烦了 after the matter. */
const CLOSING = String.raw`(?:(?:非常|太|真是?|先)?(?:谢谢|多谢|感谢|谢)(?:您|你|啦|了|啊|哈|大家|你们|各位|${TITLE})*|(?:麻烦|辛苦|打扰|拜托|有劳)(?:您|你|大家|你们|${TITLE})*(?:了|啦|啊)?)`
const CLOSINGS = new RegExp(String.raw`(?:${PAUSE}+${CLOSING})+${PAUSE}*$`, 'u')

/** So short a rest may be a part of the courtesy. */
const LEAST = 3

/**
 * The words without the courtesies around them: they tell nothing of what is wanted, and everybody has others.
 * Where nothing else is said they stay, for then they are all that was said.
 * @param text normalised words
 */
export function withoutCourtesy(text: string): string {
  const opened = kept(kept(text, OPENINGS), GREETING_ALONE)
  return kept(opened, CLOSINGS)
}

function kept(text: string, courtesy: RegExp): string {
  const rest = text.replace(courtesy, '')
  return rest.length >= LEAST ? rest : text
}
