import type { StationSettings } from '@yimin/shared/organisations/contract'
import type { Choice } from './chooseHelpers.ts'

/**
 * As many of the best as a rung asks, and none more once it is likely enough that one of them accepts: an ask in vain tires
 * people. Chances are taken as independent.
 */
export function enoughOf<One extends Pick<Choice, 'chance'>>(
  choices: readonly One[],
  ask: number,
  { dispatch }: StationSettings,
): One[] {
  const chosen: One[] = []
  let nobody = 1
  for (const choice of choices.slice(0, ask)) {
    if (1 - nobody >= dispatch.enoughChance) break
    chosen.push(choice)
    nobody *= 1 - choice.chance
  }
  return chosen
}
