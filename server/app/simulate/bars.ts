import type { BarName } from './report/words.ts'
import type { Figures } from './measure.ts'

/** One bar of the ladder against the others of the same run. */
export interface Bar {
  name: BarName
  /** What was measured and what was asked for, in words. */
  measured: string
  held: boolean
}

const ASKS_AT_MOST = 4
const ASKS_OF_BROADCAST = 1 / 3
const TIME_OF_BROADCAST = 1.2
const TOP_TENTH_AT_MOST = 0.35
const NEWCOMERS_AT_LEAST = 0.95
/** Equal completion: as many needs done as under the best of the others, give or take one in a hundred. */
const DONE_LESS = 0.01

const percent = (share: number) => `${(100 * share).toFixed(1)} %`
const fixed = (value: number) => value.toFixed(1)

/** @param all the same month under every policy */
export function barsOf(all: readonly Figures[]): Bar[] {
  const ladder = all.find(({ policy }) => policy === 'ladder')
  const broadcast = all.find(({ policy }) => policy === 'broadcast')
  if (!ladder || !broadcast) return []
  const bestDone = Math.max(...all.filter(({ policy }) => policy !== 'ladder').map(({ done }) => done))
  const { asksPerAcceptance: asks, toAccept, topTenth, newcomers, done } = ladder
  return [
    bar('asks', `${fixed(asks)} of at most ${ASKS_AT_MOST}`, asks <= ASKS_AT_MOST),
    bar(
      'asksOfBroadcast',
      `${fixed(asks)} of at most ${fixed(broadcast.asksPerAcceptance * ASKS_OF_BROADCAST)}`,
      asks <= broadcast.asksPerAcceptance * ASKS_OF_BROADCAST,
    ),
    bar(
      'time',
      `${fixed(toAccept.median)} of at most ${fixed(broadcast.toAccept.median * TIME_OF_BROADCAST)}`,
      toAccept.median <= broadcast.toAccept.median * TIME_OF_BROADCAST,
    ),
    bar(
      'top',
      `${percent(topTenth.volunteers)} of at most ${percent(TOP_TENTH_AT_MOST)}`,
      topTenth.volunteers <= TOP_TENTH_AT_MOST,
    ),
    bar('done', `${percent(done)} of at least ${percent(bestDone - DONE_LESS)}`, done >= bestDone - DONE_LESS),
    bar(
      'newcomers',
      `${percent(newcomers.in14)} of at least ${percent(NEWCOMERS_AT_LEAST)}`,
      newcomers.in14 >= NEWCOMERS_AT_LEAST,
    ),
    bar('owned', percent(ladder.ownedAtOnce), ladder.ownedAtOnce === 1),
    bar('whole', all.map((one) => `${one.lost}, ${one.double}, ${one.faults}`).join('; '), all.every(isWhole)),
  ]
}

export function isWhole({ lost, double, faults }: Figures): boolean {
  return lost === 0 && double === 0 && faults === 0
}

function bar(name: BarName, measured: string, held: boolean): Bar {
  return { name, measured, held }
}
