import { DomainError } from '@yimin/shared/errors/domainError'
import { isStaff } from '@yimin/shared/people/roles'
import { ALIVE } from '@yimin/shared/requests/states'
import { workerOnDuty } from '../../duty/index.ts'
import { findPeople } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { requestsOf } from '../request.model.ts'
import type { RequestDoc } from '../request.model.ts'
import { takeStep } from './takeStep.ts'

type Owned = Pick<RequestDoc, '_id' | 'v' | 'stationId' | 'ownerId' | 'requesterId' | 'assignee'>

/**
 * Whoever answered for a request and works here no more has it no more: the worker on duty gets it, state and clock stay. So do
 * requests of a station that had no staff, once somebody is there. Returns how many changed hands.
 */
export async function sweepOwners(platform: Platform): Promise<number> {
  const rows = await requestsOf(platform)
    .aggregate<{ _id: string }>([
      { $match: { status: { $in: [...ALIVE] } } },
      { $group: { _id: '$ownerId', n: { $sum: 1 } } },
    ])
    .toArray()
  const owners = rows.map(({ _id }) => _id)
  const known = new Map((await findPeople(platform, owners)).map((person) => [person.id, person]))
  const noStaff = owners.filter((id) => !isStaff(known.get(id)?.role ?? ''))
  if (noStaff.length === 0) return 0
  const owned = await requestsOf(platform)
    .find<Owned>(
      { status: { $in: [...ALIVE] }, ownerId: { $in: noStaff } },
      { projection: { v: 1, stationId: 1, ownerId: 1, requesterId: 1, assignee: 1 } },
    )
    .toArray()
  const left = owned.filter(({ ownerId, requesterId, assignee }) => ownerId !== requesterId && ownerId !== assignee?.personId) // prettier-ignore
  let entrusted = 0
  for (const request of left) if (await entrust(platform, request)) entrusted += 1
  return entrusted
}

async function entrust(platform: Platform, { _id, v, stationId, ownerId }: Owned): Promise<boolean> {
  const worker = await workerOnDuty(platform, stationId, platform.clock.now())
  if (!worker || worker.id === ownerId) return false
  try {
    await takeStep(platform, _id, {
      step: 'entrust',
      by: { id: 'system', part: 'system', seen: v },
      cause: `left/${v}`,
      change: () => ({ ownerId: worker.id }),
    })
    return true
  } catch (error) {
    // It moved on in the meantime; the next sweep looks again.
    if (error instanceof DomainError && error.code === 'conflict') return false
    throw error
  }
}
