import { HolidayUtil } from 'lunar-typescript'

/** A public holiday on which people are off work; a day worked in exchange for one is none. Days are 2026-10-01 (Asia/Shanghai). */
export function isHoliday(day: string): boolean {
  const holiday = HolidayUtil.getHoliday(day)
  return holiday !== null && !holiday.isWork()
}

/** The state announces a year's holidays in the autumn before; of a year that is not known yet every day is an ordinary one. */
export function knowsHolidaysOf(day: string): boolean {
  return HolidayUtil.getHolidays(Number(day.slice(0, 4))).length > 0
}
