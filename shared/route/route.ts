import type { z } from 'zod'

/** Who may knock at a route. `bot` is the chat gateway, `staff` any worker of a station, `anyone` needs no session. */
export type Caller = 'anyone' | 'person' | 'staff' | 'bot'

/**
 * One HTTP route as an object: server, bot, phone and OpenAPI are all made from it.
 * Bodies and queries are strict objects; times are ISO with offset, money integer fen, ids strings.
 */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  /** Unique, camelCase, a verb first: `approveRequest`. */
  name: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Koa router form: `/api/requests/:id/approval`. */
  path: string
  caller: Caller
  summary: string
  params?: Params
  query?: Query
  body?: Body
  reply: Reply
  /** `photo`: the body is one picture file as multipart/form-data, in the field `photo`, instead of JSON. */
  takes?: 'photo'
  /** `photo`: the answer is the picture of the reply's field `photo`, a JPEG, instead of JSON. */
  gives?: 'photo'
  /** Media type of an answer that is a file and not JSON; its reply is `fileReply` then. Reads only. */
  produces?: string
  /** HTTP status of success; 200 unless told. */
  status?: 200 | 201 | 202
  /** Writes take an Idempotency-Key header; `false` where the body itself is the key (the bot's inbox). */
  idempotencyKey?: boolean
}

/** Keeps the exact schema types of a route, so that server and client read them from one place. */
export function defineRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: Route<P, Q, B, R>,
): Route<P, Q, B, R> {
  return route
}
