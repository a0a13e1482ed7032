import { randomUUID } from 'node:crypto'
import { ROLES } from '@yimin/shared/people/roles'
import type { Role } from '@yimin/shared/people/roles'
import type { Route } from '@yimin/shared/route/route'
import { ROUTES } from '../../../server/app/contracts.ts'
import { routesOf } from '../../../server/app/web.ts'
import type { Person } from '../../../server/people/index.ts'
import { asApiError, errorBody } from '../../../server/platform/web/apiError.ts'
import { admit, ANYONE, BOT } from '../../../server/platform/web/caller.ts'
import type { CallerIdentity } from '../../../server/platform/web/caller.ts'
import type { MountedRoute } from '../../../server/platform/web/index.ts'
import { exampleOf } from '../../factories/examples/exampleOf.ts'
import { expectedOutcome, REFUSED_BY_STATE, RELATIONS, ROLES_OF, subjectOf, WITHOUT_SUBJECT } from './table.ts'
import type { Knocker, Outcome, Relation } from './table.ts'
import { ELSEWHERE, openWorld } from './world.ts'
import type { World } from './world.ts'

jest.setTimeout(60_000)

let world: World
let mounted: MountedRoute[]
beforeAll(async () => {
  world = await openWorld()
  mounted = routesOf(world.house, { demo: true, chatAdapter: 'sandbox' } as Parameters<typeof routesOf>[1])
})
afterAll(() => world.house.close())

interface Knocking {
  outcome: Outcome
  /** The act was done. */
  done: boolean
  /** What went over the line. */
  answer: string
}

/** What a body must name of our own world for the act to be possible. */
function bodyOf(route: Route): unknown {
  if (route.body === undefined) return undefined
  const example = exampleOf(route.body, 'bare') as Record<string, unknown>
  return 'helperId' in example ? { ...example, helperId: world.helperId } : example
}

async function knock(route: Route, caller: CallerIdentity, thing: string | undefined): Promise<Knocking> {
  const { gates, handler } = mounted.find(({ route: { name } }) => name === route.name) as MountedRoute
  try {
    admit(route.caller, caller)
    const input = {
      params: route.params?.parse(paramsOf(route, thing)),
      query: route.query?.parse(exampleOf(route.query, 'bare')),
      body: route.body?.parse(bodyOf(route)),
      caller,
      request: { id: randomUUID(), key: randomUUID(), signal: AbortSignal.timeout(5_000) },
    }
    for (const gate of gates) await gate(input)
    return { outcome: 'let_in', done: true, answer: JSON.stringify(route.reply.parse(await handler(input))) }
  } catch (error) {
    const body = errorBody(asApiError(error))
    if (body.error === 'internal') throw new Error(`${route.name} broke`, { cause: error })
    const isDoor = ['unauthenticated', 'forbidden', 'not_found'].includes(body.error)
    return { outcome: isDoor ? (body.error as Outcome) : 'let_in', done: false, answer: JSON.stringify(body) }
  }
}

/** The first name in a path is the thing; further names are parts of it that do not exist. */
function paramsOf(route: Route, thing: string | undefined): unknown {
  const [first = ''] = /(?<=:)[A-Za-z]+/.exec(route.path) ?? []
  const example = route.params === undefined ? {} : (exampleOf(route.params, 'bare') as object)
  return thing === undefined ? example : { ...example, [first]: thing }
}

/** With a thing of each relation where the path names one that the table knows. */
function relationsOf(route: Route): (Relation | undefined)[] {
  if (subjectOf(route) !== undefined) return [...RELATIONS]
  return route.path.includes(':') ? ['none'] : [undefined]
}

async function knockAs(
  route: Route,
  knocker: Knocker,
  relations: readonly (Relation | undefined)[],
): Promise<Knocking[]> {
  const subject = subjectOf(route)
  const { person, identity } = await callerFor(route, knocker)
  const knockings: Knocking[] = []
  for (const relation of relations) {
    const thing = subject && relation && person ? await world.thing(subject, relation, person) : undefined
    knockings.push(await knock(route, identity, thing))
  }
  return knockings
}

/** Nobody is made for a door that does not open: that would only take time. */
async function callerFor(route: Route, knocker: Knocker): Promise<{ person?: Person; identity: CallerIdentity }> {
  if (knocker === 'anonymous') return { identity: ANYONE }
  if (knocker === 'bot') return { identity: BOT }
  const isRefused = expectedOutcome(route, knocker, undefined) === 'forbidden' && ROLES_OF[route.name] === undefined
  if (!isRefused) return world.caller(knocker)
  return { identity: { kind: 'person', personId: 'x', roles: [knocker] } }
}

const KNOCKERS: Knocker[] = ['anonymous', ...ROLES, 'bot']
const doors = ROUTES.filter((route) => route.caller !== 'anyone')
const people = doors.filter((route) => route.caller !== 'bot')

it.each(doors.map((route) => [route.name, route] as const))('%s opens to whom it should', async (_, route) => {
  const surprises: string[] = []
  const relations = relationsOf(route)
  for (const knocker of KNOCKERS) {
    // The gateway's own routes are tried in tests/server/chat and tests/bot.
    if (knocker === 'bot' && route.caller === 'bot') continue
    for (const [at, knocking] of (await knockAs(route, knocker, relations)).entries()) {
      const expected = expectedOutcome(route, knocker, relations[at])
      const told = `${knocker} ${relations[at] ?? ''}: ${knocking.outcome}, not ${expected}: ${knocking.answer.slice(0, 120)}`
      if (!fits(route, knocking, expected, relations[at])) surprises.push(told)
      if (knocking.answer.includes(ELSEWHERE)) surprises.push(`${told}: reads of another station`)
    }
  }
  expect(surprises).toEqual([])
})

function fits(route: Route, { outcome, done }: Knocking, expected: Outcome | undefined, relation?: Relation): boolean {
  if (expected === 'undone') return !done
  if (outcome === expected) return true
  if (expected !== 'let_in') return false
  // An act on oneself may find nothing to act on, or stand still for the moment.
  return (
    ((relation === undefined || namesMore(route)) && outcome === 'not_found') ||
    (outcome === 'forbidden' && route.name in REFUSED_BY_STATE)
  )
}

/** The path or the body names a second thing, which this matrix does not make. */
function namesMore(route: Route): boolean {
  const body = route.body === undefined ? {} : (exampleOf(route.body, 'bare') as object)
  return route.path.split(':').length > 2 || Object.keys(body).some((field) => field.endsWith('Id'))
}

it.each(people.filter((route) => subjectOf(route) !== undefined).map((route) => [route.name, route] as const))(
  '%s says the same of what is not yours and of what does not exist',
  async (_, route) => {
    const knocker: Role = route.caller === 'staff' ? 'station_director' : 'resident'
    const [theirs, missing] = await knockAs(route, knocker, ['otherStation', 'none'])
    expect(theirs?.answer).toBe(missing?.answer)
  },
)

it('can make each kind of thing that a path names, or says why not', () => {
  const unknown = people.filter((route) => route.path.includes(':') && subjectOf(route) === undefined)
  expect(unknown.map(({ name }) => name).sort()).toEqual(Object.keys(WITHOUT_SUBJECT).sort())
})

it('names only routes that exist', () => {
  const names = ROUTES.map(({ name }) => name)
  for (const name of [...Object.keys(ROLES_OF), ...Object.keys(WITHOUT_SUBJECT), ...Object.keys(REFUSED_BY_STATE)])
    expect(names).toContain(name)
})
