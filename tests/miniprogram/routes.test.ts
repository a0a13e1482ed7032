import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { routes } from '../../miniprogram/src/api/routes.ts'

/** Every contract of the house, whichever domain it is of. */
const contracts: Record<string, unknown> = Object.assign(
  {},
  ...readdirSync('shared')
    .map((domain) => path.resolve('shared', domain, 'contract.ts'))
    .filter((file) => existsSync(file))
    .map((file) => jest.requireActual<object>(file)),
)

describe("the phone's written table of routes", () => {
  it.each(Object.entries(routes))('%s is the route of the contract', (name, { method, path: at }) => {
    expect(contracts[name]).toMatchObject({ name, method, path: at })
  })
})
