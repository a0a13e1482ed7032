import type { ErrorCode } from '@yimin/shared/errors/codes'

/** `offline`: no answer came, nobody knows whether the server did it. Else the server's own code. */
export type Failure = ErrorCode | 'offline'

/** What is wrong with each field of a form, by its name, in words for the person. */
export type Faults = Readonly<Record<string, string>>

/** A request that brought no result; `message` is a Chinese sentence for the person. */
export class ApiError extends Error {
  readonly failure: Failure
  readonly status: number
  readonly faults: Faults

  constructor(failure: Failure, message: string, status = 0, faults: Faults = {}) {
    super(message)
    this.failure = failure
    this.status = status
    this.faults = faults
  }

  /** The same words may be sent again under the same key: it is unknown or not yet decided what became of them. */
  get mayHaveArrived(): boolean {
    return this.failure === 'offline' || this.failure === 'key_in_use' || this.status >= 500
  }
}
