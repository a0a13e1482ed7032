import { HELPER_ROLES, STAFF_ROLES } from '@yimin/shared/people/roles'
import type { Role } from '@yimin/shared/people/roles'
import type { Route } from '@yimin/shared/route/route'

/** Who knocks: nobody known, a person in a role, or the chat gateway. */
export type Knocker = 'anonymous' | Role | 'bot'

/** How the thing that a route names stands to the one who knocks. `none`: there is no such thing. */
export const RELATIONS = ['own', 'sameStation', 'otherStation', 'none'] as const
export type Relation = (typeof RELATIONS)[number]

/**
 * `let_in`: the act itself decides what follows, such as a state that does not fit. `undone`: whatever is said, nothing
 * happens. The others are refusals at the door.
 */
export type Outcome = 'let_in' | 'undone' | 'unauthenticated' | 'forbidden' | 'not_found'

/** The kinds of things that routes name in their paths. */
export type Subject = 'request' | 'person' | 'alarm' | 'photo' | 'member' | 'recurring'

/** What a path names, and to whom in a station it is open; who may not know of it is told that it does not exist. */
const SUBJECTS: { path: RegExp; subject: Subject; openTo: readonly Relation[] }[] = [
  { path: /^\/api\/me\/requests\/:code(\/|$)/, subject: 'request', openTo: ['own'] },
  { path: /^\/api\/requests\/:code(\/|$)/, subject: 'request', openTo: ['own', 'sameStation'] },
  { path: /^\/api\/people\/:id(\/|$)/, subject: 'person', openTo: ['own', 'sameStation'] },
  { path: /^\/api\/alarms\/:id(\/|$)/, subject: 'alarm', openTo: ['own', 'sameStation'] },
  { path: /^\/api\/me\/household\/:memberId(\/|$)/, subject: 'member', openTo: ['own'] },
  { path: /^\/api\/me\/recurring-tasks\/:id(\/|$)/, subject: 'recurring', openTo: ['own'] },
  { path: /^\/api\/recurring-tasks\/:id(\/|$)/, subject: 'recurring', openTo: ['own', 'sameStation'] },
  { path: /^\/api\/photos\/:id(\/|$)/, subject: 'photo', openTo: ['own', 'sameStation'] },
]

/** Routes whose door is narrower than their kind of caller says: the roles that may pass; the others are refused. */
export const ROLES_OF: Record<string, readonly Role[]> = {
  eraseMe: ['resident', 'volunteer', 'enterprise'],
  answerConsent: ['resident', 'volunteer', 'enterprise'],
  saveRoster: ['supervisor', 'station_director'],
  saveLadder: ['supervisor', 'station_director'],
  saveQuietHours: ['supervisor', 'station_director'],
  saveDispatchHabits: ['supervisor', 'station_director'],
  tryLadder: ['supervisor', 'station_director'],
  readSecondFactor: STAFF_ROLES,
  beginSecondFactor: STAFF_ROLES,
  confirmSecondFactor: STAFF_ROLES,
  proveSecondFactor: STAFF_ROLES,
  renewRecoveryCodes: STAFF_ROLES,
  changeMyPassword: STAFF_ROLES,
  listMyOffers: HELPER_ROLES,
  listMyTasks: HELPER_ROLES,
  startWay: HELPER_ROLES,
  readMyRecord: HELPER_ROLES,
  readHelperTerms: HELPER_ROLES,
  saveHelperTerms: HELPER_ROLES,
}

const OF_THE_SEARCH = 'an offer or a task is made by a search; tests/server/dispatch has those of others'

/**
 * Paths with names of things that the matrix cannot make yet: there it tries only what does not exist.
 * Each needs a reason, and tests of its own for other people's things.
 */
export const WITHOUT_SUBJECT: Record<string, string> = {
  acceptOffer: OF_THE_SEARCH,
  refuseOffer: OF_THE_SEARCH,
  startTask: OF_THE_SEARCH,
  arriveAtTask: OF_THE_SEARCH,
  callForTask: OF_THE_SEARCH,
  postponeTask: OF_THE_SEARCH,
  readyTask: OF_THE_SEARCH,
  handOverTask: OF_THE_SEARCH,
  giveBackTask: OF_THE_SEARCH,
  swapTask: OF_THE_SEARCH,
  keepTask: OF_THE_SEARCH,
  listExchanges: OF_THE_SEARCH,
  proposeExchange: OF_THE_SEARCH,
  answerExchange: OF_THE_SEARCH,
  closeOneOfMySessions:
    'a session has a name of its own for its person; tests/server/people/sessions.test.ts has those of others',
}

/** Acts that are refused to people of any role as long as something about them stands so; why. */
export const REFUSED_BY_STATE: Record<string, string> = {
  changeMyName: 'a name that the station has checked is changed by the station',
  changeRole: 'nobody changes his own role, and a role that somebody has is no change',
  decideRole: 'nothing is proposed for the example, and nobody agrees to his own proposal',
  changeVerification: 'nobody verifies himself',
  changeHelperTerms: 'only a helper has terms',
  partPerson: 'no WeChat account was joined to the example',
  releaseWeChat: 'no WeChat account hangs on the example',
  inviteColleague: 'the director invites other staff, and the example is a resident',
  giveEntryCode: 'nobody gives himself a code, and staff come by a password',
  signOutPerson: 'nobody signs himself out by the register',
  resetSecondFactor: 'the director resets it for other staff, and the example is a resident',
}

export function subjectOf(route: Route): Subject | undefined {
  return SUBJECTS.find(({ path }) => path.test(route.path))?.subject
}

/** What the contracts and this table promise. `undefined`: a route for anyone, which has no door. */
export function expectedOutcome(route: Route, knocker: Knocker, relation: Relation | undefined): Outcome | undefined {
  if (route.caller === 'anyone') return undefined
  const atTheDoor = admission(route, knocker)
  if (atTheDoor !== 'let_in') return atTheDoor
  if (relation === undefined) return 'let_in'
  const row = SUBJECTS.find(({ path }) => path.test(route.path))
  if (row === undefined) return 'undone'
  return row.openTo.includes(relation) ? 'let_in' : 'not_found'
}

function admission(route: Route, knocker: Knocker): Outcome {
  if (knocker === 'anonymous') return 'unauthenticated'
  if (knocker === 'bot') return route.caller === 'bot' ? 'let_in' : 'forbidden'
  if (route.caller === 'bot') return 'forbidden'
  if (route.caller === 'staff' && !(STAFF_ROLES as readonly string[]).includes(knocker)) return 'forbidden'
  const roles = ROLES_OF[route.name]
  return roles === undefined || roles.includes(knocker) ? 'let_in' : 'forbidden'
}
