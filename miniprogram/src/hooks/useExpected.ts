import type { Status } from '@yimin/shared/requests/states'
import { useEffect, useState } from 'react'
import type { RouteName } from '../api/routes.ts'
import { words } from '../words.ts'

/** Where an act on a request leads if the server agrees. Any other act has no state that could be shown before its answer. */
const LEADS_TO: Partial<Record<RouteName, Status>> = {
  confirmMyRequest: 'open',
  cancelMyRequest: 'cancelled',
  finishMyRequest: 'done',
  reopenMyRequest: 'open',
  approveRequest: 'open',
  rejectRequest: 'rejected',
  assignRequest: 'accepted',
  takeBackRequest: 'open',
  finishForResident: 'done',
  cancelForResident: 'cancelled',
  reopenForResident: 'open',
}
const STEPS: Partial<Record<Status, number>> = { open: 1, accepted: 2, delivered: 3, done: 4 }

/** By code: what was tapped and is not answered yet. */
const underWay = new Map<string, Status>()
const listeners = new Set<() => void>()

/** An act on the request of this code sets off. @returns what is called when the answer, whichever it is, is on the page */
export function expectFrom(route: RouteName, code: string | undefined): () => void {
  return expectState(code, LEADS_TO[route])
}

/** The same for words that lead to a state. */
export function expectState(code: string | undefined, status: Status | undefined): () => void {
  if (code === undefined || status === undefined) return () => undefined
  underWay.set(code, status)
  tell()
  return () => {
    underWay.delete(code)
    tell()
  }
}

function tell(): void {
  listeners.forEach((listener) => listener())
}

interface Standing {
  code: string
  status: Status
  statusWord: string
  step: number
}

/** Where a request stands once what was just tapped is done, and that it is not confirmed yet; after the answer the truth alone. */
export function useExpected<Request extends Standing>(request: Request): Request & { unconfirmed?: true } {
  const { code } = request
  const [expected, setExpected] = useState(() => underWay.get(code))
  useEffect(() => {
    const look = () => setExpected(underWay.get(code))
    look()
    listeners.add(look)
    return () => void listeners.delete(look)
  }, [code])
  if (expected === undefined || expected === request.status) return request
  const statusWord = words.unconfirmed(words.states[expected])
  return { ...request, status: expected, statusWord, step: STEPS[expected] ?? request.step, unconfirmed: true }
}
