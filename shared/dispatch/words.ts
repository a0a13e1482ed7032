import { LANGUAGE_WORDS } from '../people/wishes.ts'
import type { Language } from '../people/wishes.ts'

/** 你会说蒙语: a reason for each language that may be wished for. */
function speaks(who: string): { readonly [language in Language as `speaks_${language}`]: string } {
  const said = Object.entries(LANGUAGE_WORDS).map(([language, word]) => [
    `speaks_${language}`,
    `${who}${language === 'sign' ? '' : '说'}${word}`,
  ])
  return Object.fromEntries(said) as { [language in Language as `speaks_${language}`]: string }
}

/** Words with which helpers are asked; 你 to helpers by the habit of the group. */
export const dispatchWords = {
  /** 六区9栋，送菜，西红柿、青椒，15元内，今天11点前。你离得近，今天还没接单。接就回“接A102”，不方便回“不接”。 */
  offer: (o: { place: string; need: string; when: string; reason: string; code: string }) =>
    `${[o.place, o.need, o.when].filter(Boolean).join('，')}。${o.reason}接就回“接${o.code}”，不方便回“不接”。`,
  /** After a give-back the same errand looks for somebody again. */
  again: '这单又空出来了：',
  /** Somebody has it and cannot go; who it is stays unsaid. */
  swap: '接单的人临时去不了，看你能不能换一下：',
  /** Where one is not enough. */
  team: (needed: number, free: number) => (free < needed ? `要${needed}个人，还差${free}个` : `要${needed}个人一起`),
  /** In the group: area and kind of help, nothing else. */
  offerInGroup: (o: { area: string; help: string; code: string }) =>
    `${o.area ? `${o.area}有一单${o.help}` : `有一单${o.help}`}，能接的回“接${o.code}”。`,
  /** To the requester, when the search takes longer than was said. */
  goesOn: (code: string) => `还在找人，有人接马上告诉您。〔${code}〕`,
  /** To the requester, when quiet hours keep it waiting. */
  rests: (when: string, code: string) => `夜里不打扰大家，${when}接着找人。等不及就打站里电话，值班的人在。〔${code}〕`,
  reasons: {
    sameBuilding: '就在你们楼',
    nextDoor: '就在你隔壁楼',
    near: '你离得近',
    ownZone: '就在你常跑的片区',
    skill: '这是你拿手的',
    usual: '这类事你常帮',
    lastTime: '这事上回就是你帮的',
    gender_woman: '想请一位女的',
    gender_man: '想请一位男的',
    ...speaks('你会'),
    shop: '店里正好能送',
    free: '你今天还没接单',
    turn: '这阵子没怎么找你',
    firstTask: '这件顺手，正好请你搭把手',
    worker: '这事要站里的人去',
  },
  /** The same reasons, for the worker who chooses. */
  reasonsAtDesk: {
    sameBuilding: '住同一栋',
    nextDoor: '住隔壁楼',
    near: '住得近',
    ownZone: '常跑这一片',
    skill: '拿手',
    usual: '常帮这类事',
    lastTime: '上回就是他',
    gender_woman: '想要女的',
    gender_man: '想要男的',
    ...speaks('会'),
    shop: '店里能送',
    free: '今天还没接单',
    turn: '这阵子接得少',
    firstTask: '新来的，先给件顺手的',
    worker: '站里的人',
  },
  knowsAtDesk: (times: number) => `帮过这家${times}次`,
  /** How far a helper lives from the errand. */
  ways: {
    building: '同一栋',
    nextDoor: '隔壁楼',
    zone: '同一区',
    nextZone: '邻近的区',
    far: '别的区',
    unknown: '不知住哪儿',
  },
  minutesOnFoot: (minutes: number) => `走${minutes}分钟`,
  /** That he accepts if he is asked. */
  chances: { likely: '多半会接', even: '可能会接', unlikely: '不大会接' },
  obstacles: {
    ownRequest: '自己提的单',
    askedEnough: '这周问得够多了',
    clashes: '那会儿答应了别处',
    paused: '在休息',
    busy: '这会儿没空',
    handsFull: '手上有单',
    otherZone: '不跑这一片',
    otherGender: '求助人想请的不是他',
    otherSkill: '没报这一项',
    workersOnly: '这类事先由社工去',
  },
  askedWords: { asked: '正在问', declined: '说不方便', accepted: '接了', released: '跑过这单' },
  reason: (parts: string[]) => (parts.length > 0 ? `${parts.join('，')}。` : ''),
} as const

/** Why an errand was given back, where the helper likes to say it. */
export const RELEASE_REASONS = ['busy', 'unwell', 'too_far', 'cannot_do', 'other'] as const
export type ReleaseReason = (typeof RELEASE_REASONS)[number]

export const RELEASE_REASON_WORDS: { readonly [reason in ReleaseReason]: string } = {
  busy: '临时有事',
  unwell: '身体不舒服',
  too_far: '路太远',
  cannot_do: '这事办不了',
  other: '别的原因',
}

/** Answers to a helper who taps instead of writing. */
export const helperWords = {
  ofFamily: (name: string, relation: string) => `${name}家的${relation}`,
  notAHelper: '这里给志愿者和社区企业用。想帮忙，打站里电话登记就行。',
  accepted: (code: string) => `好，${code}归你了，地址在“在手的”里。`,
  seated: (free: number) => `好，算你一个，还差${free}位。人齐了告诉你地址。`,
  notTonight: (when: string) => `好，${when}前不问你，歇着吧。`,
  paused: (when: string) => `${when}前不问你。`,
  started: '好，告诉对方你出发了。',
  allStarted: (count: number) => `好，${count}家都告诉了。`,
  arrived: '好，告诉对方你到了。',
  handedOver: '交接码对上了，辛苦了。',
  shown: '照片给对方看了，辛苦了，等对方说一声。',
  noPhone: '对方没留电话。到楼下喊一声，或者打站里电话问。',
  notKeptHere: '这一项要站里给你登记，打站里电话就行。',
  noSuchZone: '站里没有这一片。',
  pauseTooLong: '最多歇一年。',

  why: {
    none: '手上没有单子。',
    one: '就这一单，说好的时间在单子上。',
    oneBuilding: '都在一栋楼，按说好的时间排。',
    byBuilding: '按楼排好了，同一栋一趟办完。',
    firstPromised: (code: string, time: string) => `按楼排好了，同一栋一趟办完。${code}说好${time}前，最早，先去也行。`,
  },

  verdicts: {
    code: '交接码对上了',
    resident: '对方说办好了',
    worker: '社工确认了',
    silence: '对方没回话，先不算时长；社工或对方确认了再算。',
    waiting: '等对方说一声',
  },
  rule: (o: { atMost: string; unstarted: string }) =>
    `从出发算到交接，一刻钟起算，一单最多${o.atMost}；没点“出发”的最多算${o.unstarted}。只算对方或站里确认过的。`,
  paidRule: '只记办成的单数，确认过的才算。',
  hours: (minutes: number) => `${minutes / 60}小时`,
} as const
