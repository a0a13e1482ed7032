/**
 * Everything that the simulated community takes for granted about people, weather and shops, in one place. Each figure has its source, or
 * says that it is assumed. Whoever doubts one changes it here and plays the month again; what a policy needs to look good is never
 * a reason to change one.
 */
export interface Assumption<T = unknown> {
  value: T
  /** One plain sentence in Chinese, for the page. */
  about: string
  /** Where the figure comes from, or 'assumed'. */
  source: string
}

const ASSUMED = 'assumed'
const RESPONDERS =
  'Khalemsky et al., Predictive Dispatch of Volunteer First Responders, JMIR mHealth 2023;11:e41551: response rates of 17 % to 47 % to alerts on the phone, and whoever answered before answers again'
const FATIGUE =
  'Manshadi & Rodilitz, Online Policies for Efficient Volunteer Crowdsourcing, Management Science 2022 (data of Food Rescue US): a notification may begin a time in which all others are ignored. The length and the chance are assumed'
const LEAVING =
  'UCLA Anderson Review, How Nonprofits Can Better Engage Volunteers: about one volunteer in three is gone within a year, worn out or without fitting tasks'

function taken<T>(value: T, about: string, source = ASSUMED): Assumption<T> {
  return { value, about, source }
}

export const ASSUMPTIONS = {
  demandByHour: taken(
    [1, 1, 1, 1, 1, 4, 14, 40, 90, 110, 95, 60, 30, 30, 55, 75, 80, 70, 45, 35, 20, 10, 4, 2],
    '一天里各个钟点求助多少：上午九、十点和下午三到五点最多，夜里很少',
  ),
  demandByKind: taken(
    {
      produce: 24,
      daily_goods: 17,
      meal: 10,
      medicine: 9,
      parcel: 12,
      errand: 5,
      repair: 6,
      escort: 4,
      companionship: 4,
      digital: 5,
      nursing: 2,
      welfare: 2,
    },
    '求助的种类：一半是买菜买日用品订饭，其余是跑腿、修理、陪同',
  ),
  urgentShare: taken(0.06, '说“急”的占多少'),
  askersShare: taken(0.35, '居民里这个月会开口的占多少，其余的人什么也不要'),
  inGroupShare: taken(0.35, '在群里说的占多少，其余的私下说'),
  namesPlaceShare: taken(0.4, '话里带着楼栋的占多少，其余的用登记的住址'),
  vagueShare: taken(0.12, '说得不全、要再问一句的占多少'),
  sameAgainShare: taken(0.03, '几分钟后把同一件事又说一遍的占多少'),
  familyAgainShare: taken(0.02, '家里另一个人替他再说一遍的占多少'),
  chatterADay: taken(60, '群里一天有多少句闲话'),
  confirmShare: taken(0.92, '听到复述后回“对”的占多少，其余的不吭声'),
  confirmMinutes: taken({ median: 1.5, spread: 1 }, '多久回“对”'),
  receiptShare: taken(0.55, '东西到了会说“收到了”的占多少，其余的不吭声'),
  receiptMinutes: taken({ median: 25, spread: 1.1 }, '到了以后多久说“收到了”'),
  notDoneShare: taken(0.02, '办完了又说“没办好”的占多少'),
  changeOfMindShare: taken(0.02, '刚说完就不要了的占多少'),
  impatienceShare: taken(0.08, '听到“还在找人”后就不要了的占多少'),

  freeHours: taken(
    { retired: 32, office: 25, homemaker: 20, student: 13, anytime: 10 },
    '志愿者是什么人，决定几点有空：退休的白天有空，上班的晚上和周末有空',
  ),
  willingness: taken(
    {
      often: { share: 0.25, accepts: 0.55 },
      sometimes: { share: 0.5, accepts: 0.32 },
      seldom: { share: 0.25, accepts: 0.12 },
    },
    '问到而且看见了，肯接的机会：有人常接，有人很少接',
    RESPONDERS,
  ),
  nearFactor: taken({ building: 1.2, zone: 1, away: 0.65 }, '同一栋楼更肯去，别的区就不大肯'),
  kindFactor: taken({ skill: 1.15, other: 0.85 }, '自己拿手的事更肯去'),
  hourFactor: taken({ morning: 0.9, day: 1, evening: 0.85, night: 0.35 }, '看手机、肯出门的劲头，早晚不如白天'),
  answerMinutes: taken(
    {
      quick: { share: 0.4, median: 2.5 },
      usual: { share: 0.4, median: 7 },
      slow: { share: 0.2, median: 20 },
      spread: 0.8,
    },
    '多久才答：有人马上答，有人过一阵才看见',
  ),
  saysNoShare: taken(0.35, '不去的人里，肯说一声“不接”的占多少，其余的不吭声'),
  comfortableAsksAWeek: taken({ least: 8, most: 30 }, '一周问多少次以内不觉得烦，各人不同', FATIGUE),
  fatigueAnAsk: taken(0.93, '超过这个数，每多问一次，肯接的机会就乘上这么多', FATIGUE),
  muteShare: taken(0.04, '超过这个数，每多问一次，有这么大的机会把通知关掉', FATIGUE),
  muteDays: taken({ least: 3, most: 14 }, '关掉通知以后几天不看', FATIGUE),
  leaveShare: taken(0.03, '一个月里不再来的志愿者', LEAVING),
  dayOffShare: taken(0.08, '随便哪一天，临时有事、一天不接的占多少'),
  errandsADay: taken({ least: 2, most: 6 }, '一天最多肯跑几趟，各人不同'),
  newcomerShare: taken(0.15, '志愿者里这个月才来的占多少'),
  groupOfferFactor: taken(0.12, '在群里喊一声，肯接的机会只有单独问的几成'),
  byChatShare: taken(0.25, '接单、交差用聊天说的占多少，其余的在小程序里点'),

  leaveMinutes: taken({ median: 8, spread: 0.6 }, '接了以后多久出门'),
  errandMinutes: taken(
    { building: 12, zone: 20, away: 32, spread: 0.4, bought: 14 },
    '一趟要多久：同楼、同区、别的区；要买东西再加一些',
  ),
  noShowShare: taken(0.02, '接了却忘了去的占多少'),
  remembersShare: taken(0.7, '忘了的人收到提醒，想起来马上去的占多少'),
  tellsLateShare: taken(0.5, '路上耽搁的人里，会提前说一声晚点到的占多少'),
  judgesShare: taken(0.35, '事后问一句办得怎样，肯回一个数的占多少'),
  giveBackShare: taken(0.04, '接了又退的占多少'),
  lateShare: taken(0.06, '路上耽搁一个多小时的占多少'),
  codeShare: taken(0.6, '当面用交接码交的占多少，其余的只说一声“送到了”'),
  wrongCodeShare: taken(0.05, '交接码说错一次的占多少'),

  shopAccepts: taken(0.93, '开门时、有货时，店家肯接的机会'),
  shopAnswerMinutes: taken({ median: 3, spread: 0.7 }, '店家多久答'),
  shopOrdersAtOnce: taken(14, '手上有这么多单，店家就不再接'),
  outOfStockShare: taken(0.05, '某一天某样东西卖完了的占多少'),
  shopErrandMinutes: taken({ median: 45, spread: 0.35 }, '店家多久送到'),

  workerReviewMinutes: taken({ median: 6, spread: 0.7 }, '上班时间里，社工多久看一件待看的事'),
  workerCallsMinutes: taken({ median: 10, spread: 0.5 }, '没人接的单，社工多久打电话找到人'),
  workerAsksMore: taken(1.6, '社工打电话请，比发通知更请得动，乘上这么多'),
  workerRejectsShare: taken(0.03, '社工看过以后办不了的占多少'),
  workerAccepts: taken(0.5, '社工自己问到时肯接的机会'),

  rainShare: taken(0.2, '下雨下雪的日子占多少'),
  rainDemand: taken(1.2, '雨雪天要人送东西的多出这么多倍'),
  rainWillingness: taken(0.8, '雨雪天肯出门的机会，乘上这么多'),
  sickWaves: taken({ count: 1, days: 6, demand: 1.25, helpersOff: 0.2 }, '流感来一波：求助变多，志愿者也有人病倒'),
  botOutages: taken(
    { count: 4, least: 10, most: 90 },
    '一个月里微信通道断几次，一次多少分钟；断的时候说的话，后来一起到',
  ),
} as const satisfies Record<string, Assumption>

export type AssumptionName = keyof typeof ASSUMPTIONS

/** The figure itself. */
export function assumed<N extends AssumptionName>(name: N): (typeof ASSUMPTIONS)[N]['value'] {
  return ASSUMPTIONS[name].value
}
