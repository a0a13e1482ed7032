import type * as duty from '@yimin/shared/duty/contract'
import type * as people from '@yimin/shared/people/contract'
import type * as register from '@yimin/shared/register/contract'
import type * as reports from '@yimin/shared/reports/contract'
import type * as secondFactor from '@yimin/shared/secondFactor/contract'
import type { RepliesOf } from './repliesOf.ts'

/** What the station's staff keep in order: people, hours, figures, and their own way in. */
export const officeRoutes = {
  listPeople: { method: 'GET', path: '/api/people' },
  registerPerson: { method: 'POST', path: '/api/people' },
  readPerson: { method: 'GET', path: '/api/people/:id' },
  changeRole: { method: 'PUT', path: '/api/people/:id/role' },
  decideRole: { method: 'POST', path: '/api/people/:id/role-decision' },
  changeVerification: { method: 'PUT', path: '/api/people/:id/verification' },
  changeHelperTerms: { method: 'PUT', path: '/api/people/:id/helper-terms' },
  signOutPerson: { method: 'POST', path: '/api/people/:id/signing-out' },
  resetSecondFactor: { method: 'POST', path: '/api/people/:id/second-factor-reset' },
  readRoster: { method: 'GET', path: '/api/duty/roster' },
  saveRoster: { method: 'PUT', path: '/api/duty/roster' },
  changeMyDuty: { method: 'PUT', path: '/api/me/duty' },
  readTodayFigures: { method: 'GET', path: '/api/reports/today' },
  readMonthFigures: { method: 'GET', path: '/api/reports/month' },
  readSecondFactor: { method: 'GET', path: '/api/me/second-factor' },
  beginSecondFactor: { method: 'POST', path: '/api/me/second-factor/enrolment' },
  confirmSecondFactor: { method: 'POST', path: '/api/me/second-factor/confirmation' },
  proveSecondFactor: { method: 'POST', path: '/api/me/second-factor/proof' },
  renewRecoveryCodes: { method: 'POST', path: '/api/me/second-factor/recovery-codes' },
} as const

type Contracts = typeof duty & typeof people & typeof register & typeof reports & typeof secondFactor
export type OfficeReplies = RepliesOf<Contracts, keyof typeof officeRoutes>

export type Figures = OfficeReplies['readTodayFigures']
export type PersonFile = OfficeReplies['readPerson']
export type RegisterLine = OfficeReplies['listPeople']['items'][number]
export type Roster = OfficeReplies['readRoster']
