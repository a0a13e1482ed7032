import { DomainError } from '@yimin/shared/errors/domainError'
import { listSuggestions } from '@yimin/shared/dispatch/suggestionsContract'
import type { Platform } from '../platform/platform.ts'
import { serve } from '../platform/web/index.ts'
import type { MountedRoute } from '../platform/web/index.ts'
import { findRequestByCode } from '../requests/index.ts'
import { suggestHelpers } from './queries/suggestHelpers.ts'
import { presentSuggestion } from './suggestions.presenter.ts'

/** Dispatch by hand: whom a worker may give a request to. */
export function suggestionRoutes(platform: Platform): MountedRoute[] {
  return [
    serve(listSuggestions, [], async ({ params, caller }) => {
      const request = caller.stationId ? await findRequestByCode(platform, caller.stationId, params.code) : null
      if (!request) throw new DomainError('not_found')
      return { items: (await suggestHelpers(platform, request)).map(presentSuggestion) }
    }),
  ]
}
