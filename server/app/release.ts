import { releaseWords } from '@yimin/shared/entry/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import { findHomeStation } from '../organisations/index.ts'
import { findNamed } from '../people/index.ts'
import { releaseByOperator } from '../privacy/index.ts'
import { readReleaseWishes } from './inviteWishes.ts'
import { runOperatorCommand } from './operatorCommand.ts'

/**
 * For a station with one worker: she wishes at her desk that somebody's lost WeChat account goes, and whoever has the server's
 * keys agrees here, as the second person. The station sees it at its desk for a week.
 */
void runOperatorCommand({
  usage: releaseWords.usage,
  read: readReleaseWishes,
  act: async (platform, { name, phone, reason }) => {
    const station = await findHomeStation(platform)
    const person = station && (await findNamed(platform, station.id, { name, phone }))
    if (!person) throw new DomainError('not_found', { say: releaseWords.nobody })
    await releaseByOperator(platform, person, reason)
    process.stderr.write(`${releaseWords.done(person.name)}\n`)
  },
})
