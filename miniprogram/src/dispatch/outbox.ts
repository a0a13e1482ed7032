import { ApiError } from '../api/apiError.ts'
import { call } from '../api/call.ts'
import { newIdempotencyKey } from '../api/idempotencyKey.ts'
import type { Task } from '../api/routes.ts'
import { keep, kept } from '../session/keep.ts'

export type StepName = 'start' | 'arrive' | 'handOver'

/** The hand-over's four digits, or why without them. */
export interface StepBody {
  handoverCode?: string
  withoutCode?: string
}

/** A step that the server has not answered yet: which errand, which step. Nothing of the people. */
export interface PendingStep {
  code: string
  step: StepName
  body: StepBody
  /** The same one goes with every try, so that it counts once. */
  key: string
  /** When it was done, in ms since 1970. */
  at: number
  /** A try found no line. */
  waits: boolean
}

/** What became of a step that waited. `lost`: the errand is no longer mine. `said`: the server's own sentence. */
export interface ToldStep {
  code: string
  why: 'lost' | 'refused' | 'old'
  said?: string
}

export interface KeptSteps {
  /** Whose they are. */
  who: string
  steps: PendingStep[]
  told: ToldStep[]
}

/** `signedOut`: nobody knows the token any more; the steps stay for whoever signs in again. */
export type Outcome = { reply: string } | { refusal: ApiError } | 'waits' | 'signedOut'

const ROUTES = { start: 'startTask', arrive: 'arriveAtTask', handOver: 'handOverTask' } as const
/** By then somebody of the station has rung; what it was is no news. */
const LONGEST_MS = 12 * 3_600_000

const ORDER = ['start', 'arrive', 'handOver', 'done'] as const

/** Steps that the server has taken since the page was read. In memory alone. */
let taken: { who: string; step: PendingStep }[] = []

const listeners = new Set<() => void>()
const awaited = new Map<string, (outcome: Outcome) => void>()

/** Tells of every change; returns how to stop. */
export function onSteps(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function stepsOf(who: string): KeptSteps {
  const found = kept('steps')
  return found?.who === who ? found : { who, steps: [], told: [] }
}

/** What waits, after what was taken just now: between the two the errand never looks as if it had gone back. */
export function stepsToShow(who: string): KeptSteps {
  const lately = taken.filter((one) => one.who === who).map(({ step }) => step)
  const waiting = stepsOf(who)
  return { ...waiting, steps: [...lately, ...waiting.steps] }
}

function write(who: string, change: (now: KeptSteps) => Partial<KeptSteps>): void {
  const before = stepsOf(who)
  const after = { ...before, ...change(before) }
  keep('steps', after.steps.length + after.told.length === 0 ? undefined : after)
  listeners.forEach((tell) => tell())
}

/** Where an errand stands once everything that was done on this phone is known. */
export function nextOf({ code, next }: Pick<Task, 'code' | 'next'>, steps: readonly PendingStep[]) {
  const done = steps.filter((one) => one.code === code).map(({ step }) => ORDER.indexOf(step) + 1)
  return ORDER[Math.max(ORDER.indexOf(next), ...done)] as Task['next'] | 'done'
}

/** Lays a step by; the same step of the same errand is laid by once. `waits`: it is known that there is no line. */
export async function layBy(
  who: string,
  step: Pick<PendingStep, 'code' | 'step' | 'body'>,
  waits = false,
): Promise<PendingStep> {
  const same = ({ code, step: name }: PendingStep) => code === step.code && name === step.step
  const known = stepsOf(who).steps.find(same)
  if (known !== undefined) return known
  const pending = { ...step, key: await newIdempotencyKey(), at: Date.now(), waits }
  write(who, ({ steps }) => ({ steps: [...steps, pending] }))
  return pending
}

/** Lays a step by and reports it, after whatever waits before it. */
export async function runStep(
  who: string,
  token: string,
  step: Pick<PendingStep, 'code' | 'step' | 'body'>,
): Promise<Outcome> {
  const { key } = await layBy(who, step)
  return new Promise((resolve) => {
    awaited.set(key, resolve)
    void sendSteps(who, token)
  })
}

/** What was told has been read. */
export function forgetTold(who: string): void {
  write(who, () => ({ told: [] }))
}

let line: Promise<unknown> = Promise.resolve()

/** Reports what waits, one after another in the order in which it was done. One sender for all pages. */
export function sendSteps(who: string, token: string): Promise<void> {
  const sent = line.then(() => sendRound(who, token))
  line = sent.catch(() => undefined)
  return sent
}

async function sendRound(who: string, token: string): Promise<void> {
  dropOld(who)
  // What a fault of the server holds up holds up the later steps of the same errand, and no other errand.
  const held = new Set<string>()
  for (;;) {
    const next = stepsOf(who).steps.find(({ code }) => !held.has(code))
    if (next === undefined) break
    const { outcome, offline } = await attempt(token, next)
    settle(who, next, outcome)
    if (outcome === 'signedOut' || offline) break
    if (outcome === 'waits') held.add(next.code)
  }
  for (const { key } of stepsOf(who).steps) tellAwaiting(key, 'waits')
}

async function attempt(token: string, { code, step, body, key }: PendingStep) {
  try {
    const { reply } = await call(ROUTES[step], { token, key, params: { code }, body: { ...body }, goesAgain: true })
    return { outcome: { reply } as Outcome, offline: false }
  } catch (error) {
    if (!(error instanceof ApiError)) return { outcome: 'waits' as const, offline: false }
    const outcome: Outcome =
      error.status === 401
        ? 'signedOut'
        : error.mayHaveArrived || error.failure === 'too_many'
          ? 'waits'
          : { refusal: error }
    return { outcome, offline: error.failure === 'offline' }
  }
}

function settle(who: string, step: PendingStep, outcome: Outcome): void {
  const { code, key } = step
  if (outcome === 'waits') {
    write(who, ({ steps }) => ({ steps: steps.map((one) => (one.code === code ? { ...one, waits: true } : one)) }))
  } else if (outcome !== 'signedOut') {
    const isRefused = 'refusal' in outcome
    if (!isRefused) keepInSight(who, step)
    // What comes after a refused step has nothing to stand on.
    const isOver = (one: PendingStep) => one.key === key || (isRefused && one.code === code)
    const news = isRefused && !awaited.has(key) ? [toldOf(code, outcome.refusal)] : []
    write(who, ({ steps, told }) => ({ steps: steps.filter((one) => !isOver(one)), told: [...told, ...news] }))
  }
  tellAwaiting(key, outcome)
}

function keepInSight(who: string, step: PendingStep): void {
  taken = [...taken, { who, step: { ...step, waits: false } }]
}

/** The page was read anew: what was taken stands in it. */
export function forgetTaken(): void {
  if (taken.length === 0) return
  taken = []
  listeners.forEach((tell) => tell())
}

function tellAwaiting(key: string, outcome: Outcome): void {
  awaited.get(key)?.(outcome)
  awaited.delete(key)
}

function toldOf(code: string, { status, message }: ApiError): ToldStep {
  return status === 404 || status === 409 ? { code, why: 'lost' } : { code, why: 'refused', said: message }
}

function dropOld(who: string): void {
  const isOld = ({ at }: PendingStep) => Date.now() - at > LONGEST_MS
  const old = stepsOf(who).steps.filter(isOld)
  if (old.length === 0) return
  const codes = [...new Set(old.map(({ code }) => code))]
  write(who, ({ steps, told }) => ({
    steps: steps.filter(({ code }) => !codes.includes(code)),
    told: [...told, ...codes.map((code) => ({ code, why: 'old' as const }))],
  }))
}
