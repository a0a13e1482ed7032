import { readdirSync } from 'node:fs'
import path from 'node:path'
import { routes } from '../../miniprogram/src/api/routes.ts'

/** Every contract of the house, whichever domain it is of. */
const contracts: Record<string, unknown> = Object.assign(
  {},
  ...readdirSync('shared', { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(?!dist|node_modules).*contract\.ts$/i.test(file))
    .map((file) => jest.requireActual<object>(path.resolve('shared', file))),
)

describe("the phone's written table of routes", () => {
  it.each(Object.entries(routes))('%s is the route of the contract', (name, { method, path: at }) => {
    expect(contracts[name]).toMatchObject({ name, method, path: at })
  })
})
