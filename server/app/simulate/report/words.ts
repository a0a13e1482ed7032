import type { Policy } from '../policies.ts'

/** What the page says. */
export const pageWords = {
  title: '模拟社区的一个月',
  lead: (o: {
    days: number
    residents: number
    volunteers: number
    enterprises: number
    requestsPerDay: number
    seed: number
  }) =>
    `${o.residents}位居民、${o.volunteers}名志愿者、${o.enterprises}家店，${o.days}天，每天大约${o.requestsPerDay}件求助（种子${o.seed}）。人都是编的，程序是真的：每句话、每次派单都走正式运行的同一套代码。`,
  limit:
    '这里比的是几种派单办法：同样的求助、同样脾气的志愿者，只换办法。它不预言哪个站上线以后会怎样；人的反应是下面那些假定，换一个社区就会不同。',
  policies: {
    ladder: '阶梯',
    nearest: '就近',
    broadcast: '群发',
    random: '随机',
  } satisfies Record<Policy, string>,
  policyAbout: {
    ladder: '本产品：先问最合适的几位，没人接再往上一级，每人一周问得有数，新人有份',
    nearest: '按远近排，最近的先问，一级一级来',
    broadcast: '一开口就问所有合适的人',
    random: '抽签排次序，一级一级来',
  } satisfies Record<Policy, string>,
  figures: '数字',
  bars: '要守的线',
  held: '守住了',
  missed: '没守住',
  charts: '图',
  assumptions: '假定',
  source: '出处',
  assumed: '假定的，没有出处',
  waits: '多久有人接（分钟，横轴到60；纵轴是已有人接的占多少）',
  days: '每天等多久（中位数，分钟）',
  load: '志愿者各做了多少趟（从多到少）',
  nobody: '没有这样的人',
  rows: {
    needs: '居民说出的需要',
    requests: '找人的求助单',
    ownedAtOnce: '一记下就有负责人、有时限',
    in10: '10分钟内有人接',
    in30: '30分钟内有人接',
    in60: '60分钟内有人接',
    median: '多久有人接，中位数（分钟）',
    p90: '多久有人接，九成在此之内（分钟）',
    asks: '接一单要问几人',
    groupCalls: '在群里喊了几次',
    byWorker: '社工打电话派出去的',
    done: '办好了的',
    top: '最忙的一成志愿者做了多少',
    topAll: '连店家算在内',
    in7: '新人7天内被问到',
    in14: '新人14天内被问到',
    promises: '说好的时间守住了',
    buildingsDone: '各栋楼办好的：最差一成、最好一成',
    buildingsWait: '各栋楼等多久：最好一成、最差一成（分钟）',
    mutes: '嫌烦关掉通知（次）',
    lost: '丢了的',
    double: '两个人去了同一家',
    faults: '程序出错',
  },
  barNames: {
    asks: '接一单最多问4人',
    asksOfBroadcast: '问的人不到群发的三分之一',
    time: '等的时间不超过群发的1.2倍',
    top: '最忙的一成志愿者做的不超过35%',
    done: '办好的不比别的办法少',
    newcomers: '新人14天内至少95%被问到',
    owned: '一记下就有负责人',
    whole: '不丢、不重、不出错',
  },
} as const

export type BarName = keyof typeof pageWords.barNames
