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
