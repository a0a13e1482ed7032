/** What staff read about the register of people (名册). */
export const CHANGE_WORDS = {
  registered: '登记',
  role: '身份',
  role_proposed: '提议改身份',
  role_refused: '没同意改身份',
  verified: '核实',
  helper_terms: '帮忙的条件',
  second_factor: '登录验证器',
  signed_out: '在各处退出登录',
  invited: '登录邀请',
  password: '登录密码',
  entry_code: '登录码',
  joined: '接上微信',
  parted: '撤回微信',
  joined_again: '接回原来的微信',
  release_proposed: '提议换微信',
  released: '换微信',
} as const

export const VERIFIED_WORDS = { yes: '已核实', no: '未核实' } as const

export const registerWords = {
  walkIn: '到站登记，本人当面同意',
  ownTerms: '按本人的意思',
  atDesk: '登记求助时记下，还没核实',
  termsChanged: '这些刚被改过。先看最新的，再改一次。',
  secondFactorReset: '已解绑',
  /** Where the old number belongs to one person or more. */
  phoneKnown: (names: string) => `这个电话站里登记过：${names}。如果确实是另一位，请选“仍要登记”。`,
  phoneCheck: '到站登记时核对电话',
  unknownZone: '站里没有这个片区。',
  enoughToday: '今天看过的资料已经非常多了。请和站长说一声，明天再看；手上的事和紧急求助照样打得开。',
  notHelper: '这位不接单，不用填。',
} as const

/** Who changes something and is no person of the station. */
export const CHANGED_BY_WORDS = { operator: '管系统的人', system: '益民助手' } as const
