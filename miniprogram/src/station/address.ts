import { addressWords } from './words.ts'

/** An address as it is filled in; fields that are empty are not sent. */
export interface FilledAddress {
  place?: string
  zone?: string
  building?: string
  unit?: string
  floor?: string
  room?: string
}

/** What stands in every field. */
export function filledParts(address: FilledAddress): FilledAddress {
  return Object.fromEntries(
    Object.entries(address).filter(([, part]: [string, string]) => part.trim() !== ''),
  ) as FilledAddress
}

/** 6区9栋2单元4楼402室. */
export function sayAddress({ place = '', zone, building, unit, floor, room }: FilledAddress): string {
  return [
    place,
    zone && addressWords.inZone(zone),
    building && addressWords.inBuilding(building),
    unit && addressWords.inUnit(unit),
    floor && addressWords.onFloor(floor),
    room && addressWords.inRoom(room),
  ]
    .filter(Boolean)
    .join('')
}
