import { DomainError } from '@yimin/shared/errors/domainError'
import { sayPrivately } from '../../messaging/index.ts'
import { findPerson } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { beginRecurring } from './beginRecurring.ts'
import { tellOfRecurring } from './tellOfRecurring.ts'

/** As the form has it until somebody chooses otherwise. */
const ON_HOLIDAY = 'skip'

/** What a sentence asked for again and again comes by itself from now on, and she hears so, or why not. Once for each request. */
export async function beginAsSaid(platform: Platform, request: RequestDoc): Promise<void> {
  const { repeats, requesterId } = request
  if (!repeats) return
  try {
    const asked = { ...repeats, onHoliday: ON_HOLIDAY } as const
    const task = await beginRecurring(platform, request, asked, requesterId, `said/${request._id}`)
    if (task.v === 1) await tellOfRecurring(platform, task, 'repeat')
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    // It was closed meanwhile: nobody wants it again either.
    if (error.code !== 'conflict') await tellWhyNot(platform, request, error)
  }
}

async function tellWhyNot(platform: Platform, request: RequestDoc, { say }: DomainError): Promise<void> {
  const person = await findPerson(platform, request.requesterId)
  if (!person) return
  const { _id, stationId } = request
  await sayPrivately(platform, person, {
    key: `recurring.not.${_id}`,
    stationId,
    template: 'request.recurringChanged',
    about: _id,
    text: say,
  })
}
