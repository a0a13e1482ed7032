import { toLocal } from '@yimin/shared/language/localTime'
import { DomainError } from '@yimin/shared/errors/domainError'
import { readDaySheet, readMonthFigures, readMonthTable, readTodayFigures } from '@yimin/shared/reports/contract'
import { sheetWords, tableWords } from '@yimin/shared/reports/words'
import type { Platform } from '../platform/platform.ts'
import { serve } from '../platform/web/index.ts'
import type { MountedRoute, RouteInput } from '../platform/web/index.ts'
import { presentDaySheet } from './daySheet.presenter.ts'
import { drawDaySheet } from './files/daySheet.ts'
import { writeMonthTable } from './files/monthTable.ts'
import { dayOf, monthOf } from './period.ts'
import { countFigures } from './queries/countFigures.ts'
import { findDaySheet } from './queries/findDaySheet.ts'
import { mayReadReports } from './reports.policy.ts'
import { presentFigures } from './reports.presenter.ts'

function stationOfCaller({ caller }: Pick<RouteInput, 'caller'>): string {
  if (caller.stationId === undefined || !mayReadReports(caller)) throw new DomainError('forbidden')
  return caller.stationId
}

/** Figures and papers of the own station, for its staff. */
export function reportRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(readTodayFigures, [], async (input) => {
      const now = platform.clock.now()
      return presentFigures(await countFigures(platform, stationOfCaller(input), dayOf(now), now))
    }),
    serve(readMonthFigures, [], async (input) => {
      const period = monthOf(input.query.month)
      return presentFigures(await countFigures(platform, stationOfCaller(input), period, platform.clock.now()))
    }),
    serve(readMonthTable, [], async (input) => {
      const { month } = input.query
      const counted = await countFigures(platform, stationOfCaller(input), monthOf(month), platform.clock.now())
      return { name: tableWords.file(month), bytes: await writeMonthTable(presentFigures(counted), counted.rows) }
    }),
    serve(readDaySheet, [], async (input) => {
      const now = platform.clock.now()
      const sheet = presentDaySheet(await findDaySheet(platform, stationOfCaller(input), now), now)
      return { name: sheetWords.file(toLocal(now).slice(0, 10)), bytes: await drawDaySheet(sheet) }
    }),
  ]
}
