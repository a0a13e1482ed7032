import { DomainError } from '@yimin/shared/errors/domainError'
import { askHelpersJob, declineOffer } from '../../dispatch/index.ts'
import type { Platform } from '../../platform/platform.ts'
import {
  amendRequest,
  approveRequest,
  askForSwap,
  cancelRequest,
  confirmRequest,
  deliverRequest,
  findRequest,
  finishRequest,
  holdRequest,
  passDeadlineJob,
  rejectRequest,
  releaseRequest,
  reopenRequest,
  reportProgress,
  splitRequest,
  sweepExchanges,
  takeBackRequest,
} from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import {
  accept,
  answerTo,
  askForHelp,
  assign,
  exchange,
  goHimself,
  NEEDS,
  SALT_TOO,
  takeOffered,
  WORKER,
} from './deeds.ts'
import type { Scene, SceneErrand } from './scenes.ts'

/** Who does it, to which request, named by which cause. */
export interface Doing {
  scene: Scene
  errand: SceneErrand
  /** Somebody who may take it. */
  helperId: string
  /** Somebody who has it; where nobody has, the one who may take it. */
  holderId: string
  cause: string
}

type Deed = (platform: Platform, doing: Doing) => Promise<unknown>

const worker = { id: WORKER, part: 'worker' as const }
const requester = ({ errand }: Doing) => ({ id: errand.requesterId, part: 'requester' as const })

/** What somebody else has, in the same scene. */
function otherOf({ scene, errand, holderId }: Doing): string {
  const others = scene.errands.filter(({ id }) => id !== errand.id)
  const held = others.find(({ holders }) => holders.length > 0 && !holders.includes(holderId))
  return (held ?? others[0])?.id ?? ''
}

async function found(platform: Platform, { errand }: Doing): Promise<RequestDoc> {
  const request = await findRequest(platform, errand.id)
  if (!request) throw new DomainError('not_found')
  return request
}

/** What people and timers do at a moment. Whether it is allowed is for the product to say. */
export const DEEDS = {
  confirm: (platform, { errand, cause }) => confirmRequest(platform, errand.id, errand.requesterId, cause),
  amend: (platform, doing) =>
    amendRequest(platform, doing.errand.id, { by: requester(doing), ...SALT_TOO, cause: doing.cause }),
  cancel: (platform, doing) => cancelRequest(platform, doing.errand.id, requester(doing), doing.cause),
  finish: (platform, doing) => finishRequest(platform, doing.errand.id, requester(doing), doing.cause),
  reopen: (platform, doing) => reopenRequest(platform, doing.errand.id, requester(doing), doing.cause),
  /** The message with the request comes once more. */
  askAgain: (platform, { scene: { requesterId } }) =>
    askForHelp(platform, { requesterId, inRoom: true, understood: true, frame: NEEDS[0] ?? {}, cause: 'open' }),
  approve: (platform, { errand, cause }) => approveRequest(platform, errand.id, WORKER, cause),
  reject: (platform, { errand, cause }) => rejectRequest(platform, errand.id, WORKER, cause, '站里办不了'),
  hold: (platform, { errand, cause }) => holdRequest(platform, errand.id, worker, 'needs_person', cause),
  takeBack: (platform, { errand, cause }) => takeBackRequest(platform, errand.id, worker, cause),
  endForThem: (platform, { errand, cause }) => finishRequest(platform, errand.id, worker, cause),
  assign: (platform, { errand, helperId, cause }) => assign(platform, errand.id, helperId, cause),
  accept: (platform, { errand, helperId, cause }) => accept(platform, errand.id, helperId, cause),
  decline: (platform, { errand, helperId }) => declineOffer(platform, errand.id, helperId),
  release: (platform, doing) => releaseRequest(platform, doing.errand.id, doing.holderId, doing.cause),
  deliver: (platform, doing) => deliverRequest(platform, doing.errand.id, doing.holderId, doing.cause),
  /** A timer goes off, be it the first one or one that was thought lost. */
  deadline: (platform, { errand, cause }) =>
    platform.queues.add(passDeadlineJob, { requestId: errand.id }, { id: cause }),
  rung: (platform, { errand, cause }) => platform.queues.add(askHelpersJob, { requestId: errand.id }, { id: cause }),
  start: async (platform, doing) => reportProgress(platform, await found(platform, doing), doing.holderId, 'start'),
  arrive: async (platform, doing) => reportProgress(platform, await found(platform, doing), doing.holderId, 'arrive'),
  /** What was offered as one trip, or one of it alone. */
  takeTrip: (platform, { errand, helperId, cause }) => takeOffered(platform, errand.id, helperId, cause),
  takeOne: (platform, { errand, helperId, cause }) => takeOffered(platform, errand.id, helperId, cause, true),
  split: async (platform, doing) =>
    splitRequest(platform, await found(platform, doing), { goods: true }, worker, doing.cause),
  swap: async (platform, doing) => askForSwap(platform, await found(platform, doing), doing.holderId, doing.cause),
  /** He goes himself after all: no swap, no exchange. */
  keep: (platform, { errand, holderId, cause }) => goHimself(platform, errand.id, holderId, cause),
  exchange: (platform, doing) => exchange(platform, doing.errand.id, otherOf(doing), doing.holderId, doing.cause),
  agree: (platform, doing) =>
    answerTo(platform, doing.errand.id, otherOf(doing), doing.holderId, { yes: true, cause: doing.cause }),
  refuse: (platform, doing) =>
    answerTo(platform, doing.errand.id, otherOf(doing), doing.holderId, { yes: false, cause: doing.cause }),
  lookAfter: (platform) => sweepExchanges(platform),
} satisfies { readonly [name: string]: Deed }

export type DeedName = keyof typeof DEEDS

const SEARCHING: readonly DeedName[] = [
  ...(['accept', 'accept', 'accept', 'accept', 'decline', 'decline', 'cancel', 'assign', 'amend'] as const),
  ...(['rung', 'rung', 'deadline', 'reject', 'hold'] as const),
]
const IN_HAND: readonly DeedName[] = [
  ...(['release', 'release', 'deliver', 'deliver', 'cancel', 'assign', 'takeBack', 'finish', 'accept'] as const),
  ...(['amend', 'deadline', 'endForThem', 'rung'] as const),
]

/** What is likely in each scene. */
export const LIKELY: { readonly [scene: string]: readonly DeedName[] | undefined } = {
  draft: ['confirm', 'confirm', 'amend', 'cancel', 'approve', 'reject', 'askAgain', 'deadline', 'hold'],
  reviewing: ['approve', 'approve', 'reject', 'assign', 'cancel', 'confirm', 'amend', 'deadline', 'askAgain'],
  searching: SEARCHING,
  twoOpen: SEARCHING,
  declined: SEARCHING,
  givenBack: SEARCHING,
  reopened: SEARCHING,
  accepted: IN_HAND,
  setOff: IN_HAND,
  assigned: IN_HAND,
  delivered: ['finish', 'finish', 'reopen', 'reopen', 'deadline', 'endForThem', 'accept', 'release', 'cancel'],
  done: ['reopen', 'reopen', 'deadline', 'finish', 'release', 'accept', 'cancel'],
  trip: ['takeTrip', 'takeTrip', 'takeTrip', 'takeTrip', 'takeOne', 'takeOne', ...SEARCHING],
  tripBegun: ['takeTrip', 'takeTrip', 'takeOne', 'takeOne', 'start', ...SEARCHING, ...IN_HAND],
  tripHeld: ['takeTrip', 'start', 'swap', ...IN_HAND],
  split: ['accept', 'accept', 'release', 'deliver', 'finish', ...SEARCHING],
  gathered: ['release', 'deliver', 'takeBack', 'start', ...SEARCHING],
  carried: ['start', 'swap', ...IN_HAND],
  seats: SEARCHING,
  oneSeat: ['release', 'release', 'takeBack', ...SEARCHING],
  allSeats: ['start', 'arrive', 'swap', ...IN_HAND],
  swapping: ['accept', 'accept', 'accept', 'keep', 'keep', 'decline', 'start', 'arrive', 'rung', ...IN_HAND],
  tripAndOther: [
    'takeTrip',
    'takeTrip',
    'takeOne',
    'takeOne',
    'exchange',
    'exchange',
    'exchange',
    'agree',
    'agree',
    'agree',
    ...IN_HAND,
  ],
  twoHeld: [
    'exchange',
    'exchange',
    'exchange',
    'agree',
    'agree',
    'agree',
    'keep',
    'swap',
    'start',
    'accept',
    'lookAfter',
    ...IN_HAND,
  ],
  proposed: [
    'agree',
    'agree',
    'agree',
    'agree',
    'agree',
    'agree',
    'refuse',
    'keep',
    'exchange',
    'start',
    'accept',
    'accept',
    'lookAfter',
    ...IN_HAND,
  ],
  exchanged: ['start', 'swap', 'exchange', 'agree', 'accept', ...IN_HAND],
}
