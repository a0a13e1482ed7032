import { exchangeWords } from '@yimin/shared/dispatch/exchangeWords'
import { swapWords } from '@yimin/shared/dispatch/swapWords'
import { DomainError } from '@yimin/shared/errors/domainError'
import { toLocal } from '@yimin/shared/language/localTime'
import { addressOf } from '@yimin/shared/people/addressing'
import { sayInstant } from '@yimin/shared/requests/words'
import { stationOf } from '../../organisations/index.ts'
import { listHelpers } from '../../people/index.ts'
import type { Person } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import {
  askForSwap,
  findRequest,
  hasSeat,
  keepRequest,
  waitsForAnswer,
  waitsForSwap,
  wasTaken,
} from '../../requests/index.ts'
import type { RequestDoc } from '../../requests/index.ts'
import { chooseHelpers } from '../choose/chooseHelpers.ts'
import { suitingPart } from '../choose/forPart.ts'
import { isCalled } from '../choose/isCalled.ts'
import { errandOf } from '../choose/suitable.ts'
import { listCandidates } from '../queries/listCandidates.ts'
import { withdrawProposal } from './wishExchange.ts'

/**
 * A helper asks who goes in his place; `name`: this one alone. Gives the words for him.
 * Throws `conflict`, with words that say why, at the door, where it is asked for already, and where the one whom he names is not
 * found or cannot go: what stands against somebody is not told to another.
 */
export async function wishSwap(
  platform: Platform,
  request: RequestDoc,
  helper: Person,
  cause: string,
  name?: string,
): Promise<string> {
  const { code } = request
  const isRepeated = wasTaken(request, 'swap', cause)
  if (request.exchange && !isRepeated) throw new DomainError('conflict', { say: exchangeWords.waits(code) })
  if (request.swap && !isRepeated) throw new DomainError('conflict', { say: swapWords.already(code) })
  const named = name === undefined ? undefined : await findNamed(platform, request, helper, name)
  const { swap } = await asked(platform, request, helper, cause, named)
  const until = swap ? sayInstant(toLocal(swap.until), toLocal(platform.clock.now())) : ''
  return named ? swapWords.askedOne({ who: addressOf(named), until, code }) : swapWords.asked({ until, code })
}

async function asked(platform: Platform, request: RequestDoc, helper: Person, cause: string, named?: Person) {
  try {
    return await askForSwap(platform, request, helper.id, cause, named?.id)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error
    const now = await findRequest(platform, request._id)
    const { already, atDoor } = swapWords
    throw new DomainError('conflict', { say: (now?.swap ? already : atDoor)(request.code), cause: error })
  }
}

async function findNamed(platform: Platform, request: RequestDoc, helper: Person, name: string): Promise<Person> {
  const helpers = await listHelpers(platform, request.stationId)
  const called = helpers.filter((one) => one.id !== helper.id && isCalled(one, name))
  const [person] = called
  if (!person) throw new DomainError('conflict', { say: swapWords.nobodyCalled(name) })
  if (called.length > 1) throw new DomainError('conflict', { say: swapWords.severalCalled(name) })
  const { settings } = await stationOf(platform, request.stationId)
  const candidates = suitingPart(request, await listCandidates(platform, request))
  const able = chooseHelpers(errandOf(request), candidates, { who: 'everyone' }, settings)
  if (hasSeat(request, person.id) || !able.some((choice) => choice.person.id === person.id))
    throw new DomainError('conflict', { say: swapWords.cannotGo(addressOf(person)) })
  return person
}

/** He goes himself after all, be it a swap or an exchange that he asked for. Gives the words for him, also where somebody has it by now. */
export async function withdrawSwap(
  platform: Platform,
  request: RequestDoc,
  helper: Person,
  cause: string,
): Promise<string> {
  const { code } = request
  if (waitsForAnswer(request, helper.id)) return withdrawProposal(platform, request, helper, cause)
  if (!waitsForSwap(request, helper.id) && !wasTaken(request, 'keep', cause)) return swapWords.nothingToKeep(code)
  try {
    await keepRequest(platform, request._id, helper.id, cause)
    return swapWords.kept(code)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error
    const now = await findRequest(platform, request._id)
    return now && hasSeat(now, helper.id) ? swapWords.nothingToKeep(code) : swapWords.keptTooLate(code)
  }
}
