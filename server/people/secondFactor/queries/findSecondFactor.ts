import { findStation, STATION_DEFAULTS } from '../../../organisations/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { secondFactorsOf } from '../secondFactor.model.ts'

export interface SecondFactorState {
  enrolled: boolean
  recoveryCodesLeft: number
}

export async function findSecondFactor(platform: Pick<Platform, 'db'>, personId: string): Promise<SecondFactorState> {
  const factor = await secondFactorsOf(platform).findOne({ _id: personId })
  return { enrolled: factor?.secret !== undefined, recoveryCodesLeft: factor?.recovery.length ?? 0 }
}

/** Whether the station asks its staff for a second factor; one that nobody knows does. */
export async function requiresSecondFactor(platform: Pick<Platform, 'db'>, stationId: string): Promise<boolean> {
  const { security } = (await findStation(platform, stationId))?.settings ?? STATION_DEFAULTS
  return security.staffSecondFactor
}
