export { organisationIndexes } from './station.model.ts'
export type { Station } from './station.model.ts'
export { STATION_DEFAULTS, settingsWith } from './stationDefaults.ts'
export {
  findFreshStation,
  findHomeStation,
  findStation,
  findStationOfRoom,
  listStations,
  wordsOfStation,
} from './queries/findStation.ts'
export { findEnterprise, listEnterprises } from './queries/listEnterprises.ts'
export { saveStation } from './commands/saveStation.ts'
export type { StationDraft } from './commands/saveStation.ts'
export { keepStations } from './stationCache.ts'
export { changeDispatch } from './commands/changeDispatch.ts'
export { saveEnterprise } from './commands/saveEnterprise.ts'
export { stationOf } from './queries/stationOf.ts'
export { faultsOfArea } from './area.ts'
