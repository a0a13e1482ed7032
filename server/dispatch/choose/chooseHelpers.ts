import { createHash } from 'node:crypto'
import type { Rung } from '@yimin/shared/dispatch/ladder'
import type { DispatchChoice, StationSettings } from '@yimin/shared/organisations/contract'
import { suitableHelpers } from './suitable.ts'
import type { Candidate, Choice, Errand } from './suitable.ts'

type Chooser = (errand: Errand, choices: Choice[]) => Choice[]

/** Each rule puts those who may be asked in its own order; whom it may ask at all is the same for every rule. */
const CHOOSERS: { readonly [rule in DispatchChoice]: Chooser } = {
  fair: (_, choices) => choices,
  nearest: (errand, choices) => sortedBy(choices, ({ person }) => doorsBetween(errand, person.area)),
  random: (errand, choices) => sortedBy(choices, ({ person }) => lot(`${errand.requestId}/${person.id}`)),
}

/**
 * Who is asked on this rung, best first, each with the reason in one line, by the station's rule of choice.
 * Pure: the same candidates give the same order.
 */
export function chooseHelpers(
  errand: Errand,
  candidates: Candidate[],
  rung: Pick<Rung, 'who'>,
  settings: StationSettings,
): Choice[] {
  return CHOOSERS[settings.dispatch.choice](errand, suitableHelpers(errand, candidates, rung, settings))
}

function sortedBy(choices: Choice[], value: (choice: Choice) => number): Choice[] {
  return [...choices].sort((a, b) => value(a) - value(b) || a.person.id.localeCompare(b.person.id))
}

/** 0 in the same building, 1 in the same zone, 2 further away or not known. */
function doorsBetween({ zone, building }: Errand, area: { zone?: string; building?: string } | undefined): number {
  if (zone === undefined || area?.zone !== zone) return 2
  return area.building === building ? 0 : 1
}

/** A lot drawn from the names: the same request and person draw the same one on every machine. */
function lot(names: string): number {
  return createHash('sha256').update(names).digest().readUInt32BE(0)
}
