import { useEffect, useState } from 'react'
import type { MyRequest } from '../api/routes.ts'
import { useAct } from '../hooks/useAct.ts'

/** Everything that may be done with one request, each by its own route. */
export interface MyActs {
  busy: boolean
  error: string | undefined
  /** What the assistant said last. */
  reply: string | undefined
  confirm(): void
  cancel(): void
  finish(rating?: number): void
  reopen(reason: string): void
  remind(): void
}

/**
 * @param onRead takes the newer view that came with the answer
 * @param onStale what is shown is old: somebody else moved the request in the meantime
 * @param onDone an act has been done
 */
export function useMyActs(
  request: MyRequest,
  onRead: (request: MyRequest) => void,
  onStale: () => void,
  onDone: () => void,
): MyActs {
  const [said, setSaid] = useState<{ reply: string; status: MyRequest['status'] }>()
  const done = (answer: { reply: string; request: MyRequest }) => {
    setSaid({ reply: answer.reply, status: answer.request.status })
    onRead(answer.request)
    onDone()
  }
  const acts = {
    confirm: useAct('confirmMyRequest', done),
    cancel: useAct('cancelMyRequest', done),
    finish: useAct('finishMyRequest', done),
    reopen: useAct('reopenMyRequest', done),
    remind: useAct('remindOfMyRequest', done),
  }
  const all = Object.values(acts)
  const error = all.find((act) => act.error !== undefined)?.error
  useEffect(() => {
    if (error !== undefined) onStale()
    // Once for each fault that is said.
  }, [error])
  const params = { code: request.code }
  const run = (name: keyof typeof acts, body: Record<string, unknown> = {}) => {
    all.forEach((act) => act.clear())
    acts[name].run({ params, body })
  }
  return {
    busy: all.some((act) => act.busy),
    error,
    // Once the matter has moved on, the words about it are old.
    reply: said?.status === request.status ? said.reply : undefined,
    confirm: () => run('confirm'),
    cancel: () => run('cancel'),
    finish: (rating) => run('finish', rating === undefined ? {} : { rating }),
    reopen: (reason) => run('reopen', { reason }),
    remind: () => run('remind'),
  }
}
