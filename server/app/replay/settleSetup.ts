import { z } from 'zod'
import { CATEGORIES, GROUPS } from '@yimin/shared/language/frame'
import type { Zone } from '@yimin/shared/organisations/contract'
import { weekHours } from '@yimin/shared/organisations/hours'
import { fullAddress } from '@yimin/shared/people/contract'
import { isHelper, ROLES } from '@yimin/shared/people/roles'
import { setOnDuty } from '../../duty/index.ts'
import { saveEnterprise, saveStation } from '../../organisations/index.ts'
import type { Station } from '../../organisations/index.ts'
import { savePerson } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'

const id = z.string().regex(/^[\p{L}\p{N}_.-]{1,60}$/u)
const name = z.string().min(1).max(100)
const part = z.string().min(1).max(40)

const setupMember = z.strictObject({
  /** 妈妈, 邻居 … */
  relation: z.string().min(1).max(20),
  name: name.optional(),
  /** One of the people of this setup. */
  personId: id.optional(),
  address: fullAddress.optional(),
})

const setupPerson = z.strictObject({
  id,
  name,
  role: z.enum(ROLES),
  address: fullAddress.optional(),
  skills: z.array(z.enum(CATEGORIES)).optional(),
  zones: z.array(part).optional(),
  freeHours: z.array(weekHours).optional(),
  onDuty: z.boolean().optional(),
  phone: z.string().regex(/\d/).max(40).optional(),
  groups: z.array(z.enum(GROUPS)).optional(),
  household: z.array(setupMember).max(20).optional(),
  /** May be written to privately; true unless told. */
  private: z.boolean().optional(),
})

const setupRoom = z.strictObject({ id, topic: z.string().max(200).optional() })

function refuseTwice(list: { id: string }[], path: string, ctx: z.RefinementCtx): void {
  const seen = new Set<string>()
  for (const [i, { id: given }] of list.entries()) {
    if (seen.has(given)) ctx.addIssue({ code: 'custom', path: [path, i, 'id'], message: `${given} stands here twice` })
    seen.add(given)
  }
}

/** The first line of a replay: rooms and people of the conversation. Unknown fields are errors. */
export const setupSchema = z
  .strictObject({ rooms: z.array(setupRoom).max(100).default([]), people: z.array(setupPerson).max(5_000).default([]) })
  .superRefine(({ rooms, people }, ctx) => {
    refuseTwice(rooms, 'rooms', ctx)
    refuseTwice(people, 'people', ctx)
    const known = new Set(people.map((person) => person.id))
    for (const [i, person] of people.entries()) {
      for (const [j, { personId }] of (person.household ?? []).entries()) {
        if (personId === undefined || known.has(personId)) continue
        ctx.addIssue({
          code: 'custom',
          path: ['people', i, 'household', j, 'personId'],
          message: `nobody is called ${personId}`,
        })
      }
    }
  })
export type Setup = z.output<typeof setupSchema>
type SetupPerson = Setup['people'][number]

/** What is wrong with a setup, in one line that names each place. */
export class SetupError extends Error {
  constructor(faults: string[]) {
    super(faults.join('; '))
    this.name = 'SetupError'
  }
}

function dotted(path: PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    return text === '' ? String(step) : `${text}.${String(step)}`
  }, '')
}

function faultsOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `unknown field ${dotted([...issue.path, key])}`)
  return [`${dotted(issue.path) || 'setup'}: ${issue.message}`]
}

/** Reads the `setup` of a replay. Throws SetupError that names every unknown or faulty field. */
export function parseSetup(value: unknown): Setup {
  const parsed = setupSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new SetupError(parsed.error.issues.flatMap(faultsOf))
}

export const REPLAY_STATION = 'replay'
const ADAPTER = 'sandbox'

/** The map, as far as the setup's own addresses tell it. */
function zonesOf(people: SetupPerson[]): Zone[] {
  const map = new Map<string, Set<string>>()
  const addresses = people.flatMap((person) => [
    person.address,
    ...(person.household ?? []).map((member) => member.address),
  ])
  for (const zone of people.flatMap((person) => person.zones ?? [])) map.set(zone, map.get(zone) ?? new Set())
  for (const address of addresses) {
    if (address?.zone === undefined) continue
    const buildings = map.get(address.zone) ?? new Set()
    if (address.building !== undefined) buildings.add(address.building)
    map.set(address.zone, buildings)
  }
  return [...map].map(([name, buildings]) => ({
    name,
    buildings: [...buildings].map((building) => ({ name: building })),
  }))
}

function placesOf(people: SetupPerson[]): string[] {
  return [...new Set(people.flatMap((person) => person.address?.place ?? []))]
}

async function settlePerson(platform: Platform, given: SetupPerson, rooms: string[]): Promise<Person> {
  const {
    address,
    skills = [],
    zones = [],
    freeHours = [],
    onDuty,
    household = [],
    private: writable = true,
    ...rest
  } = given
  const isShop = given.role === 'enterprise'
  if (isShop) {
    await saveEnterprise(platform, {
      id: given.id,
      stationId: REPLAY_STATION,
      name: given.name.slice(0, 60),
      categories: skills,
      hours: freeHours,
      deliveryZones: zones,
    })
  }
  const person = await savePerson(platform, {
    ...rest,
    stationId: REPLAY_STATION,
    chatIds: [`${ADAPTER}:${given.id}`],
    canBeWrittenTo: writable,
    verified: true,
    rooms,
    ...(address && { home: address }),
    household: household.map(({ address: home, ...member }) => ({ ...member, ...(home && { home }) })),
    ...(isHelper(given.role) && { helper: { skills, zones, freeHours } }),
    ...(isShop && { enterpriseId: given.id }),
  })
  if (onDuty) await setOnDuty(platform, REPLAY_STATION, given.id, true)
  return person
}

/**
 * Builds the community of a replay in an empty record: one station with the rooms, and the people with their own ids.
 * Free all day and open to private words unless told otherwise; a helper without zones covers all.
 */
export async function settleSetup(platform: Platform, setup: Setup): Promise<{ station: Station; people: Person[] }> {
  const rooms = setup.rooms.map((room) => ({ chatId: `${ADAPTER}:${room.id}`, topic: room.topic ?? room.id }))
  const zones = zonesOf(setup.people)
  const station = await saveStation(platform, {
    id: REPLAY_STATION,
    name: '社工站',
    community: '社区',
    phone: '0472-0000000',
    zones,
    rooms,
    words: {
      estates: placesOf(setup.people),
      zones: zones.map((zone) => zone.name),
      nicknames: [],
      shopGoods: [],
      extraGoods: [],
    },
  })
  const people: Person[] = []
  // One after the other: the first one on duty is the first to be called.
  for (const given of setup.people)
    people.push(
      await settlePerson(
        platform,
        given,
        rooms.map((room) => room.chatId),
      ),
    )
  return { station, people }
}
