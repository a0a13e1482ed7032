import { DomainError } from '@yimin/shared/errors/domainError'
import { isHelper } from '@yimin/shared/people/roles'
import {
  approveRequest,
  assignRequest,
  listRequests,
  readRequest,
  rejectRequest,
} from '@yimin/shared/requests/contract'
import type { Role } from '@yimin/shared/people/roles'
import { findPerson } from '../people/index.ts'
import type { PersonalField } from '../people/index.ts'
import type { Platform } from '../platform/platform.ts'
import { serve } from '../platform/web/index.ts'
import type { MountedRoute, RouteInput } from '../platform/web/index.ts'
import { approveRequest as approve } from './commands/approveRequest.ts'
import { assignRequest as assign } from './commands/assignRequest.ts'
import { rejectRequest as reject } from './commands/rejectRequest.ts'
import { findRequestByCode, listPage } from './queries/findRequests.ts'
import { namesIn } from './queries/namesIn.ts'
import { openSealed } from './queries/openSealed.ts'
import { photosIn } from './queries/photosIn.ts'
import type { RequestDoc } from './request.model.ts'
import { presentFile, presentToStaff } from './request.presenter.ts'

const PAGE = 50

/** The station's desk: the board, one request with its history, and what a worker may decide. */
export function requestRoutes(platform: Platform): MountedRoute[] {
  const present = async (request: RequestDoc) => presentToStaff(request, await namesIn(platform, [request]))
  return [
    serve(listRequests, [], async ({ query, caller }) => {
      const filter = { stationId: stationOfCaller(caller), ...(query.status ? { status: query.status } : {}) }
      const page = await listPage(platform, filter, query.limit ?? PAGE, query.cursor)
      const names = await namesIn(platform, page.items)
      return { items: page.items.map((request) => presentToStaff(request, names)), nextCursor: page.nextCursor }
    }),
    serve(readRequest, [], async ({ params, query, caller, request: call }) => {
      const request = await own(platform, caller, params.code)
      const reader = {
        id: caller.personId ?? '',
        role: (caller.roles[0] ?? 'station_worker') as Role,
        reason: query.reason,
        requestId: request._id,
      }
      const sealed = await openSealed(platform, request, reader, fieldsOf(request))
      platform.log.info({ requestId: call.id, code: request.code }, 'request file read')
      const [names, photos] = [await namesIn(platform, [request]), await photosIn(platform, request, 'staff')]
      return presentFile(request, names, sealed, photos)
    }),
    serve(approveRequest, [], async ({ params, body, caller, request: call }) => {
      const request = await own(platform, caller, params.code)
      return present(await approve(platform, request._id, caller.personId ?? '', causeOf(call), body.note))
    }),
    serve(rejectRequest, [], async ({ params, body, caller, request: call }) => {
      const request = await own(platform, caller, params.code)
      return present(await reject(platform, request._id, caller.personId ?? '', causeOf(call), body.reason))
    }),
    serve(assignRequest, [], async ({ params, body, caller, request: call }) => {
      const request = await own(platform, caller, params.code)
      const helper = await findPerson(platform, body.helperId)
      if (!helper || helper.stationId !== request.stationId || !isHelper(helper.role)) {
        throw new DomainError('invalid_input', { fields: [{ path: 'helperId', message: '站里没有这位帮手。' }] })
      }
      return present(await assign(platform, request, helper.id, caller.personId ?? '', causeOf(call), body.note))
    }),
  ]
}

/** What a look into this file opens. */
function fieldsOf({ photos = [] }: RequestDoc): PersonalField[] {
  return ['door', 'phone', 'groups', ...(photos.length > 0 ? (['photos'] as const) : [])]
}

type Caller = RouteInput['caller']

function stationOfCaller(caller: Caller): string {
  if (!caller.stationId) throw new DomainError('forbidden')
  return caller.stationId
}

/** Another station's request and one that does not exist look the same. */
async function own(platform: Platform, caller: Caller, code: string): Promise<RequestDoc> {
  const request = await findRequestByCode(platform, stationOfCaller(caller), code)
  if (!request) throw new DomainError('not_found')
  return request
}

function causeOf(call: RouteInput['request']): string {
  return `http/${call.key ?? call.id}`
}
