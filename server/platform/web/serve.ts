import type { z } from 'zod'
import type { Route } from '@yimin/shared/route/route'
import type { CallerIdentity } from './caller.ts'

/** What a handler gets: everything parsed, nothing of HTTP. */
export interface RouteInput<Params = unknown, Query = unknown, Body = unknown> {
  params: Params
  query: Query
  body: Body
  caller: CallerIdentity
  request: {
    /** In the answer's X-Request-Id and in every log line of this request. */
    id: string
    /** Under which limits of this caller are kept: a person, or the address of somebody unknown. Never stored in clear. */
    from?: string
    /** The caller's Idempotency-Key: a good cause id for commands. */
    key?: string
    /** Aborted when the caller hangs up, the time is over or the server stops: ends long polls. */
    signal: AbortSignal
  }
}

/** A question before the command, e.g. a policy's sentence. It refuses by throwing; `not_found` for what the caller may not know of. */
export type Gate<Input extends RouteInput = RouteInput> = (input: Input) => void | Promise<void>

/** A route with what happens behind it. */
export interface MountedRoute {
  route: Route
  gates: Gate[]
  handler: (input: RouteInput) => Promise<unknown>
}

type Schema = z.ZodType

/**
 * Puts gates and a command's adapter behind a route. Types of params, query, body and reply come from the route's schemas;
 * the reply is parsed by its schema before it is sent.
 */
export function serve<P extends Schema, Q extends Schema, B extends Schema, R extends Schema>(
  route: Route<P, Q, B, R>,
  gates: Gate<RouteInput<z.output<P>, z.output<Q>, z.output<B>>>[],
  handler: (input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R>>,
): MountedRoute {
  // The shape gate of mount() guarantees the narrower input.
  return { route, gates: gates as Gate[], handler: handler as MountedRoute['handler'] }
}
