import { buildingWord } from '@yimin/shared/organisations/words'
import type { Figures } from '@yimin/shared/reports/contract'
import { reportWords } from '@yimin/shared/reports/words'
import type { Building } from './buildings.ts'
import { isFew } from './smallNumbers.policy.ts'

type Buildings = readonly Building[]

const byWord = (a: Building, b: Building) =>
  buildingWord(a.area).localeCompare(buildingWord(b.area), 'zh', { numeric: true })

/** Buildings of the register from which nobody asked, the fullest first. */
export function notServedOf(buildings: Buildings): Figures['notServed'] {
  const left = buildings.filter(({ asked }) => asked === 0)
  left.sort((a, b) => b.residents - a.residents || byWord(a, b))
  return {
    buildings: left.length,
    items: left.map(({ area, residents }) => ({
      word: buildingWord(area),
      residentsWord: isFew(residents) ? reportWords.few : reportWords.residents(residents),
    })),
  }
}

/** One small number beside the other would be told by the difference, so then neither is given. */
function askersOf({ asked, silent }: Building): { askersWord: string; askersPercent?: number } {
  if (isFew(asked)) return { askersWord: isFew(silent) ? reportWords.smallBuilding : reportWords.fewAskers }
  if (isFew(silent)) return { askersWord: reportWords.fewSilent }
  return {
    askersWord: reportWords.askers(asked, silent),
    askersPercent: Math.round((100 * asked) / (asked + silent)),
  }
}

/** Thin first; where numbers are not given, their order may not give them: few who asked first, few who did not last. */
function rankOf(building: Building): number {
  const { askersWord, askersPercent } = askersOf(building)
  return askersPercent ?? (askersWord === reportWords.fewAskers ? -1 : 101)
}

/** Buildings of the register from which somebody asked: how many people did, and how many did not. */
export function servedOf(buildings: Buildings): Figures['served'] {
  const served = buildings.filter(({ asked }) => asked > 0)
  served.sort((a, b) => rankOf(a) - rankOf(b) || byWord(a, b))
  return {
    buildings: served.length,
    items: served.map((building) => ({ word: buildingWord(building.area), ...askersOf(building) })),
  }
}
