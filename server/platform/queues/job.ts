import type { z } from 'zod'
import type { Platform } from '../platform.ts'

/** `talk` answers people and must be quick; `work` is everything else. */
export type QueueName = 'talk' | 'work'
export const QUEUE_NAMES: readonly QueueName[] = ['talk', 'work']

/** A job's name tag, apart from its work. Payloads carry ids only, never personal data. */
export interface JobTag<Payload> {
  name: string
  queue: QueueName
  payload: z.ZodType<Payload>
}

export function defineJob<Payload>(tag: JobTag<Payload>): JobTag<Payload> {
  return tag
}

/** The work behind a tag. It may run twice: whatever it does must be harmless the second time. */
export interface JobHandler {
  name: string
  queue: QueueName
  run(platform: Platform, payload: unknown): Promise<void>
}

export function handleJob<Payload>(
  tag: JobTag<Payload>,
  work: (platform: Platform, payload: Payload) => Promise<void>,
): JobHandler {
  return { name: tag.name, queue: tag.queue, run: (platform, payload) => work(platform, tag.payload.parse(payload)) }
}

/** Every job has exactly one handler, or the process refuses to run. */
export function checkHandlers(tags: JobTag<never>[], handlers: JobHandler[]): void {
  const wanted = tags.map((tag) => tag.name).sort()
  const given = handlers.map((handler) => handler.name).sort()
  if (wanted.join() !== given.join()) {
    throw new Error(`jobs and handlers differ: jobs [${wanted.join(', ')}], handlers [${given.join(', ')}]`)
  }
}
