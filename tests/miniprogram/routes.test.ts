import * as live from '@yimin/shared/live/contract'
import * as people from '@yimin/shared/people/contract'
import * as photos from '@yimin/shared/photos/contract'
import * as duty from '@yimin/shared/duty/contract'
import * as register from '@yimin/shared/register/contract'
import * as reports from '@yimin/shared/reports/contract'
import * as requests from '@yimin/shared/requests/contract'
import * as secondFactor from '@yimin/shared/secondFactor/contract'
import { routes } from '../../miniprogram/src/api/routes.ts'

const contracts = {
  ...duty,
  ...live,
  ...people,
  ...photos,
  ...register,
  ...reports,
  ...requests,
  ...secondFactor,
} as Record<string, unknown>

describe("the phone's written table of routes", () => {
  it.each(Object.entries(routes))('%s is the route of the contract', (name, { method, path }) => {
    expect(contracts[name]).toMatchObject({ name, method, path })
  })
})
