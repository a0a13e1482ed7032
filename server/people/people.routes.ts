import type { RouteInput, MountedRoute } from '../platform/web/serve.ts'
import { serve } from '../platform/web/serve.ts'
import { DomainError } from '@yimin/shared/errors/domainError'
import {
  closeMySession,
  listDemoPeople as listDemoPeopleRoute,
  listMyReads,
  openDemoSession,
  openWeChatSession,
  readHello,
  readMe,
  readPerson,
  saveWeChatPhone,
} from '@yimin/shared/people/contract'
import { addressOf } from '@yimin/shared/people/addressing'
import { FIELD_WORDS, FORMER_READER_WORD, ROLE_WORDS, SYSTEM_READER_WORD } from '@yimin/shared/people/words'
import type { Role } from '@yimin/shared/people/roles'
import { findHomeStation, findStation } from '../organisations/index.ts'
import type { Platform } from '../platform/platform.ts'
import { letIn } from './commands/letIn.ts'
import { closeSession } from './commands/openSession.ts'
import { signInByWeChat } from './commands/signInByWeChat.ts'
import { takeWeChatPhone } from './commands/takeWeChatPhone.ts'
import { mayKeepFor } from './consent/consent.policy.ts'
import { consentWords } from '@yimin/shared/consent/words'
import { requireFreshStaff } from './freshSession.ts'
import { requireMeasure } from './manyReads.ts'
import { isOwnStaff } from './people.policy.ts'
import type { Homes } from './people.presenter.ts'
import { presentToOwner, presentToStaff } from './people.presenter.ts'
import type { Member, Person } from './person.model.ts'
import { findPeople, findPerson, listColleaguesIn, listDemoPeople } from './queries/findPerson.ts'
import { findJoinable } from './queries/findJoinable.ts'
import { listReadsOf } from './queries/listReads.ts'
import { readOwnHousehold, readPersonal } from './queries/readPersonal.ts'
import { whoCalls } from './queries/whoCalls.ts'
import type { ReadDoc } from './reads.model.ts'

export interface PeopleSettings {
  /** The demo community is there to be played. */
  demo: boolean
  /** The sandbox group is on. */
  sandbox: boolean
}

const ALL_FIELDS = ['phone', 'door', 'groups'] as const

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new DomainError('not_found')
  return thing
}

async function homesOf(platform: Platform, me: Person): Promise<Homes> {
  const told = await readOwnHousehold(platform, me.id)
  const kin = await findPeople(
    platform,
    me.household.flatMap(({ personId }) => personId ?? []),
  )
  const settled = new Set(kin.filter(({ area }) => area !== undefined).map(({ id }) => id))
  const isKnown = ({ id, personId }: Member) => told.has(id) || settled.has(personId ?? '')
  return { told, known: new Set(me.household.filter(isKnown).map(({ id }) => id)) }
}

/** All that the station knows of whoever calls. */
export async function showMe(platform: Platform, input: Pick<RouteInput, 'caller'>) {
  const me = await whoCalls(platform, input)
  const station = found(await findStation(platform, me.stationId))
  const reader = { id: me.id, role: me.role, reason: 'own data' }
  const personal = await readPersonal(platform, me.id, ALL_FIELDS, reader)
  return presentToOwner(
    me,
    personal ?? {},
    { id: station.id, name: station.name, phone: station.phone },
    await homesOf(platform, me),
    input.caller.withheld === 'second_factor_needed',
  )
}

async function showPerson(platform: Platform, input: RouteInput<{ id: string }, { reason?: string }>) {
  const me = await whoCalls(platform, input)
  const person = found(await findPerson(platform, input.params.id))
  if (!isOwnStaff({ role: me.role, stationId: me.stationId }, person)) throw new DomainError('not_found')
  const { reason } = input.query
  const colleagues = await listColleaguesIn(platform, person)
  if (reason === undefined) return presentToStaff(person, {}, me, colleagues, platform.clock.now())
  await requireMeasure(platform, me.id, person.id)
  const reader = { id: me.id, role: me.role, stationId: me.stationId, reason }
  const personal = (await readPersonal(platform, person.id, ALL_FIELDS, reader)) ?? {}
  return presentToStaff(person, personal, me, colleagues, platform.clock.now())
}

function readerWords(read: ReadDoc, readers: Person[]): { reader: string; readerRole: string } {
  if (read.reader.role === 'system') return { reader: SYSTEM_READER_WORD, readerRole: SYSTEM_READER_WORD }
  const person = readers.find((candidate) => candidate.id === read.reader.id)
  return {
    reader: person ? addressOf(person) : FORMER_READER_WORD,
    readerRole: ROLE_WORDS[read.reader.role as Role],
  }
}

async function showMyReads(platform: Platform, input: RouteInput<unknown, { limit?: number; cursor?: string }>) {
  const me = await whoCalls(platform, input)
  const { items, nextCursor } = await listReadsOf(platform, me.id, input.query)
  const readers = await findPeople(platform, [...new Set(items.map((read) => read.reader.id))])
  return {
    items: items.map((read) => ({
      at: read.at.toISOString(),
      ...readerWords(read, readers),
      fields: read.fields.map((field) => FIELD_WORDS[field]),
      reason: read.reason,
    })),
    nextCursor,
  }
}

async function findDemoPerson(platform: Platform, settings: PeopleSettings, personId: string): Promise<Person> {
  const person = settings.demo ? await findPerson(platform, personId) : undefined
  if (person?.about === undefined) throw new DomainError('not_found')
  return person
}

async function greet(platform: Platform, settings: PeopleSettings) {
  const station = await findHomeStation(platform)
  return {
    demo: settings.demo,
    sandbox: settings.sandbox,
    wechat: platform.wechat !== undefined,
    station: { name: station?.name ?? '', phone: station?.phone ?? '' },
  }
}

/** Who am I, whom may I play, who looked at my data; for staff, one person of the own station. */
export function peopleRoutes(platform: Platform, settings: PeopleSettings): MountedRoute[] {
  const demoOnly = () => {
    if (!settings.demo) throw new DomainError('not_found')
  }
  return [
    serve(readHello, [], () => greet(platform, settings)),
    serve(listDemoPeopleRoute, [demoOnly], async () => ({
      items: (await listDemoPeople(platform)).map(({ id, name, role, about = '' }) => ({ id, name, role, about })),
    })),
    serve(openDemoSession, [demoOnly], async ({ body, caller }) =>
      letIn(platform, await findDemoPerson(platform, settings, body.personId), caller, 'demo'),
    ),
    serve(openWeChatSession, [], async ({ body, caller }) =>
      letIn(platform, await signInByWeChat(platform, body.code, body.scene), caller, 'wechat'),
    ),
    serve(saveWeChatPhone, [], async (input) => {
      const me = await whoCalls(platform, input)
      requireFreshStaff(platform, input.caller)
      // Before a code is spent, and money with it.
      if (!mayKeepFor(me)) throw new DomainError('forbidden', { say: consentWords.notKept })
      const phone = await takeWeChatPhone(platform, me, input.body.code)
      const isKnown = !me.verified && (await findJoinable(platform, me)).length === 1
      return { phone, ...(isKnown && { joinable: true as const }) }
    }),
    serve(readMe, [], (input) => showMe(platform, input)),
    serve(closeMySession, [], async ({ caller }) => {
      const closed = await closeSession(platform, caller.sessionId ?? '')
      platform.log.info({ personId: caller.personId, outcome: 'signed_out' }, 'sign-in')
      return { closed }
    }),
    serve(readPerson, [], (input) => showPerson(platform, input)),
    serve(listMyReads, [], (input) => showMyReads(platform, input)),
  ]
}
