import { randomUUID } from 'node:crypto'
import type { Stack } from '../../factories/stack.ts'

/** What a client knows of one call: what it asked, and what it was told; `unknown` where no answer ever came. */
export interface Call {
  who: string
  code: string
  outcome: 'accepted' | 'refused' | 'unknown'
}

interface Answer {
  status: number
  /** What he has now. */
  codes: string[]
}

/** Helpers' phones: they say the same with the same key until they are answered, and write down what they were told. */
export class Clients {
  readonly calls: Call[] = []
  private readonly stack: Stack
  private readonly tokens = new Map<string, string>()

  constructor(stack: Stack) {
    this.stack = stack
  }

  /** 接 in the mini program. */
  async accept(who: string, code: string, withinMs = 30_000): Promise<Call> {
    const call: Call = { who, code, outcome: 'unknown' }
    this.calls.push(call)
    const key = randomUUID()
    for (const until = Date.now() + withinMs; Date.now() < until;) {
      const answer = await this.post(who, `/api/me/offers/${code}/acceptance`, key)
      if (answer && answer.status < 500 && answer.status !== 429) {
        // What is offered as a trip may be gone in part: he is told which of it he has.
        call.outcome = answer.codes.includes(code) ? 'accepted' : 'refused'
        return call
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return call
  }

  /** Signed in before the faults begin. */
  async signIn(who: string): Promise<void> {
    const response = await fetch(`${this.stack.url}/api/demo/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ personId: who }),
    })
    this.tokens.set(who, ((await response.json()) as { token: string }).token)
  }

  private async post(who: string, path: string, key: string): Promise<Answer | undefined> {
    try {
      const response = await fetch(`${this.stack.url}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key,
          authorization: `Bearer ${this.tokens.get(who) ?? ''}`,
        },
        body: '{}',
        signal: AbortSignal.timeout(3_000),
      })
      const { codes = [] } = (await response.json()) as { codes?: string[] }
      return { status: response.status, codes }
    } catch {
      return undefined
    }
  }
}
