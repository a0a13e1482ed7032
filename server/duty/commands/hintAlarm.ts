import { hintAtOnce } from '../../platform/live/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { AlarmDoc } from '../alarm.model.ts'

type Subject = Pick<AlarmDoc, '_id' | 'v' | 'stationId'>

/** The desks of the station read this alarm again. */
export function hintAlarm(platform: Pick<Platform, 'db' | 'clock' | 'log'>, { _id, v, stationId }: Subject): void {
  hintAtOnce(platform, { kind: 'alarm', id: _id, version: v, stations: [stationId] })
}
