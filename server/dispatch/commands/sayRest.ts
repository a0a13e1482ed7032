import { dispatchWords } from '@yimin/shared/dispatch/words'
import { toLocal } from '@yimin/shared/language/localTime'
import { sayInstant } from '@yimin/shared/requests/words'
import type { Platform } from '../../platform/platform.ts'
import { tellRequester } from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import type { SearchDoc } from '../search.model.ts'

/** The requester hears honestly that nobody is woken for it, and when the search goes on. */
export async function sayRest(platform: Platform, request: RequestDoc, search: SearchDoc, until: Date): Promise<void> {
  const when = sayInstant(toLocal(until), toLocal(platform.clock.now()))
  await tellRequester(platform, request, {
    key: `rests.${request._id}.${search.round}.${until.getTime()}`,
    template: 'dispatch.rests',
    text: dispatchWords.rests(when, request.code),
  })
}
