import { z } from 'zod'
import { CATEGORIES } from '../language/frame.ts'
import { defineRoute } from '../route/route.ts'
import { address, item, ofCode, staffRequestView, when } from './contract.ts'

/** What the worker had before the eyes; an older one than the record's is refused with `conflict`. */
const version = z.int().min(1)
const note = z.string().trim().max(200).optional()
const reason = z.string().trim().min(2).max(200)

/** Every decision of staff on one request: a version in, the new view out. */
const decision = { method: 'POST', caller: 'staff', params: ofCode, reply: staffRequestView } as const

function decided<Body extends z.ZodRawShape>(body: Body) {
  return z.strictObject({ version, ...body })
}

export const approveRequest = defineRoute({
  name: 'approveRequest',
  path: '/api/requests/:code/approval',
  summary: 'Let a request through',
  body: decided({ note }),
  ...decision,
})

export const rejectRequest = defineRoute({
  name: 'rejectRequest',
  path: '/api/requests/:code/rejection',
  summary: 'Refuse a request; the author learns the reason',
  body: decided({
    reason,
  }),
  ...decision,
})

export const assignRequest = defineRoute({
  name: 'assignRequest',
  path: '/api/requests/:code/assignment',
  summary: 'Give a request to a named helper',
  body: decided({
    helperId: z.string().min(1).max(100),
    note,
  }),
  ...decision,
})

export const takeBackRequest = defineRoute({
  name: 'takeBackRequest',
  path: '/api/requests/:code/release',
  summary: 'Take a request back from its helper; it is open again',
  body: decided({
    note,
  }),
  ...decision,
})

export const freeSeat = defineRoute({
  name: 'freeSeat',
  path: '/api/requests/:code/seats/release',
  summary: 'Free one seat of several; the others keep theirs, and somebody else is sought',
  body: decided({
    helperId: z.string().min(1).max(100),
    note,
  }),
  ...decision,
})

export const finishForResident = defineRoute({
  name: 'finishForResident',
  path: '/api/requests/:code/finish',
  summary: 'It is done, by the word of a worker',
  body: decided({
    note,
  }),
  ...decision,
})

export const cancelForResident = defineRoute({
  name: 'cancelForResident',
  path: '/api/requests/:code/cancellation',
  summary: 'Withdraw a request for its author',
  body: decided({
    reason,
  }),
  ...decision,
})

export const reopenForResident = defineRoute({
  name: 'reopenForResident',
  path: '/api/requests/:code/reopening',
  summary: 'Not done after all: look for somebody again',
  body: decided({
    reason,
  }),
  ...decision,
})

export const splitRequest = defineRoute({
  name: 'splitRequest',
  path: '/api/requests/:code/split',
  summary: 'Let others do parts of a request, one or both: a shop has its goods ready, a worker does what is sensitive',
  body: decided({
    goods: z.literal(true).optional(),
    /** What the worker is to do or to bring; what of the goods it names is hers. */
    sensitive: z.string().trim().min(2).max(60).optional(),
  }),
  ...decision,
})

export const amendAtDesk = defineRoute({
  name: 'amendAtDesk',
  path: '/api/requests/:code/amendment',
  summary: 'Change what is asked for; only what is named changes',
  body: decided({
    category: z.enum(CATEGORIES).optional(),
    /** These are all. */
    items: z.array(item).min(1).max(30).optional(),
    /** Fen. */
    budgetFen: z.int().min(0).max(10_000_000).optional(),
    when: when.optional(),
    address: address.optional(),
    urgent: z.literal(true).optional(),
  }),
  ...decision,
})

export const ownRequest = defineRoute({
  name: 'ownRequest',
  path: '/api/requests/:code/ownership',
  summary: 'I answer for it now',
  body: decided({}),
  ...decision,
})

export const noteRequest = defineRoute({
  name: 'noteRequest',
  path: '/api/requests/:code/notes',
  summary: 'Write down what the next worker should know; no personal data',
  body: decided({
    note: reason,
  }),
  ...decision,
})
