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

const VOLUNTEERS = 60
const AT_ONCE = 4

/** Three to fifty accept one request at once, on the real record; a third of the requests are withdrawn in that moment. */
export async function measureRaces({ house: { platform: whole }, count, tell }: Part): Promise<Line[]> {
  // The race is one of the record: nobody is to be told of it in the meantime.
  const platform = { ...whole, queues: { ...whole.queues, add: () => Promise.resolve() } }
  await loadDemo(platform)
  await addVolunteers(platform, VOLUNTEERS)
  const chance = seeded(7)
  const tally = { races: 0, accepters: 0, winners: 0, refused: 0, twice: 0 }
  let told = performance.now()
  await inParallel(count, AT_ONCE, async (race) => {
    await runRace(platform, race, chance, tally)
    if (performance.now() - told < TELL_EVERY_MS) return
    told = performance.now()
    tell(`${tally.races} of ${count} races, ${tally.twice} with two winners or none told`)
  })
  const { races, accepters, winners, refused, twice } = tally
  return [
    {
      what: `races on the real record: ${races}, 3 to 50 accepters`,
      figure: `${accepters} said yes: ${winners} have it, ${refused} told no`,
      bar: '≤ 1 winner',
      held: twice === 0 && winners + refused === accepters,
    },
  ]
}

type Tally = { races: number; accepters: number; winners: number; refused: number; twice: number }

async function runRace(platform: Platform, race: number, chance: () => number, tally: Tally): Promise<void> {
  const frame = NEEDS[race % NEEDS.length] ?? {}
  const { _id } = await askForHelp(platform, {
    requesterId: 'wang',
    inRoom: false,
    understood: true,
    frame,
    cause: `race${race}`,
  })
  await confirmRequest(platform, _id, 'wang', `confirm${race}`)
  const helpers = Array.from({ length: VOLUNTEERS }, (_, i) => volunteerId(i + 1))
  shuffle(helpers, chance)
  const accepters = helpers.slice(0, 3 + Math.floor(chance() * 48))
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
  if (winners > 1 || accepted !== winners) tally.twice += 1
  // Whoever won is free for the next race.
  await requestsOf(platform).updateOne({ _id }, { $set: { status: 'cancelled' }, $unset: { assignee: '' } })
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
