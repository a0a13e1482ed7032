import type { Transport } from '@yimin/shared/route/client'

const CALL_MS = 30_000

/** Carries calls to the server by the runtime's own fetch; every call ends within half a minute. */
export function fetchTransport(serverUrl: string): Transport {
  return async ({ method, path, headers, body, signal }) => {
    const limit = AbortSignal.timeout(CALL_MS)
    const answer = await fetch(new URL(path, serverUrl), {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      signal: signal instanceof AbortSignal ? AbortSignal.any([signal, limit]) : limit,
      redirect: 'error',
    })
    return { status: answer.status, body: await answer.text() }
  }
}
