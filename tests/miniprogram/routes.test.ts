import * as dispatch from '@yimin/shared/dispatch/contract'
import * as live from '@yimin/shared/live/contract'
import * as people from '@yimin/shared/people/contract'
import * as photos from '@yimin/shared/photos/contract'
import * as requests from '@yimin/shared/requests/contract'
import { routes } from '../../miniprogram/src/api/routes.ts'

const contracts = { ...dispatch, ...live, ...people, ...photos, ...requests } as Record<string, unknown>

describe("the phone's written table of routes", () => {
  it.each(Object.entries(routes))('%s is the route of the contract', (name, { method, path }) => {
    expect(contracts[name]).toMatchObject({ name, method, path })
  })
})
