/** What a subscribe message says of a thing: in a few characters, without a name, a door, a need. The rest stands in the mini program. */
export interface NoticeWords {
  /** At most 20 characters. */
  matter: string
  /** At most 5 Chinese characters. */
  state: string
}

const PLAIN: NoticeWords = { matter: '有一条新消息', state: '新消息' }

const NOTICES: Readonly<Record<string, NoticeWords>> = {
  'request.accepted': { matter: '您的求助有人接了', state: '有人接' },
  'request.approved': { matter: '您的求助正在找人', state: '在找人' },
  'request.stillLooking': { matter: '还在帮您找人', state: '在找人' },
  'request.released': { matter: '正在给您换人', state: '换人中' },
  'request.late': { matter: '比说好的晚一些，社工在盯', state: '晚一些' },
  'request.postponed': { matter: '您的求助改了个时间', state: '晚一些' },
  'request.maybeLate': { matter: '可能晚一点，社工在催', state: '晚一些' },
  'request.followUp': { matter: '昨天的事合您心意吗', state: '请打分' },
  'request.delivered': { matter: '您要的送到了', state: '送到' },
  'request.closedBySilence': { matter: '您的求助办好了', state: '办好' },
  'request.rejected': { matter: '您的求助有回复', state: '有回复' },
  'request.remind': { matter: '有件事等您回一句', state: '等您回话' },
  'request.handedToWorker': { matter: '社工会给您打电话', state: '社工来办' },
  'request.doneToHelper': { matter: '居民说办好了，辛苦', state: '办好' },
  'dispatch.offer': { matter: '有一单想请你帮忙', state: '等你回话' },
  'dispatch.assignment': { matter: '你接的单，详情来了', state: '已接单' },
  'dispatch.goodsLater': { matter: '要送的东西还要等等', state: '先别去取' },
  'dispatch.goodsReady': { matter: '要送的东西备好了', state: '可以去取' },
  'dispatch.nudge': { matter: '手上的单快到时间了', state: '该出发' },
  'dispatch.takenOver': { matter: '这一单换人去了', state: '不用去了' },
  'dispatch.cancelled': { matter: '这一单取消了', state: '不用去了' },
  'alarm.emergency': { matter: '紧急求助，请马上看', state: '紧急' },
}

const ALARM: NoticeWords = { matter: '站里有事等你看', state: '还没人看' }

/** By the name of the words that are being told. */
export function noticeWordsOf(template: string): NoticeWords {
  return NOTICES[template] ?? (template.startsWith('alarm.') ? ALARM : PLAIN)
}

export const NOTICE_NOTE = '点开小程序看详情'
/** Where something must stand and there is no code. */
export const NO_CODE = '-'

/** In a group, to one person by name: that there is something, and nothing of what. */
export function groupHint(who: string): string {
  return `${who}，有一条您的新消息。请点开小程序看看，或者给站里打个电话。`
}

/** To a worker, in private. */
export const staffWords = {
  many: '要您看的事一下子来了很多，就不一条条发了。请打开工作台，都在那里，急的排在前面。',
} as const

/** How a chat account stands, for staff. */
export const gatewayWords = {
  online: '在线',
  starting: '正在连',
  scan: '要扫码',
  again: '要重新扫码',
  offline: '停了',
  halted: '停了，微信暂时不让它说话',
} as const
