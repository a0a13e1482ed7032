import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Route } from '@yimin/shared/route/route'
import { ROUTES } from '../../../server/app/contracts.ts'
import { routesOf } from '../../../server/app/web.ts'
import { openGround } from '../../factories/people.ts'

/** They try every route alike; a route needs a test that knows what it does. */
const GENERATED = ['server/authorisation', 'server/web/examples.test.ts', 'server/web/inventory.test.ts', 'miniprogram', 'factories'] // prettier-ignore

const names = (routes: readonly { name: string }[]) => routes.map(({ name }) => name).sort()

it('mounts every route of the contracts, each once', async () => {
  const ground = await openGround()
  try {
    const settings = { demo: true, chatAdapter: 'sandbox' } as Parameters<typeof routesOf>[1]
    expect(names(routesOf(ground, settings).map(({ route }) => route))).toEqual(names(ROUTES))
  } finally {
    await ground.close()
  }
})

it('describes every route of the contracts in docs/openapi.json', () => {
  const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
    paths: Record<string, Record<string, { operationId: string }>>
  }
  const described = Object.values(paths).flatMap((acts) => Object.values(acts).map(({ operationId }) => operationId))
  expect(described.sort()).toEqual(names(ROUTES))
})

describe('every route of the contracts', () => {
  const tests = readdirSync('tests', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|tsx)$/.test(file) && !GENERATED.some((each) => file.startsWith(each)))
    .map((file) => readFileSync(path.join('tests', file), 'utf8'))
    .join('\n')

  it.each(ROUTES.map((route) => [route.name, route] as const))('%s is named by a test', (_, route) => {
    expect(new RegExp(`\\b${route.name}\\b`).test(tests) || addressOf(route).test(tests)).toBe(true)
  })
})

/** As tests write addresses: `/api/me/requests/A102/say`, `/api/people/${id}`; where several routes share one, with the method. */
function addressOf({ method, path: address }: Route): RegExp {
  const isShared = ROUTES.filter((other) => other.path === address).length > 1
  const written = `${address.replace(/:[A-Za-z]+/g, '[^/\'"`\\s]+')}(?=['"\`?])`
  return new RegExp(
    isShared ? `\\b${method}\\b[^;]{0,120}${written}|${written}[^;]{0,120}\\b${method}\\b` : written,
    'i',
  )
}
