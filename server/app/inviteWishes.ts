import { parseArgs } from 'node:util'
import { inviteWords, releaseWords } from '@yimin/shared/entry/words'
import { STAFF_ROLES } from '@yimin/shared/people/roles'
import type { Role } from '@yimin/shared/people/roles'
import { checkedPhone } from '../people/index.ts'

/** What was written at the command line will not do; said with how it is written. */
export class UsageError extends Error {}

const text = { type: 'string' } as const
const OPTIONS = {
  name: text,
  phone: text,
  role: text,
  reason: text,
  station: text,
  community: text,
  'station-phone': text,
  'lost-phone': { type: 'boolean' },
} as const

/** Whom to invite, and as what; with `station` where the record has none yet. */
export interface Wishes {
  name: string
  phone: string | undefined
  role: Role | undefined
  reason: string
  /** The authenticator went with the phone: a new one is bound at the next sign-in. */
  lostPhone: boolean
  station: { name: string; community: string; phone: string } | undefined
}

/** Throws UsageError, and DomainError `invalid_input` for a phone that is none. */
export function readWishes(args: string[]): Wishes {
  const { name = '', phone, role, reason = 'by the operator, at the command line', ...more } = readOptions(args)
  if (name.trim() === '') throw new UsageError(inviteWords.noName)
  if (role !== undefined && !(STAFF_ROLES as readonly string[]).includes(role))
    throw new UsageError(inviteWords.wrongRole)
  const { station, community, 'station-phone': stationPhone } = more
  const named = [station, community, stationPhone].filter((part) => part !== undefined && part.trim() !== '')
  if (named.length !== 0 && named.length !== 3) throw new UsageError(inviteWords.first)
  return {
    name: name.trim(),
    phone: phone === undefined ? undefined : checkedPhone(phone, 'phone'),
    role: role as Role | undefined,
    reason,
    lostPhone: more['lost-phone'] === true,
    station: station && community && stationPhone ? { name: station, community, phone: stationPhone } : undefined,
  }
}

/** Whose lost account to let go, and why. */
export interface ReleaseWishes {
  name: string
  phone: string | undefined
  reason: string
}

/** Throws UsageError, and DomainError `invalid_input` for a phone that is none. */
export function readReleaseWishes(args: string[]): ReleaseWishes {
  const { name, phone, reason, ...more } = readWishes(args)
  const strange = Object.values(more).some((value) => value !== undefined && value !== false)
  if (strange) throw new UsageError(releaseWords.nothingElse)
  return { name, phone, reason }
}

function readOptions(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values
  } catch (error) {
    // Node's own sentence is English and names the option first.
    throw new UsageError(inviteWords.unknown(/'([^']+)'/.exec((error as Error).message)?.[1] ?? ''))
  }
}
