/** Words with which helpers are asked; 你 to helpers by the habit of the group. */
export const dispatchWords = {
  /** 六区9栋，送菜，西红柿、青椒，15元内，今天11点前。你离得近，今天还没接单。接就回“接A102”，不方便回“不接”。 */
  offer: (o: { place: string; need: string; when: string; reason: string; code: string }) =>
    `${[o.place, o.need, o.when].filter(Boolean).join('，')}。${o.reason}接就回“接${o.code}”，不方便回“不接”。`,
  /** After a give-back the same errand looks for somebody again. */
  again: '这单又空出来了：',
  /** In the group: area and kind of help, nothing else. */
  offerInGroup: (o: { area: string; help: string; code: string }) =>
    `${o.area ? `${o.area}有一单${o.help}` : `有一单${o.help}`}，能接的回“接${o.code}”。`,
  /** To the requester, when the search takes longer than was said. */
  goesOn: (code: string) => `还在找人，有人接马上告诉您。〔${code}〕`,
  reasons: {
    near: '你离得近',
    ownZone: '就在你常跑的片区',
    skill: '这是你拿手的',
    shop: '店里正好能送',
    free: '你今天还没接单',
    worker: '这事要站里的人去',
  },
  /** The same reasons, for the worker who chooses. */
  reasonsAtDesk: {
    near: '住得近',
    ownZone: '常跑这一片',
    skill: '拿手',
    shop: '店里能送',
    free: '今天还没接单',
    worker: '站里的人',
  },
  obstacles: {
    paused: '在休息',
    busy: '这会儿没空',
    handsFull: '手上有单',
    otherZone: '不跑这一片',
    otherSkill: '没报这一项',
    workersOnly: '这类事先由社工去',
  },
  askedWords: { asked: '正在问', declined: '说不方便', accepted: '接了', released: '退过这单' },
  reason: (parts: string[]) => (parts.length > 0 ? `${parts.join('，')}。` : ''),
} as const
