import { isHelper, isStaff, ROLES } from '@yimin/shared/people/roles'
import type { Role } from '@yimin/shared/people/roles'
import { ROLE_WORDS } from '@yimin/shared/people/words'
import type { Route } from '@yimin/shared/route/route'
import { ROUTES } from '../../../server/app/contracts.ts'
import { DEMO_STATION_DRAFT } from '../../../server/app/demo/community.ts'
import { DEMO_HELPERS } from '../../../server/app/demo/helpers.ts'
import { DEMO_RESIDENTS } from '../../../server/app/demo/residents.ts'
import { DEMO_STAFF } from '../../../server/app/demo/staff.ts'
import { exampleOf } from './exampleOf.ts'
import type { Fill } from './exampleOf.ts'

/** A role, or a worker of the station who has still to prove by a second factor who she is. */
export type Visitor = Role | 'unproven'

/** The token that the example station knows for each visitor. */
export const tokenOf = (visitor: Visitor) => `example-${visitor}`
const VISITORS: readonly Visitor[] = [...ROLES, 'unproven']

/** What the pages' queries are called, with values that the example station answers to. */
export const EXAMPLE_QUERY = {
  id: 'example0',
  code: 'A102',
  requestId: 'example0',
  personId: 'example0',
  known: '1',
  tile: 'groceries',
} as const

const PEOPLE = [...DEMO_RESIDENTS, ...DEMO_HELPERS, ...DEMO_STAFF]
const { name = '', phone = '' } = DEMO_STATION_DRAFT
/** Whoever comes is asked who he is, inside WeChat too: signing in through it has tests of its own. */
const HELLO = { demo: true, sandbox: true, wechat: false, station: { name, phone } }

export interface ExampleAnswer {
  status: number
  body: unknown
}

/**
 * A station without a record: every route of the contracts answers with an example of its own reply, whoever is signed in
 * is taken by his token, and nothing that is written is kept.
 */
export function exampleStation(fill: Fill = 'full') {
  const kept = new Map<string, unknown>()
  const replyOf = (route: Route) => {
    if (!kept.has(route.name)) kept.set(route.name, exampleOf(route.reply, fill))
    return kept.get(route.name)
  }
  /** @param url path with its query */
  return function answer(method: string, url: string, authorization = ''): ExampleAnswer {
    const route = routeAt(method, url)
    if (route === undefined) return { status: 404, body: { error: 'not_found', message: '没有找到。', fields: [] } }
    const visitor = VISITORS.find((each) => authorization === `Bearer ${tokenOf(each)}`)
    if (route.caller !== 'anyone' && visitor === undefined) {
      return { status: 401, body: { error: 'unauthenticated', message: '请先登录。', fields: [] } }
    }
    const status = route.status ?? 200
    if (route.name === 'readMe' && visitor !== undefined)
      return { status, body: meOf(replyOf(route) as object, visitor) }
    if (route.name === 'readHello') return { status, body: { ...(replyOf(route) as object), ...HELLO } }
    return { status, body: replyOf(route) }
  }
}

export function routeAt(method: string, url: string): Route | undefined {
  const path = url.split('?')[0] as string
  return ROUTES.filter((route) => route.method === method && patternOf(route.path).test(path)).sort(
    // `/api/me/reads` before `/api/me/:id`.
    (a, b) => count(a.path) - count(b.path),
  )[0]
}

const count = (path: string) => path.split(':').length

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:[A-Za-z]+/g, '[^/]+')}$`)
}

/** Abilities that are not for everybody; a view of somebody's own has all others. */
const ABILITIES: Record<string, (role: Role) => boolean> = { seeQueue: isStaff, takeOffers: isHelper }

/** Somebody of the demo community in this role, as he sees himself. */
function meOf(example: object, visitor: Visitor): object {
  const role = visitor === 'unproven' ? 'station_worker' : visitor
  const { id, name } = PEOPLE.find((person) => person.role === role) ?? (PEOPLE.at(-1) as (typeof PEOPLE)[number])
  const { abilities } = example as { abilities: object }
  const granted = Object.keys(abilities).map((ability) => [ability, ABILITIES[ability]?.(role) ?? true])
  const own = { id, name, role, roleWord: ROLE_WORDS[role], spokenTo: name, secondFactorNeeded: visitor === 'unproven' }
  return { ...example, ...own, abilities: Object.fromEntries(granted) }
}
