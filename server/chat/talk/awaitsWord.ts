import type { RequestDoc } from '../../requests/index.ts'

/** It was read back, and the resident's 对 is all that is missing. */
export function awaitsWord(request: RequestDoc): boolean {
  return request.missing.length === 0 && (request.status === 'draft' || isUnanswered(request))
}

/** A worker was asked to call because no answer came: the resident's own word still settles it. */
export function isUnanswered(request: RequestDoc): boolean {
  const { status, reviewReasons } = request
  return status === 'reviewing' && reviewReasons.length > 0 && reviewReasons.every((reason) => reason === 'no_answer')
}
