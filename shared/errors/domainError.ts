import { ERRORS, type ErrorCode } from './codes.ts'

/** One faulty place of an input: a dotted path (`items.0.name`) and a plain Chinese sentence for the person. */
export interface FieldFault {
  path: string
  message: string
}

export interface DomainErrorDetails {
  /** A warmer or more exact Chinese sentence than the code's own. It is shown to the caller: no personal data. */
  say?: string
  fields?: FieldFault[]
  /** Kept for the log; never leaves the server. */
  cause?: unknown
}

/**
 * A refusal that a domain gives on purpose (too late, already taken, not yours). It knows no HTTP:
 * the web floor finds status and sentence by the code. Domains may extend it.
 */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly say: string
  readonly fields: FieldFault[]

  constructor(code: ErrorCode, details: DomainErrorDetails = {}) {
    super(code, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'DomainError'
    this.code = code
    this.say = details.say ?? ERRORS[code].message
    this.fields = details.fields ?? []
  }
}
