import { affectedWords } from '@yimin/shared/entry/words'
import { DomainError } from '@yimin/shared/errors/domainError'
import { findHomeStation } from '../organisations/index.ts'
import { findNamed, listAffected } from '../people/index.ts'
import { affectedTable, readAffectedWishes } from './affectedWishes.ts'
import { runOperatorCommand } from './operatorCommand.ts'

/** After an incident: of whom sealed fields were opened in these days, by anybody or by one. The table goes to standard output. */
void runOperatorCommand({
  usage: affectedWords.usage,
  read: readAffectedWishes,
  act: async (platform, { from, to, reader }) => {
    const station = await findHomeStation(platform)
    const person =
      reader === undefined ? undefined : station && (await findNamed(platform, station.id, { name: reader }))
    if (reader !== undefined && !person) throw new DomainError('not_found', { say: affectedWords.nobody })
    const affected = await listAffected(platform, { from, to, ...(person && { readerId: person.id }) })
    process.stderr.write(`${affectedWords.found(affected.length)}\n`)
    process.stdout.write(`${affectedTable(affected)}\n`)
  },
})
