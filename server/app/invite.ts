import { inviteWords } from '@yimin/shared/entry/words'
import { findHomeStation, saveStation } from '../organisations/index.ts'
import type { Station } from '../organisations/index.ts'
import { appointByOperator, invite, resetSecondFactor } from '../people/index.ts'
import { readWishes, UsageError } from './inviteWishes.ts'
import type { Wishes } from './inviteWishes.ts'
import type { OperatorGround } from './operatorCommand.ts'
import { runOperatorCommand } from './operatorCommand.ts'

/** A record that nobody used yet gets its station with the first invitation. */
async function stationFor(platform: OperatorGround, wished: Wishes['station']): Promise<Station> {
  const there = await findHomeStation(platform)
  if (there && wished) throw new UsageError(inviteWords.stationThere(there.name))
  if (there) return there
  if (!wished) throw new UsageError(`${inviteWords.noStation}${inviteWords.first}`)
  return saveStation(platform, { id: 'home', ...wished })
}

/**
 * The first way in, and the way for a station with one worker: whoever has the server's keys invites a member of staff, and
 * may give the role that nobody else could confirm. It stands in the person's changes as the operator's. Prints the link alone
 * to standard output.
 */
void runOperatorCommand({
  usage: inviteWords.usage,
  read: readWishes,
  act: async (platform, wishes, settings) => {
    const station = await stationFor(platform, wishes.station)
    const by = { id: 'operator', reason: wishes.reason }
    const person = await appointByOperator(platform, station.id, wishes)
    if (wishes.lostPhone) await resetSecondFactor(platform, person, by)
    const { invitation } = await invite(platform, person.id, by)
    const base = settings.origins[0] ?? `http://127.0.0.1:${settings.port}`
    process.stderr.write(`${inviteWords.given(person.name)}\n`)
    // Behind the # nothing is sent to a server, and so nothing stands in a log.
    process.stdout.write(`${base}/#/pages/ask/index?invitation=${invitation}\n`)
  },
})
