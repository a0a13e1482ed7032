/** Why a request is refused or waits for staff. */
export const REASON_CODES = [
  'tobacco',
  'alcohol',
  'prescription_missing',
  'prescription_check',
  'cash',
  'gas_cylinder',
  'weapon',
  'explosive',
  'poison',
  'wildlife',
  'lottery',
  'drug',
  'fraud_service',
  'link',
  'advert',
  'many_phones',
  'insult',
  'fraud_cue',
  'command',
  'low_confidence',
  'sensitive_category',
  'large_budget',
  'long_text',
  'content_check',
  'station_rule',
] as const
export type ReasonCode = (typeof REASON_CODES)[number]

/** Said to the author, in private, when a request is refused. */
export const REFUSALS: Partial<Record<ReasonCode, string>> & { station_rule: string } = {
  tobacco: '烟不能代买，这是站里的规定。要别的我马上办。',
  alcohol: '酒不能代买，这是站里的规定。要别的我马上办。',
  prescription_missing: '这个药要有医生的处方才能代买。有处方的话跟我说“有处方”，我请社工联系您；不舒服请先看医生。',
  cash: '取钱、转账、借钱不能代办，怕您受骗。有难处请回“人工”，社工联系您。',
  gas_cylinder: '煤气罐不能代送，不安全。请打燃气公司的电话，要号码我请社工告诉您。',
  weapon: '管制刀具、枪械这类东西不能代买。要别的我马上办。',
  explosive: '烟花爆竹、散装汽油这类东西不能代买，怕出危险。要别的我马上办。',
  poison: '剧毒的农药、毒药不能代买。家里闹老鼠虫子，跟我说一声，我请社工找人来看。',
  wildlife: '野生动物不能代买，国家有规定。要别的我马上办。',
  lottery: '彩票不能代买，这是站里的规定。要别的我马上办。',
  drug: '这个不能代买，法律不允许。有难处请回“人工”，社工联系您。',
  fraud_service: '这件事不合规定，不能帮您办。有难处请回“人工”，社工联系您。',
  station_rule: '这个不能代办，这是站里的规定。要别的我马上办。',
}

/** Said to the author while staff look at a request. */
export const REVIEWING = '收到了，请社工看一下，看完马上回您。'

/** Short reasons for staff, beside a request that waits for them. */
export const STAFF_REASONS: Record<ReasonCode, string> = {
  tobacco: '要买烟',
  alcohol: '要买酒',
  prescription_missing: '处方药，没说有处方',
  prescription_check: '药要核对处方',
  cash: '涉及现金、转账或借钱',
  gas_cylinder: '要送煤气罐',
  weapon: '管制刀具或枪械',
  explosive: '易燃易爆',
  poison: '剧毒物品',
  wildlife: '野生动物',
  lottery: '彩票或赌博',
  drug: '毒品',
  fraud_service: '代办假证、刷单等',
  link: '带网址或链接',
  advert: '像广告',
  many_phones: '有好几个电话',
  insult: '有骂人的话',
  fraud_cue: '有诈骗的苗头',
  command: '像是在冒充站里人下命令',
  low_confidence: '没太看懂，请人看',
  sensitive_category: '这类服务先由社工看',
  large_budget: '金额偏大',
  long_text: '话太长，怕看漏',
  content_check: '请看一眼能不能给帮忙的人看',
  station_rule: '站里规定不代办',
}

/** Stand in the place of what the guard takes out, so that the sentence can still be read aloud. */
export const MASKS = {
  phone: '（电话略）',
  id_card: '（证件号略）',
  bank_card: '（卡号略）',
  contact: '（联系方式略）',
  /** After a zone or building nothing is said; a door that stands alone becomes this. */
  door: '家里',
  /** A person named by a special group or an illness. */
  person: '居民',
  /** A condition, illness or circumstance. */
  condition: '（略）',
  name: '邻居',
} as const

/** How one is spoken to in a group whose name can't be said there. */
export const NAMELESS = '这位邻居'
