import { askHelpersJob, declineOffer } from '../../dispatch/index.ts'
import type { Platform } from '../../platform/platform.ts'
import {
  amendRequest,
  approveRequest,
  cancelRequest,
  confirmRequest,
  deliverRequest,
  finishRequest,
  holdRequest,
  passDeadlineJob,
  rejectRequest,
  releaseRequest,
  reopenRequest,
  takeBackRequest,
} from '../../requests/index.ts'
import { accept, askForHelp, assign, NEEDS, SALT_TOO, WORKER } from './deeds.ts'
import type { Scene } from './scenes.ts'

/** Who does it, to which request, named by which cause. */
export interface Doing {
  scene: Scene
  helperId: string
  cause: string
}

type Deed = (platform: Platform, doing: Doing) => Promise<unknown>

const worker = { id: WORKER, part: 'worker' as const }
const requester = ({ scene }: Doing) => ({ id: scene.requesterId, part: 'requester' as const })
const holder = ({ scene, helperId }: Doing): string => scene.assignee ?? helperId

/** What people and timers do at a moment. Whether it is allowed is for the product to say. */
export const DEEDS = {
  confirm: (platform, { scene, cause }) => confirmRequest(platform, scene.requestId, scene.requesterId, cause),
  amend: (platform, doing) =>
    amendRequest(platform, doing.scene.requestId, { by: requester(doing), ...SALT_TOO, cause: doing.cause }),
  cancel: (platform, doing) => cancelRequest(platform, doing.scene.requestId, requester(doing), doing.cause),
  finish: (platform, doing) => finishRequest(platform, doing.scene.requestId, requester(doing), doing.cause),
  reopen: (platform, doing) => reopenRequest(platform, doing.scene.requestId, requester(doing), doing.cause),
  /** The message with the request comes once more. */
  askAgain: (platform, { scene: { requesterId } }) =>
    askForHelp(platform, { requesterId, inRoom: true, understood: true, frame: NEEDS[0] ?? {}, cause: 'open' }),
  approve: (platform, { scene, cause }) => approveRequest(platform, scene.requestId, WORKER, cause),
  reject: (platform, { scene, cause }) => rejectRequest(platform, scene.requestId, WORKER, cause, '站里办不了'),
  hold: (platform, { scene, cause }) => holdRequest(platform, scene.requestId, worker, 'needs_person', cause),
  takeBack: (platform, { scene, cause }) => takeBackRequest(platform, scene.requestId, worker, cause),
  endForThem: (platform, { scene, cause }) => finishRequest(platform, scene.requestId, worker, cause),
  assign: (platform, { scene, helperId, cause }) => assign(platform, scene.requestId, helperId, cause),
  accept: (platform, { scene, helperId, cause }) => accept(platform, scene.requestId, helperId, cause),
  decline: (platform, { scene, helperId }) => declineOffer(platform, scene.requestId, helperId),
  release: (platform, doing) => releaseRequest(platform, doing.scene.requestId, holder(doing), doing.cause),
  deliver: (platform, doing) => deliverRequest(platform, doing.scene.requestId, holder(doing), doing.cause),
  /** A timer goes off, be it the first one or one that was thought lost. */
  deadline: (platform, { scene, cause }) =>
    platform.queues.add(passDeadlineJob, { requestId: scene.requestId }, { id: cause }),
  rung: (platform, { scene, cause }) =>
    platform.queues.add(askHelpersJob, { requestId: scene.requestId }, { id: cause }),
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
}
