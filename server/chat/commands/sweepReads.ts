import { workerWords } from '@yimin/shared/chat/words'
import { toLocal } from '@yimin/shared/language/localTime'
import { stationOf } from '../../organisations/index.ts'
import { addressOf, findPerson, listBusyReaders, listStaff, WORTH_A_LOOK } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { callWorker } from './callWorker.ts'

/**
 * Whoever opened sealed fields of fifty people today is no thief by that, but somebody else should know why: the director, or
 * another colleague where the director is the one. One call a day for each. Tells how many there are.
 */
export async function sweepReads(platform: Platform): Promise<number> {
  const busy = await listBusyReaders(platform, WORTH_A_LOOK)
  const day = toLocal(platform.clock.now()).slice(0, 10)
  for (const { readerId } of busy) {
    const reader = await findPerson(platform, readerId)
    if (!reader) continue
    const others = (await listStaff(platform, reader.stationId)).filter(({ id }) => id !== readerId)
    const owner = others.find(({ role }) => role === 'station_director') ?? others[0]
    await callWorker(platform, {
      station: await stationOf(platform, reader.stationId),
      kind: 'many_reads',
      subjectId: readerId,
      ...(owner && { ownerId: owner.id }),
      key: `many_reads/${readerId}/${day}`,
      text: workerWords.manyReads({ who: addressOf(reader), people: WORTH_A_LOOK }),
    })
  }
  return busy.length
}
