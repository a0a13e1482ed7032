import { z } from 'zod'
import { role, staffView } from '../people/contract.ts'
import { defineRoute } from '../route/route.ts'

const id = z.string().min(1).max(200)

export const joinMe = defineRoute({
  name: 'joinMe',
  method: 'POST',
  path: '/api/me/joining',
  caller: 'person',
  summary:
    'Join this WeChat account to the person whom the station knows already: by a code of the station, or, without one, by the phone number that WeChat knows of me',
  // The answer has a token and is not kept; a code is good once by itself.
  idempotencyKey: false,
  body: z.strictObject({ code: z.string().trim().min(4).max(20).optional() }),
  reply: z.strictObject({ token: z.string(), person: z.strictObject({ id, name: z.string(), role }) }),
})

export const partPerson = defineRoute({
  name: 'partPerson',
  method: 'POST',
  path: '/api/people/:id/parting',
  caller: 'staff',
  summary: 'A WeChat account was joined to the wrong person: it goes back to whom it was, with what it brought along',
  params: z.strictObject({ id }),
  body: z.strictObject({ reason: z.string().trim().min(2).max(100) }),
  reply: staffView,
})

export const releaseWeChat = defineRoute({
  name: 'releaseWeChat',
  method: 'POST',
  path: '/api/people/:id/wechat-release',
  caller: 'staff',
  summary:
    'The phone with the WeChat account is lost: a first worker wishes it let go, a second one who says the same within a day carries it out; all sessions end, and a new account joins by a code of the station',
  params: z.strictObject({ id }),
  body: z.strictObject({ reason: z.string().trim().min(2).max(100) }),
  reply: staffView,
})
