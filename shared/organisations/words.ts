/** 九区 from 9, 海威小区 as it is. */
export function zoneWord(zone: string): string {
  return /^[0-9A-Za-z]+$/.test(zone) ? `${zone}区` : zone
}

/** 6区9栋: as far as a group may hear it. */
export function buildingWord(area: { place?: string; zone?: string; building?: string }): string {
  const building = area.building === undefined ? '' : `${area.building}栋`
  return `${area.place ?? ''}${area.zone === undefined ? '' : zoneWord(area.zone)}${building}`
}

/** What is wrong with an address that was filled in. */
export const areaWords = {
  needed: '请选哪一栋，或者写小区的名字。',
  noSuchZone: '站里没有这个区，请从名单里选。',
  noSuchBuilding: '这个区没有这一栋，请从名单里选。',
} as const

/** What is wrong with a map that the station drew. */
export const mapWords = {
  noSuchZone: (name: string) => `旁边写了“${name}”，可地图上没有别的区叫这个名。`,
  noSuchBuilding: (name: string) => `旁边写了“${name}”，可这个区没有别的楼叫这个名。`,
} as const
