import type { Category, Group } from '@yimin/shared/language/frame'

/** The kinds of help as staff name them, on every screen of theirs. */
export const kindWords: Readonly<Record<Category, string>> = {
  produce: '买菜送菜',
  daily_goods: '日用品',
  meal: '送餐',
  medicine: '代买药',
  parcel: '取送快递',
  errand: '跑腿',
  housekeeping: '家务',
  repair: '维修',
  nursing: '照护',
  escort: '陪诊陪同',
  companionship: '探望陪伴',
  counselling: '心理疏导',
  childcare: '看护孩子',
  digital: '手机帮教',
  recycling: '回收',
  culture: '文体活动',
  welfare: '救助和政策',
  governance: '社区事务',
  legal: '法律',
  volunteering: '志愿服务',
  other: '其他',
}

/** Special groups as staff name them. */
export const groupWords: Readonly<Record<Group, string>> = {
  pregnant: '孕产妇',
  elderly: '老人',
  child: '孩子',
  disabled: '残疾人',
  hardship: '困难家庭',
  alone: '独居',
  patient: '病人',
}

/** Where somebody lives, asked field by field. */
export const addressWords = {
  zone: '哪个区',
  chooseZone: '选一个区',
  elsewhere: '不在这里面',
  building: '哪一栋',
  chooseBuilding: '选一栋',
  place: '小区的名字',
  placeHint: '如：海威小区',
  ownBuilding: '几号楼',
  unit: '几单元',
  floor: '几楼',
  room: '门牌',
  inZone: (zone: string) => (/^[0-9A-Za-z]+$/.test(zone) ? `${zone}区` : zone),
  inBuilding: (building: string) => `${building}栋`,
  inUnit: (unit: string) => `${unit}单元`,
  onFloor: (floor: string) => `${floor}楼`,
  inRoom: (room: string) => `${room}室`,
} as const
