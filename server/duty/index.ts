import type { CollectionIndexes } from '../platform/mongo.ts'
import { alarmIndexes } from './alarm.model.ts'
import { rosterIndexes } from './roster.model.ts'

export const dutyIndexes: CollectionIndexes[] = [...rosterIndexes, ...alarmIndexes]

export type { Shift } from './roster.model.ts'
export { staffInOrder, workerOnDuty } from './queries/workerOnDuty.ts'
export { saveShifts, setOnDuty } from './commands/saveRoster.ts'
export type { Alarm, AlarmPage } from './queries/findAlarm.ts'
export { findAlarm, listAlarms, readAlarmText } from './queries/findAlarm.ts'
export { raiseAlarm } from './commands/raiseAlarm.ts'
export type { AlarmCall } from './commands/raiseAlarm.ts'
export { acknowledgeAlarm, closeAlarm, closeAlarmsAbout } from './commands/acknowledgeAlarm.ts'
export { escalateAlarms, markTold, nextAlarmDue } from './commands/escalateAlarms.ts'
export type { Telling } from './commands/escalateAlarms.ts'
export { mayHandleAlarm } from './duty.policy.ts'
export { dutyRoutes } from './duty.routes.ts'
