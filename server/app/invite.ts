import path from 'node:path'
import { parseArgs } from 'node:util'
import { DomainError } from '@yimin/shared/errors/domainError'
import { STAFF_ROLES } from '@yimin/shared/people/roles'
import type { Role } from '@yimin/shared/people/roles'
import { findHomeStation } from '../organisations/index.ts'
import { appointByOperator, invite } from '../people/index.ts'
import { ensureIndexes, openRecord } from '../platform/mongo.ts'
import { systemClock } from '../platform/clock.ts'
import { openVault } from '../platform/vault/index.ts'
import { loadSettings } from './env.ts'
import { INDEXES } from './house.ts'

const USAGE =
  'usage: npm run --silent invite -- --name NAME [--phone PHONE] [--role station_director|supervisor|station_worker] [--reason WORDS]'

class UsageError extends Error {}

function readWishes() {
  const options = { name: { type: 'string' }, phone: { type: 'string' }, role: { type: 'string' }, reason: { type: 'string' } } as const // prettier-ignore
  const { values } = parseArgs({ options })
  const { name = '', phone, role, reason = 'by the operator, at the command line' } = values
  const isStaffRole = role === undefined || (STAFF_ROLES as readonly string[]).includes(role)
  if (name.trim() === '' || !isStaffRole) throw new UsageError(USAGE)
  return { name: name.trim(), phone, role: role as Role | undefined, reason }
}

/**
 * The first way in, and the way for a station with one worker: whoever has the server's keys invites a member of staff, and
 * may give the role that nobody else could confirm. It stands in the person's changes as the operator's. Prints the link.
 */
async function main(): Promise<void> {
  const wishes = readWishes()
  const settings = loadSettings()
  const record = await openRecord(settings.mongodbUri, settings.database)
  try {
    await ensureIndexes(record.db, INDEXES)
    const vault = openVault({ keyFile: path.join(settings.dataDir, 'keys', 'master.key'), key: settings.masterKey })
    const seal = await record.db.collection<{ _id: string; fingerprint: string }>('seals').findOne({ _id: 'vault' })
    if (seal) vault.requireFingerprint(seal.fingerprint)
    const platform = { db: record.db, vault, clock: systemClock }
    const station = await findHomeStation(platform)
    if (!station) throw new UsageError('there is no station yet: set one up first')
    const person = await appointByOperator(platform, station.id, wishes)
    const { invitation } = await invite(platform, person.id, { id: 'operator', reason: wishes.reason })
    const base = settings.origins[0] ?? `http://127.0.0.1:${settings.port}`
    // Behind the # nothing is sent to a server, and so nothing stands in a log.
    process.stdout.write(`${base}/#/pages/ask/index?invitation=${invitation}\n`)
  } finally {
    await record.close()
  }
}

void main().catch((error: unknown) => {
  const told = error instanceof DomainError ? error.say : error instanceof Error ? error.message : String(error)
  process.stderr.write(`${told}\n`)
  process.exit(error instanceof UsageError ? 2 : 1)
})
