import { DomainError } from '@yimin/shared/errors/domainError'
import { isHelper } from '@yimin/shared/people/roles'
import {
  amendAtDesk as amendRoute,
  approveRequest,
  assignRequest,
  cancelForResident,
  finishForResident,
  freeSeat,
  noteRequest,
  ownRequest,
  rejectRequest,
  reopenForResident,
  splitRequest,
  takeBackRequest,
} from '@yimin/shared/requests/decisionsContract'
import { partWords } from '@yimin/shared/requests/partWords'
import { deskWords } from '@yimin/shared/requests/words'
import { findPersonalData } from '../moderation/index.ts'
import { findPerson } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { causeOf, serve } from '../platform/web/index.ts'
import type { MountedRoute, RouteInput } from '../platform/web/index.ts'
import { clerkOf, ownRequestOf } from './atDesk.ts'
import { amendAtDesk } from './commands/amendAtDesk.ts'
import { approveRequest as approve } from './commands/approveRequest.ts'
import { assignRequest as assign } from './commands/assignRequest.ts'
import { cancelRequest } from './commands/cancelRequest.ts'
import { finishRequest } from './commands/finishRequest.ts'
import { noteRequest as note } from './commands/noteRequest.ts'
import { ownRequest as own } from './commands/ownRequest.ts'
import { rejectRequest as reject } from './commands/rejectRequest.ts'
import { giveSeatBack, takeBackRequest as takeBack } from './commands/releaseRequest.ts'
import { reopenRequest } from './commands/reopenRequest.ts'
import { wasTaken } from './commands/takeStep.ts'
import { splitRequest as split } from './commands/splitRequest.ts'
import { namesIn } from './queries/namesIn.ts'
import type { RequestDoc } from './request.model.ts'
import { hasSeat, mayFreeSeats } from './seats.policy.ts'
import { presentToStaff } from './request.presenter.ts'

interface Decision {
  request: RequestDoc
  worker: { id: string; part: 'worker'; seen: number }
  cause: string
}

/** What a worker decides about one request. Who looked at an older version is refused, and so is a note with personal data. */
export function decisionRoutes(platform: Platform): MountedRoute[] {
  type Input = RouteInput<{ code: string }, unknown, { version: number; note?: string; reason?: string }>
  const decide = async (input: Input, act: (decision: Decision) => Promise<RequestDoc>) => {
    const { params, body, caller } = input
    refusePersonal('note', body.note)
    refusePersonal('reason', body.reason)
    const request = await ownRequestOf(platform, caller, params.code)
    const worker = { id: clerkOf(caller).id, part: 'worker' as const, seen: body.version }
    const moved = await act({ request, worker, cause: causeOf(input) })
    return presentToStaff(moved, await namesIn(platform, [moved]), platform.clock.now())
  }
  return [
    serve(approveRequest, [], (input) =>
      decide(input, ({ request, worker, cause }) =>
        approve(platform, request._id, worker.id, cause, input.body.note, worker.seen),
      ),
    ),
    serve(rejectRequest, [], (input) =>
      decide(input, ({ request, worker, cause }) =>
        reject(platform, request._id, worker.id, cause, input.body.reason, worker.seen),
      ),
    ),
    serve(assignRequest, [], (input) =>
      decide(input, async ({ request, worker, cause }) => {
        await requireHelper(platform, request, input.body.helperId)
        return assign(platform, request, input.body.helperId, worker.id, cause, input.body.note, worker.seen)
      }),
    ),
    serve(takeBackRequest, [], (input) =>
      decide(input, ({ request, worker, cause }) => takeBack(platform, request._id, worker, cause, input.body.note)),
    ),
    serve(freeSeat, [], (input) =>
      decide(input, ({ request, worker, cause }) => {
        const { helperId, note } = input.body
        requireSeat(request, helperId, cause)
        return giveSeatBack(platform, request, helperId, worker, cause, note)
      }),
    ),
    serve(finishForResident, [], (input) =>
      decide(input, ({ request, worker, cause }) =>
        finishRequest(platform, request._id, worker, cause, input.body.note),
      ),
    ),
    serve(cancelForResident, [], (input) =>
      decide(input, ({ request, worker, cause }) =>
        cancelRequest(platform, request._id, worker, cause, input.body.reason),
      ),
    ),
    serve(reopenForResident, [], (input) =>
      decide(input, ({ request, worker, cause }) =>
        reopenRequest(platform, request._id, worker, cause, input.body.reason),
      ),
    ),
    serve(amendRoute, [], (input) =>
      decide(input, async ({ request, worker, cause }) => {
        const { version: _seen, ...change } = input.body
        return amendAtDesk(platform, request, worker, change, cause)
      }),
    ),
    serve(splitRequest, [], (input) =>
      decide(input, ({ request, worker, cause }) => {
        const { version: _seen, ...parts } = input.body
        refusePersonal('sensitive', parts.sensitive)
        if (!parts.goods && parts.sensitive === undefined)
          throw new DomainError('invalid_input', { fields: [{ path: 'goods', message: partWords.nothingToSplit }] })
        return split(platform, request, parts, worker, cause)
      }),
    ),
    serve(ownRequest, [], (input) =>
      decide(input, ({ request, worker, cause }) => own(platform, request._id, worker, cause)),
    ),
    serve(noteRequest, [], (input) =>
      decide(input, ({ request, worker, cause }) => note(platform, request._id, worker, input.body.note, cause)),
    ),
  ]
}

const KEPT_SEALED = ['phone', 'id_card', 'bank_card', 'door']

/** The history is not sealed: numbers and doors belong into their own fields. */
function refusePersonal(path: string, words: string | undefined): void {
  if (words === undefined || !findPersonalData(words).some(({ kind }) => KEPT_SEALED.includes(kind))) return
  throw new DomainError('invalid_input', { fields: [{ path, message: deskWords.personalInNote }] })
}

async function requireHelper(platform: Platform, request: RequestDoc, helperId: string): Promise<void> {
  const refuse = (message: string) => new DomainError('invalid_input', { fields: [{ path: 'helperId', message }] })
  const helper = await findPerson(platform, helperId)
  if (!helper || helper.stationId !== request.stationId || !isHelper(helper.role)) throw refuse(deskWords.noHelper)
  if (helper.id === request.requesterId) throw refuse(deskWords.ownHelper)
}

/** The same call again finds his seat free, and is answered as the first time. */
function requireSeat(request: RequestDoc, helperId: string, cause: string): void {
  const isRepeated = wasTaken(request, 'release', cause) || wasTaken(request, 'leave', cause)
  if (isRepeated || (mayFreeSeats(request) && hasSeat(request, helperId))) return
  throw new DomainError('invalid_input', { fields: [{ path: 'helperId', message: deskWords.noSeat }] })
}
