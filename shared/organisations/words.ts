/** 九区 from 9, 海威小区 as it is. */
export function zoneWord(zone: string): string {
  return /^[0-9A-Za-z]+$/.test(zone) ? `${zone}区` : zone
}

/** 6区9栋: as far as a group may hear it. */
export function buildingWord(area: { place?: string; zone?: string; building?: string }): string {
  const building = area.building === undefined ? '' : `${area.building}栋`
  return `${area.place ?? ''}${area.zone === undefined ? '' : zoneWord(area.zone)}${building}`
}
