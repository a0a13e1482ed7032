import type { Platform } from '../../platform/platform.ts'
import { asHeldBy } from '../../requests/index.ts'
import type { RequestDoc, RequestMoved } from '../../requests/index.ts'
import { tellArrival, tellDelivery, tellStart } from './tellProgress.ts'
import { onExchange, onPropose, onStay } from './tellExchange.ts'
import { onRelieve } from './tellSwap.ts'
import { tellNudge, tellPostponed } from './tellPromise.ts'
import { tellGoodsLater, tellGoodsReady, tellPartDone } from './tellParts.ts'
import type { Tell } from './tell.ts'
import { onAmend } from './tellOfChange.ts'
import { onHold, onApprove, onReject, onConfirm, onSplit } from './tellOfDecision.ts'
import { onFinish, onCancel, onReopen } from './tellOfEnd.ts'
import { onTaken, onSeated, onLeave, onRelease } from './tellOfHelpers.ts'
import { onRemind, onEscalate } from './tellOfWaiting.ts'

const TELLS: { readonly [step in RequestMoved['step']]?: Tell } = {
  amend: onAmend,
  confirm: onConfirm,
  hold: onHold,
  approve: onApprove,
  reject: onReject,
  accept: onTaken,
  assign: onTaken,
  join: onSeated,
  seat: onSeated,
  leave: onLeave,
  release: onRelease,
  relieve: onRelieve,
  propose: onPropose,
  exchange: onExchange,
  stay: onStay,
  start: tellStart,
  arrive: tellArrival,
  postpone: tellPostponed,
  deliver: tellDelivery,
  finish: onFinish,
  reopen: onReopen,
  cancel: onCancel,
  remind: onRemind,
  nudge: tellNudge,
  escalate: onEscalate,
  split: onSplit,
}

/** Where the whole is another's news than a part. */
const PART_TELLS: { readonly [step in RequestMoved['step']]?: Tell } = {
  deliver: tellGoodsReady,
  release: tellGoodsLater,
  finish: tellPartDone,
}

/** What one of several helpers does himself. */
const OWN_STEPS: readonly RequestMoved['step'][] = ['start', 'arrive', 'postpone', 'deliver']

/** Tells everybody whom a step concerns, except the one who took it: he had his answer in the talk. */
export async function tellOfStep(
  platform: Platform,
  request: RequestDoc,
  moved: RequestMoved,
  ref: string,
): Promise<void> {
  // Of several whoever set off, or is there, is named.
  const seen = OWN_STEPS.includes(moved.step) ? asHeldBy(request, moved.by) : request
  const tell = request.partOf === undefined ? undefined : PART_TELLS[moved.step]
  await (tell ?? TELLS[moved.step])?.(platform, seen, moved, ref)
}
