import type { Category } from '@yimin/shared/language/frame'
import type { Role } from '@yimin/shared/people/roles'
import { chooseHelpers } from '../../../../server/dispatch/index.ts'
import type { Candidate, Errand, Standing } from '../../../../server/dispatch/index.ts'
import { settingsWith } from '../../../../server/organisations/index.ts'
import type { Person } from '../../../../server/people/index.ts'

export interface Given extends Partial<Omit<Candidate, 'person' | 'standing'>> {
  role?: Role
  skills?: Category[]
  zones?: string[]
  zone?: string
  building?: string
  since?: string
  standing?: Partial<Standing>
}

/** A volunteer of zone 6 who has helped before, unless something else is said. */
export function aCandidate(id: string, given: Given = {}): Candidate {
  const {
    role = 'volunteer',
    skills = [],
    zones = [],
    zone = '6',
    building,
    since = '2026-01-01',
    standing,
    ...rest
  } = given
  const person = {
    id,
    role,
    name: id,
    helper: { skills, zones, freeHours: [] },
    area: { zone, ...(building && { building }) },
    createdAt: new Date(since),
  } as unknown as Person
  const known = { asksThisWeek: 0, asked: 9, work: 2, done: 5, tally: [], ...standing }
  return { person, free: true, inHand: 0, today: 0, band: 'morning', standing: known, ...rest }
}

export const anErrand: Errand = { requestId: 'one', category: 'parcel', zone: '6', building: '9', requesterId: 'wang' }

/** Whom the default rules choose on a rung that asks everybody. */
export function chosen(candidates: Candidate[], errand: Partial<Errand> = {}, dispatch = {}) {
  return chooseHelpers({ ...anErrand, ...errand }, candidates, { who: 'skilled' }, settingsWith({ dispatch }))
}

export const names = (choices: { person: Person }[]) => choices.map(({ person }) => person.id)
