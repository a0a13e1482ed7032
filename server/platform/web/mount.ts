import type Router from '@koa/router'
import type { RouterContext } from '@koa/router'
import type { ErrorCode } from '@yimin/shared/errors/codes'
import type { FileReply } from '@yimin/shared/route/file'
import { ApiError, asApiError, errorBody, statusOf } from './apiError.ts'
import { admit, ANYONE, callerKey, identifyCaller, type CallerIdentity, type Identify } from './caller.ts'
import { sendFile, type FileAnswer } from './fileAnswer.ts'
import { readKey, type Answer, type IdempotencyKeys, type RunOutcome } from './idempotency.ts'
import { parseInput } from './parseInput.ts'
import { presentReply, type ReplyRules } from './presentReply.ts'
import type { RateLimit } from './rateLimit.ts'
import { readBody } from './readBody.ts'
import { readPhoto, type PhotoBody } from './readPhoto.ts'
import type { MountedRoute, RouteInput } from './serve.ts'

/** What all routes of one app stand on. */
export interface Floor {
  identify: Identify
  botToken: string | undefined
  keys: IdempotencyKeys
  limit: RateLimit
  replies: ReplyRules
  /** Milliseconds a handler may take; a long poll of 25 s must fit. */
  deadlineMs: number
  /** Aborted when the server stops. */
  closing: AbortSignal
}

/** Set by the request log, read by it again at the end. */
export interface RequestState {
  requestId: string
  route?: string
  /** Of whoever calls, as the limits count it. */
  address: string
  caller?: CallerIdentity['kind']
  personId?: string
  error?: unknown
  /** The code of the answer, where it is no. */
  refusal?: ErrorCode
}

/** Hangs a route into a Koa router. */
export function mount(router: Router, mounted: MountedRoute, floor: Floor): void {
  const { route } = mounted
  if (route.produces !== undefined && route.method !== 'GET') throw new Error(`${route.name}: only reads give files`)
  router.register(route.path, [route.method], async (ctx: RouterContext<RequestState>) => {
    ctx.state.route = route.name
    const answer = await passGates(ctx, mounted, floor)
    if ('bytes' in answer) return sendFile(ctx, answer)
    ctx.status = answer.status
    if (typeof answer.body !== 'string') return showPicture(ctx, answer.body)
    ctx.type = 'application/json'
    ctx.body = answer.body
  })
}

/** The answer of a route as it goes out: JSON text, a picture, or a file to be saved. */
type Outcome = { status: number; body: string | Uint8Array } | FileAnswer

/** Nothing that a browser might find in the bytes may run, and no name is suggested for keeping it. */
function showPicture(ctx: RouterContext, jpeg: Uint8Array): void {
  ctx.type = 'image/jpeg'
  ctx.set('Content-Disposition', 'inline')
  ctx.set('Content-Security-Policy', "default-src 'none'; sandbox")
  ctx.body = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.length)
}

async function passGates(ctx: RouterContext<RequestState>, mounted: MountedRoute, floor: Floor): Promise<Outcome> {
  const { route } = mounted
  const caller = await who(ctx, mounted, floor)
  const key = keyOf(ctx, mounted, caller)
  const from = callerKey(caller, ctx.state.address)
  const body = route.takes === 'photo' ? await readPhoto(ctx) : await readBody(ctx.req)
  const parsed = parseInput(route, { params: ctx.params as Record<string, string>, queryText: ctx.querystring, body })
  const stop = stopper(ctx, floor.closing)
  const input: RouteInput = { ...parsed, caller, request: { id: ctx.state.requestId, key, from, signal: stop.signal } }
  try {
    return await withinDeadline(runOrReplay(mounted, input, floor), floor.deadlineMs)
  } finally {
    stop.done()
  }
}

/** A token that nobody has costs ten calls, on the account of the address it comes from. */
const GUESS_COST = 10

async function who(ctx: RouterContext<RequestState>, { route }: MountedRoute, floor: Floor): Promise<CallerIdentity> {
  const { address } = ctx.state
  const { authorization } = ctx.req.headers
  const known = await identifyCaller(authorization, floor.botToken, floor.identify)
  if (known === null) floor.limit.take(`guesses:${address}`, GUESS_COST)
  // Somebody with an ended session must be able to log in again.
  if (known === null && route.caller !== 'anyone') throw new ApiError('unauthenticated')
  const caller = known ?? ANYONE
  ctx.state.caller = caller.kind
  ctx.state.personId = caller.personId
  admit(route.caller, caller)
  if (caller.kind !== 'bot') floor.limit.take(callerKey(caller, address))
  return caller
}

/** Reads need no key, and a caller without a name has nothing to keep one under. */
function keyOf(ctx: RouterContext, { route }: MountedRoute, caller: CallerIdentity): string | undefined {
  if (route.method === 'GET' || route.idempotencyKey === false || caller.kind === 'anyone') return undefined
  return readKey(ctx.req.headers['idempotency-key'])
}

async function runOrReplay(mounted: MountedRoute, input: RouteInput, floor: Floor): Promise<Outcome> {
  const { caller, request } = input
  if (mounted.route.produces !== undefined) return runForFile(mounted, input, floor)
  if (request.key === undefined) return run(mounted, input, floor)
  const parsed = { params: input.params, query: input.query, body: input.body }
  const write = { caller: callerKey(caller, ''), route: mounted.route.name, key: request.key, input: parsed }
  let failure: unknown
  const answer = await floor.keys.once(write, async () => {
    const outcome = await outcomeOf(mounted, input, floor)
    failure = outcome.failure
    return outcome
  })
  if (failure !== undefined) throw failure
  return answer
}

/** Refusals that say "not now" or "not you": nothing was done, so the key stays free. */
const NOT_KEPT = new Set(['unavailable', 'too_many', 'unauthenticated', 'forbidden', 'second_factor_needed'])

/** As Stripe does, an answer is kept once the work began, errors too; what a gate refused did not begin. */
async function outcomeOf(
  mounted: MountedRoute,
  input: RouteInput,
  floor: Floor,
): Promise<RunOutcome & { failure?: unknown }> {
  let began = false
  try {
    await askGates(mounted, input)
    began = true
    return { ...(await perform(mounted, input, floor)), keep: true }
  } catch (failure) {
    const error = asApiError(failure)
    const keep = began && !NOT_KEPT.has(error.code)
    return { status: statusOf(error), body: JSON.stringify(errorBody(error)), keep, failure }
  }
}

async function run(mounted: MountedRoute, input: RouteInput, floor: Floor): Promise<Outcome> {
  await askGates(mounted, input)
  if (mounted.route.gives !== 'photo') return perform(mounted, input, floor)
  const { photo } = presentReply(mounted.route, await mounted.handler(input), floor.replies) as PhotoBody
  return { status: mounted.route.status ?? 200, body: photo }
}

async function runForFile(mounted: MountedRoute, input: RouteInput, floor: Floor): Promise<FileAnswer> {
  const { route, handler } = mounted
  await askGates(mounted, input)
  const reply = presentReply(route, await handler(input), floor.replies) as FileReply
  return { ...reply, status: route.status ?? 200, type: route.produces ?? 'application/octet-stream' }
}

async function askGates(mounted: MountedRoute, input: RouteInput): Promise<void> {
  for (const gate of mounted.gates) await gate(input)
}

async function perform({ route, handler }: MountedRoute, input: RouteInput, floor: Floor): Promise<Answer> {
  const reply = presentReply(route, await handler(input), floor.replies)
  return { status: route.status ?? 200, body: JSON.stringify(reply) }
}

/** Made once: an error made anew for each request would cost more than all gates. */
const OVER = new ApiError('unavailable')

/** One signal for: the caller hung up, the server stops, the answer is out. */
function stopper(ctx: RouterContext, closing: AbortSignal): { signal: AbortSignal; done(): void } {
  const controller = new AbortController()
  const abort = () => controller.abort(OVER)
  ctx.res.once('close', abort)
  closing.addEventListener('abort', abort, { once: true })
  if (closing.aborted) abort()
  return {
    signal: controller.signal,
    done: () => {
      closing.removeEventListener('abort', abort)
      abort()
    },
  }
}

async function withinDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new ApiError('unavailable', { cause: new Error(`no answer within ${ms} ms`) })),
      ms,
    ).unref()
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
