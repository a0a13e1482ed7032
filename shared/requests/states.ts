/**
 * The one table of what may happen to a request (求助单).
 * Read a row as: this step, from these states, leads to that state, and these may take it.
 */
export const STATUSES = [
  'draft',
  'reviewing',
  'open',
  'accepted',
  'delivered',
  'done',
  'cancelled',
  'rejected',
] as const
export type Status = (typeof STATUSES)[number]

/** Who acts, seen from one request. `helper` is anyone who may be asked; `assignee` is the helper who has it. */
export const PARTS = ['requester', 'helper', 'assignee', 'worker', 'system'] as const
export type Part = (typeof PARTS)[number]

export const STEPS = [
  'write',
  'amend',
  'illustrate',
  'confirm',
  'hold',
  'approve',
  'reject',
  'accept',
  'assign',
  'join',
  'seat',
  'leave',
  'release',
  'start',
  'arrive',
  'postpone',
  'swap',
  'keep',
  'relieve',
  'propose',
  'agree',
  'exchange',
  'stay',
  'deliver',
  'finish',
  'cancel',
  'reopen',
  'escalate',
  'remind',
  'nudge',
  'own',
  'entrust',
  'note',
  'split',
  'gather',
  'close',
] as const
export type Step = (typeof STEPS)[number]

export interface Rule {
  from: readonly Status[]
  /** Where it leads; absent means that the state stays. */
  to?: Status
  by: readonly Part[]
}

export const ALIVE: readonly Status[] = ['draft', 'reviewing', 'open', 'accepted', 'delivered']
const ENDED: readonly Status[] = ['done', 'cancelled', 'rejected']

export const RULES: { readonly [step in Exclude<Step, 'write'>]: Rule } = {
  /** Adds to or changes what is asked for, until it is at the door. */
  amend: { from: ['draft', 'reviewing', 'open', 'accepted'], by: ['requester', 'worker'] },
  /** A photo is put to it or taken away. */
  illustrate: { from: ALIVE, by: ['requester'] },
  /** The resident says that it was understood; plain errands flow. */
  confirm: { from: ['draft', 'reviewing'], to: 'open', by: ['requester'] },
  /** Doubtful, or nobody answers: a worker looks at it first. */
  hold: { from: ['draft', 'open'], to: 'reviewing', by: ['requester', 'system', 'worker'] },
  approve: { from: ['draft', 'reviewing'], to: 'open', by: ['worker'] },
  reject: { from: ['draft', 'reviewing', 'open'], to: 'rejected', by: ['worker', 'system'] },
  accept: { from: ['open'], to: 'accepted', by: ['helper'] },
  assign: { from: ['reviewing', 'open', 'accepted'], to: 'accepted', by: ['worker'] },
  /** One of several seats is taken, and more are free: the search goes on, the state stays. */
  join: { from: ['open'], by: ['helper'] },
  /** A worker gives one of several seats to somebody; the state stays. */
  seat: { from: ['open'], by: ['worker'] },
  /** Whoever has a seat gives it back while others are still sought; the state stays. */
  leave: { from: ['open'], by: ['assignee', 'worker'] },
  /** By the system where a swap was asked for and nobody came. */
  release: { from: ['accepted'], to: 'open', by: ['assignee', 'worker', 'system'] },
  /** On the way; the state stays. */
  start: { from: ['accepted'], by: ['assignee'] },
  /** Before the door; the state stays. */
  arrive: { from: ['accepted'], by: ['assignee'] },
  /** The helper comes later than promised, and says so; the state stays. */
  postpone: { from: ['accepted'], by: ['assignee'] },
  /** The helper asks who goes in his place, and has it until somebody says yes; the state stays. */
  swap: { from: ['accepted'], by: ['assignee'] },
  /** He goes himself after all; the state stays. */
  keep: { from: ['accepted'], by: ['assignee'] },
  /** Somebody goes in the place of whoever asked for it; the state stays. */
  relieve: { from: ['accepted'], by: ['helper'] },
  /** A volunteer asks another one whether they exchange what each has in hand; the state stays. */
  propose: { from: ['accepted'], by: ['assignee'] },
  /** The other one says yes, in what he himself has; the state stays. */
  agree: { from: ['accepted'], by: ['assignee'] },
  /** It changes hands, each of the two for itself; the state stays. */
  exchange: { from: ['accepted'], by: ['helper'] },
  /** Nothing comes of an exchange: it stays with whoever has it. */
  stay: { from: ['accepted'], by: ['assignee', 'helper', 'system'] },
  deliver: { from: ['accepted'], to: 'delivered', by: ['assignee', 'worker'] },
  finish: { from: ['accepted', 'delivered'], to: 'done', by: ['requester', 'worker', 'system'] },
  cancel: { from: ['draft', 'reviewing', 'open', 'accepted'], to: 'cancelled', by: ['requester', 'worker'] },
  reopen: { from: ['delivered', 'done'], to: 'open', by: ['requester', 'worker'] },
  /** The clock has run out: a named worker takes it into her hands; the state stays. */
  escalate: { from: ALIVE, by: ['system'] },
  /** Asked once more; the state stays. */
  remind: { from: ALIVE, by: ['system'] },
  /** A small word at its time: sets off soon? how was it? The state stays, and so do owner and clock. */
  nudge: { from: ['accepted', 'done'], by: ['system'] },
  /** A worker says that it is hers now; state and clock stay. */
  own: { from: ALIVE, by: ['worker'] },
  /** Whoever answered for it works here no more: the worker on duty has it; state and clock stay. */
  entrust: { from: ALIVE, by: ['system'] },
  /** A worker writes down what the next one should know; state and clock stay. */
  note: { from: [...ALIVE, ...ENDED], by: ['worker'] },
  /** Others do parts of it: they are asked first, then whoever carries it. */
  split: { from: ['reviewing', 'open'], to: 'open', by: ['worker', 'system'] },
  /** All parts are taken: now somebody is asked to carry it, with a clock of its own. */
  gather: { from: ['open'], to: 'open', by: ['system'] },
  /** The time for reopening is over: door and phone are struck out. */
  close: { from: ENDED, by: ['system'] },
}

export function mayTakeStep(step: Exclude<Step, 'write'>, from: Status, by: Part): boolean {
  const rule = RULES[step]
  return rule.from.includes(from) && rule.by.includes(by)
}

export function isAlive(status: Status): boolean {
  return ALIVE.includes(status)
}

/** Why something was handed over without its code. */
export const NO_CODE_REASONS = ['in_person', 'forgotten', 'left_at_door', 'given_to_other', 'other'] as const
export type NoCodeReason = (typeof NO_CODE_REASONS)[number]

/** The line of five dots: 记下 · 找人 · 有人接 · 送到 · 办好. */
export const DOTS: { readonly [status in Status]: 0 | 1 | 2 | 3 | 4 } = {
  draft: 0,
  reviewing: 0,
  open: 1,
  accepted: 2,
  delivered: 3,
  done: 4,
  cancelled: 0,
  rejected: 0,
}
