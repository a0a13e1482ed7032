import type { ErrorCode } from '@yimin/shared/errors/codes'

/** `offline`: no answer came, nobody knows whether the server did it. Else the server's own code. */
export type Failure = ErrorCode | 'offline'

/** A request that brought no result; `message` is a Chinese sentence for the person. */
export class ApiError extends Error {
  readonly failure: Failure
  readonly status: number

  constructor(failure: Failure, message: string, status = 0) {
    super(message)
    this.failure = failure
    this.status = status
  }

  /** The same words may be sent again under the same key: it is unknown or not yet decided what became of them. */
  get mayHaveArrived(): boolean {
    return this.failure === 'offline' || this.failure === 'key_in_use' || this.status >= 500
  }
}
