import { DomainError } from '@yimin/shared/errors/domainError'
import { seeded, shuffle } from '../../../language/learned/chance.ts'
import type { Platform } from '../../../platform/platform.ts'
import { cancelRequest, confirmRequest, requestsOf } from '../../../requests/index.ts'
import { loadDemo } from '../../demo/loadDemo.ts'
import { accept, askForHelp, NEEDS } from '../../seeds/deeds.ts'
import { addVolunteers, volunteerId } from '../../seeds/ground.ts'
import type { Line } from '../language/table.ts'
import { inParallel } from '../load.ts'
import { TELL_EVERY_MS } from './part.ts'
import type { Part } from './part.ts'

const FEWEST = 3
const MOST = 50
const LANES = 4

/**
 * Three to fifty accept one request at once, on the real record; a third of the requests are withdrawn in that moment. Four races
 * are run at a time, each among fifty people of its own: whoever wins has his hands full.
 */
export async function measureRaces({ house: { platform: whole }, count, tell }: Part): Promise<Line[]> {
  // The race is one of the record: nobody is to be told of it in the meantime.
  const platform = { ...whole, queues: { ...whole.queues, add: () => Promise.resolve() } }
  await loadDemo(platform)
  await addVolunteers(platform, MOST * LANES)
  const chance = seeded(7)
  const tally = { races: 0, accepters: 0, winners: 0, refused: 0, wrong: 0 }
  const free = Array.from({ length: LANES }, (_, lane) => lane)
  let told = performance.now()
  await inParallel(count, LANES, async (race) => {
    const lane = free.pop() as number
    await runRace(platform, { race, lane }, chance, tally)
    free.push(lane)
    if (performance.now() - told < TELL_EVERY_MS) return
    told = performance.now()
    tell(`${tally.races} of ${count} races, ${tally.wrong} with two winners, none, or somebody told nothing`)
  })
  const { races, accepters, winners, refused, wrong } = tally
  return [
    {
      what: `races on the real record: ${races}, 3 to 50 accepters`,
      figure: `${accepters} said yes: ${winners} have it, ${refused} told no`,
      bar: '1 winner, 0 where it is withdrawn first',
      held: wrong === 0 && winners + refused === accepters,
    },
  ]
}

type Tally = { races: number; accepters: number; winners: number; refused: number; wrong: number }

async function runRace(
  platform: Platform,
  { race, lane }: { race: number; lane: number },
  chance: () => number,
  tally: Tally,
): Promise<void> {
  const frame = NEEDS[race % NEEDS.length] ?? {}
  const { _id } = await askForHelp(platform, {
    requesterId: 'wang',
    inRoom: false,
    understood: true,
    frame,
    cause: `race${race}`,
  })
  await confirmRequest(platform, _id, 'wang', `confirm${race}`)
  const helpers = Array.from({ length: MOST }, (_, i) => volunteerId(lane * MOST + i + 1))
  shuffle(helpers, chance)
  const accepters = helpers.slice(0, FEWEST + Math.floor(chance() * (MOST - FEWEST + 1)))
  const withdraws = chance() < 0.3
  const answers = await Promise.all([
    ...accepters.map((helperId) => answerOf(accept(platform, _id, helperId, `accept.${race}.${helperId}`))),
    ...(withdraws ? [answerOf(cancelRequest(platform, _id, { id: 'wang', part: 'requester' }, `cancel${race}`))] : []),
  ])
  const own = answers.slice(0, accepters.length)
  const winners = own.filter((answer) => answer === 'yes').length
  const kept = await requestsOf(platform).findOne({ _id })
  const accepted = kept?.history.filter(({ step }) => step === 'accept').length ?? 0
  tally.races += 1
  tally.accepters += accepters.length
  tally.winners += winners
  tally.refused += own.filter((answer) => answer === 'no').length
  const isWithdrawn = answers.length > own.length && answers.at(-1) === 'yes'
  if (accepted !== winners || (isWithdrawn ? winners > 1 : winners !== 1)) tally.wrong += 1
  // Whoever won is free for the next race.
  const over = { $set: { status: 'cancelled' as const }, $unset: { assignee: '' as const, handsFull: '' as const } }
  await requestsOf(platform).updateOne({ _id }, over)
}

async function answerOf(act: Promise<unknown>): Promise<'yes' | 'no'> {
  try {
    await act
    return 'yes'
  } catch (error) {
    if (error instanceof DomainError) return 'no'
    throw error
  }
}
