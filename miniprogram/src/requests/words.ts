import type { Gender, Language } from '@yimin/shared/people/wishes'
import type { FormKind, FormTime, ReopenReason } from '@yimin/shared/myRequests/contract'

/** Goods that are asked for every day, with the unit in which people count them. */
export interface Common {
  name: string
  unit: string
}

/** One wish under a tile that stands for several: a kind, and where the kind alone says too little what is meant. */
export interface Way {
  word: string
  kind: FormKind
  /** The word itself is said with it. */
  said?: true
}

/** The large tiles. */
export interface Tile {
  value: string
  word: string
  about: string
  /** What it stands for; none where one still has to say which. */
  kind?: FormKind
  /** What it may stand for besides, each by one tap. */
  ways?: readonly Way[]
}

export const tiles: readonly Tile[] = [
  { value: 'groceries', word: '买菜买米', about: '菜、米、油、日用品', kind: 'groceries' },
  { value: 'medicine', word: '送药取药', about: '药店、医院', kind: 'medicine' },
  { value: 'repair', word: '修东西', about: '水管、灯、门锁', kind: 'repair' },
  { value: 'escort', word: '陪看病', about: '挂号、看病、取片子', kind: 'escort' },
  { value: 'cleaning', word: '打扫做饭', about: '扫地、擦窗、做饭', kind: 'cleaning' },
  { value: 'parcel', word: '取送快递', about: '取件、寄件', kind: 'parcel' },
  {
    value: 'care',
    word: '照看陪伴',
    about: '看老人孩子、说说话',
    ways: [
      { word: '照看老人', kind: 'nursing' },
      { word: '看孩子', kind: 'childcare' },
      { word: '陪着说说话', kind: 'company' },
    ],
  },
  {
    value: 'other',
    word: '别的忙',
    about: '缴费、手机、别的事',
    kind: 'other',
    ways: [
      { word: '交水电费', kind: 'errand', said: true },
      { word: '取东西', kind: 'errand', said: true },
      { word: '送东西', kind: 'errand', said: true },
      { word: '教用手机', kind: 'phone_help' },
    ],
  },
]

export const kindWords: Readonly<Record<FormKind, string>> = {
  groceries: '买东西',
  medicine: '送药取药',
  repair: '家里修东西',
  escort: '陪着去医院',
  cleaning: '打扫屋子',
  nursing: '照看老人',
  childcare: '看孩子',
  company: '陪着说说话',
  parcel: '取送快递',
  errand: '代办跑腿',
  phone_help: '教用手机',
  other: '别的事',
}

export const commonGoods: Partial<Record<FormKind, readonly Common[]>> = {
  groceries: [
    { name: '米', unit: '袋' },
    { name: '面', unit: '袋' },
    { name: '油', unit: '桶' },
    { name: '鸡蛋', unit: '斤' },
    { name: '牛奶', unit: '箱' },
    { name: '西红柿', unit: '斤' },
    { name: '黄瓜', unit: '斤' },
    { name: '土豆', unit: '斤' },
    { name: '白菜', unit: '棵' },
    { name: '青椒', unit: '斤' },
    { name: '豆腐', unit: '块' },
    { name: '馒头', unit: '个' },
    { name: '盐', unit: '袋' },
    { name: '酱油', unit: '瓶' },
    { name: '卫生纸', unit: '提' },
  ],
  medicine: [
    { name: '创可贴', unit: '盒' },
    { name: '口罩', unit: '包' },
    { name: '体温计', unit: '支' },
  ],
}

/** What is often meant, so that nothing needs to be written. */
export const commonNotes: Partial<Record<FormKind, readonly string[]>> = {
  medicine: ['去药店取药', '去医院取药', '有医生的处方'],
  repair: ['水管漏水', '灯不亮', '门锁坏了', '马桶堵了', '家电坏了'],
  escort: ['要人扶着走', '坐轮椅', '要帮着挂号'],
  cleaning: ['扫地拖地', '擦窗户', '洗衣服', '做饭'],
  parcel: ['取快递', '寄快递', '东西有点重'],
  phone_help: ['字太小', '不会视频', '没有声音'],
}

export const timeWords: Readonly<Record<FormTime, string>> = {
  now: '马上',
  today: '今天',
  tonight: '今晚',
  tomorrow_morning: '明天上午',
  tomorrow_afternoon: '明天下午',
  day_after_tomorrow: '后天',
  no_hurry: '不急',
  at: '另选时间',
}

export const reopenWords: Readonly<Record<ReopenReason, string>> = {
  not_arrived: '没收到',
  wrong_thing: '东西不对',
  something_missing: '少了东西',
  poorly_done: '没弄好',
  other: '别的原因',
}

export const requestWords = {
  shownAtDoor: '来的人拍的，您看看到了没有：',
  notHere: '没收到',
  formTitle: '点着选',
  openOne: '看详情',
  oneUnderWay: (state: string) => `正在办的事：${state}`,
  severalUnderWay: (count: number) => `正在办的事：${count} 件`,
  whatHelp: '要帮什么忙？',
  otherHelp: '换一种',
  whichOne: '是哪一样？',
  sameAsLast: (order: string) => `和上次一样：${order}`,
  lastTime: '上次要的',
  goods: '要什么？点一下就加上',
  ownGoods: '没有的，自己写',
  ownGoodsHint: '比如：莜面',
  addGoods: '加上',
  ownUnit: '份',
  chosenGoods: '要这些',
  less: (name: string) => `${name}少一点`,
  more: (name: string) => `${name}多一点`,
  take: (name: string) => `不要${name}了`,
  remove: '不要',
  amount: (quantity: number, unit: string) => `${quantity}${unit}`,
  oftenMeant: '是这样吗？',
  note: '还有要说的（可以不写）',
  noteNeeded: '用一句话说说',
  notePlaceholder: '比如：要东北米，敲门声大一点',
  budget: '多少钱以内（可以不填）',
  budgetHint: '单位是元',
  when: '什么时候要？',
  timeOver: '今天来不及了，您看改到什么时候？',
  day: '哪天',
  hour: '几点',
  chooseDay: '选一天',
  chooseHour: '选几点',
  dayWord: (month: number, date: number, weekday: number) => `${month}月${date}日 周${'日一二三四五六'[weekday] ?? ''}`,
  who: '给谁？',
  me: '我自己',
  someoneElse: '别人',
  whoName: '怎么称呼他',
  whoNameHint: '如：李大爷',
  doorPhone: '到门口打哪个电话（可以不填）',
  where: '送到哪？',
  whereService: '去哪？',
  home: (address: string) => `我家：${address}`,
  homePlain: '我家',
  theirHome: (relation: string) => `${relation}家`,
  elsewhere: '别的地方',
  fromPoster: '楼栋照您扫的码填好了，不对就改。',
  elsewhereNow: '换个地方',
  readBack: '您看一遍：',
  nothingYet: '还没选要什么',
  bringTo: (place: string) => `送到${place}`,
  comeTo: (place: string) => `到${place}`,
  placeNeeded: '地方还没填',
  forOther: (name: string) => `给${name}`,
  ownTime: (day: string, hour: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日${hour}`,
  within: (yuan: string) => `${yuan}元以内`,
  item: (name: string, quantity: number, unit: string) => `${name}${quantity}${unit}`,
  wishes: (words: string) => `想请${words}`,
  speaking: (language: string) => `会说${language}`,
  comma: '，',
  and: '、',
  stop: '。',
  send: '请人帮忙',
  sending: '正在请人…',
  keptHere: '选好的都还在，随时可以接着填。',

  oneTitle: '这件事',
  knownInHand: '已经收到了，正在办。',
  knownDraft: '已经收到了，您看一遍，对就点“对，就这样”。',
  goneTitle: '没有找到这件事',
  goneText: '编号可能不对，或者不是您的事。',
  whenWanted: '什么时候要',
  forWhom: '给谁',
  comesFrom: '来的人',
  promised: '说好',
  promisedBy: (time: string) => `${time}前`,
  placeName: '地方',
  kind: '要帮的忙',
  late: '比说好的晚了',
  history: '经过',
  confirmFirst: '请您看一遍，对就点下面的“对，就这样”。',
  change: '改一改',
  remind: '问问到哪了',
  repeat: '定期也要',
  whoComes: '想请谁来',
  speaks: '会说什么话',
  wish: '想请',
  repeats: '往后',
  helpers: '要几个人',
  helperCount: (count: number) => `${count}个人`,
  seats: '几个人',
  seatsTaken: (needed: number, taken: number) =>
    taken < needed ? `要${needed}位，能来${taken}位` : `${needed}位，齐了`,
  changeTitle: '改成什么？',
  asItIs: (present: string) => `${present}，不变`,
  goesHome: (home: string) => `地方也跟着改成${home}。`,
  noTime: '没说时间',
  noPlace: '还没说',
  saidSoFar: '您说过',
  quoted: (line: string) => `“${line}”`,
  saveChange: '改好了',
  seeNewest: '看看最新的',
  cancelTitle: '真的不要了吗？',
  cancelText: '已经有人在路上的话，我马上告诉他。',
  finishTitle: '办好了，您满意吗？',
  stars: '点一颗到五颗',
  starWords: ['很不满意', '不太满意', '还可以', '满意', '很满意'],
  star: (n: number, word: string) => `${n}颗星，${word}`,
  noStars: '只说办好了，不打分',
  rate: '打个分',
  rated: '您打的分',
  ratedStars: (n: number) => `${n} 颗星`,
  reopenTitle: '哪儿没办好？',
  reopenText: '点一下，马上重新找人，社工会盯着。',
  reopenUntil: (day: string) => `${day}以前都可以说“没办好”。`,
  untilDay: (month: number, date: number) => `${month}月${date}日`,
  askAgain: '再托付一件',
} as const

/** What may be wished of whoever comes. */
export const genderOptions: { value: 'any' | Gender; word: string }[] = [
  { value: 'any', word: '谁都行' },
  { value: 'woman', word: '女的' },
  { value: 'man', word: '男的' },
]

export const languageOptions: { value: 'any' | Language; word: string }[] = [
  { value: 'any', word: '都行' },
  { value: 'northeastern', word: '东北话' },
  { value: 'cantonese', word: '粤语' },
  { value: 'mongolian', word: '蒙语' },
  { value: 'minnan', word: '闽南话' },
  { value: 'sichuanese', word: '四川话' },
  { value: 'sign', word: '手语' },
]
