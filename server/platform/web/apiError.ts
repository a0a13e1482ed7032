import { ERRORS, type ApiErrorBody } from '@yimin/shared/errors/codes'
import { DomainError, type DomainErrorDetails } from '@yimin/shared/errors/domainError'
import type { ErrorCode } from '@yimin/shared/errors/codes'
import { isOutage } from './outage.ts'

/** A refusal given by the web floor or by a command's adapter. */
export class ApiError extends DomainError {
  constructor(code: ErrorCode, details: DomainErrorDetails = {}) {
    super(code, details)
    this.name = 'ApiError'
  }
}

/** Every error that reaches the door, as the one kind that may go out: unknown ones become `internal`, lost data services `unavailable`. */
export function asApiError(error: unknown): DomainError {
  if (error instanceof DomainError) return error
  return new ApiError(isOutage(error) ? 'unavailable' : 'internal', { cause: error })
}

export function statusOf(error: DomainError): number {
  return ERRORS[error.code].status
}

export function errorBody(error: DomainError): ApiErrorBody {
  return { error: error.code, message: error.say, fields: error.fields }
}

/** The thing itself, or the same 404 for "does not exist" and "is not yours". */
export function found<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new ApiError('not_found')
  return thing
}
