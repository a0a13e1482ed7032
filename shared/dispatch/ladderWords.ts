import type { LadderName, Rung, RungReach } from './ladder.ts'

/** What is wrong with a ladder, said to the station's director; the rung is named by its number. */
export const ladderFaults = {
  empty: '至少要有一级，最后一级是值班社工。',
  twice: (n: number, other: number) => `第${n}级和第${other}级用了同一个编号。`,
  asksNobody: (n: number) => `第${n}级要问几个人？至少问1个。`,
  asksTooMany: (n: number, most: number) => `第${n}级一次最多问${most}个人。`,
  belowZero: (n: number) => `第${n}级等的时间不能小于0分钟。`,
  tooLong: (n: number) => `第${n}级最多等7天。`,
  noTime: (n: number) => `第${n}级等的时间要比0长。`,
  gap: (n: number) => `第${n}级后面接的那一级找不到，到这里就断了。`,
  loop: (n: number, back: number) => `第${n}级又回到第${back}级，一直转圈，到不了值班社工。`,
  noLastPerson: (n: number) => `第${n}级是最后一级，最后要落到值班社工。`,
  afterTheWorker: (n: number) => `第${n}级是值班社工，后面不能再接别的。`,
  unreachable: (n: number) => `第${n}级轮不到：没有哪一级接到它。`,
  staffOnly: (n: number) => `第${n}级：紧急求助只叫站里的人。`,
  emergencyOnly: (n: number) => `第${n}级：叫全站的人只用在紧急求助。`,
  notInGroup: (n: number) => `第${n}级：这类事不能发到群里。`,
} as const

const KINDS = { goods: '送东西', errand: '跑腿帮忙', sensitive: '要社工去的', emergency: '紧急求助' } as const

/** 送东西（急） */
export function ladderWord(name: LadderName): string {
  const [kind, urgent] = name.split('_') as [keyof typeof KINDS, string?]
  return urgent ? `${KINDS[kind]}（急）` : KINDS[kind]
}

const REACH_WORDS: { readonly [who in RungReach]: string } = {
  same_zone: '同一片最合适的',
  skilled: '会办这事的',
  everyone: '能办的人（含社工）',
  enterprise: '社区企业',
  worker_on_duty: '值班社工',
  whole_staff: '全站的人',
}

/** 问3位同一片最合适的，等5分钟 */
export function sayRung({ who, ask, minutes, channel }: Rung): string {
  if (who === 'worker_on_duty') return `交给值班社工，${sayMinutes(minutes)}没动静再叫别的同事`
  if (who === 'whole_staff') return `叫全站的人，${sayMinutes(minutes)}没人应再叫一遍`
  const how = { private: '', app: '（只放在小程序里）', group: '，群里也说一声' }[channel]
  return `问${ask}${who === 'enterprise' ? '家' : '位'}${REACH_WORDS[who]}${how}，等${sayMinutes(minutes)}`
}

function sayMinutes(minutes: number): string {
  if (minutes < 1) return `${Math.round(minutes * 60)}秒`
  return minutes >= 60 && minutes % 60 === 0 ? `${minutes / 60}小时` : `${Math.round(minutes * 10) / 10}分钟`
}

export const ladderWords = {
  states: { done: '问过了', now: '正在问', next: '下一级', later: '还没到', skipped: '没有能问的人' },
  taken: '有人接了，不再问了。',
  notYet: '还没开始找人。',
  /** For staff alone. */
  equity: '这栋楼近来等得久，多问一位。',
  over: '不用再找了。',
  withWorker: '已经交给值班社工定人。',
  resting: (when: string) => `夜里不打扰大家，${when}接着问。`,
  asking: (count: number, when: string) => (count > 0 ? `正在问${count}位，${when}问下一级。` : `${when}问下一级。`),
  answers: { asked: '还没回', declined: '说不方便', accepted: '接了', released: '接过，又退了' },
  gone: '已注销的人',
  /** An easy kind that is no volunteer's. */
  notEasy: (help: string) => `“${help}”要社工去，不能给新来的。`,
  stale: '刚才有人改过。核对后再存一次。',
  limits: {
    known: '只用当时真问过的人和他们回话的快慢；当时没问的人会不会接，不知道，一律当作没接。',
    ownWay: '从群里接的、社工派的，不算在里面。',
    few: (count: number) => `只有${count}单，太少，看个大概。`,
    nights: '没算夜里不打扰的时间。',
  },
} as const
