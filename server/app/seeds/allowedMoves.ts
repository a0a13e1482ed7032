/**
 * The moves of a request as the station's rules tell them, written down a second time on purpose: a slip in the product's own table
 * does not hide itself here. `['', x]` begins; the others are from → to.
 */
type Moves = readonly (readonly [from: string, to: string])[]

const stays = (...states: string[]): Moves => states.map((state) => [state, state] as const)
const ALIVE = ['draft', 'reviewing', 'open', 'accepted', 'delivered']

export const STATES_AND_STEPS: { readonly [step: string]: Moves | undefined } = {
  write: [
    ['', 'draft'],
    ['', 'reviewing'],
    ['', 'open'],
    ['', 'rejected'],
  ],
  amend: stays('draft', 'reviewing', 'open', 'accepted'),
  illustrate: stays(...ALIVE),
  confirm: [
    ['draft', 'open'],
    ['reviewing', 'open'],
  ],
  hold: [
    ['draft', 'reviewing'],
    ['open', 'reviewing'],
  ],
  approve: [
    ['draft', 'open'],
    ['reviewing', 'open'],
  ],
  reject: [
    ['draft', 'rejected'],
    ['reviewing', 'rejected'],
    ['open', 'rejected'],
  ],
  accept: [['open', 'accepted']],
  assign: [
    ['reviewing', 'accepted'],
    ['open', 'accepted'],
    ['accepted', 'accepted'],
  ],
  join: stays('open'),
  seat: stays('open'),
  leave: stays('open'),
  release: [['accepted', 'open']],
  start: stays('accepted'),
  arrive: stays('accepted'),
  postpone: stays('accepted'),
  swap: stays('accepted'),
  keep: stays('accepted'),
  relieve: stays('accepted'),
  propose: stays('accepted'),
  agree: stays('accepted'),
  exchange: stays('accepted'),
  stay: stays('accepted'),
  deliver: [['accepted', 'delivered']],
  finish: [
    ['accepted', 'done'],
    ['delivered', 'done'],
  ],
  cancel: [
    ['draft', 'cancelled'],
    ['reviewing', 'cancelled'],
    ['open', 'cancelled'],
    ['accepted', 'cancelled'],
  ],
  reopen: [
    ['delivered', 'open'],
    ['done', 'open'],
  ],
  escalate: stays(...ALIVE),
  remind: stays(...ALIVE),
  nudge: stays('accepted', 'done'),
  own: stays(...ALIVE),
  entrust: stays(...ALIVE),
  note: stays(...ALIVE, 'done', 'cancelled', 'rejected'),
  split: [
    ['reviewing', 'open'],
    ['open', 'open'],
  ],
  gather: stays('open'),
  close: stays('done', 'cancelled', 'rejected'),
}
