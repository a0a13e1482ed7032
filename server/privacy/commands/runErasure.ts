import { eraseMessagesOf } from '../../chat/index.ts'
import { eraseHelperFromSearches, forgetStanding } from '../../dispatch/index.ts'
import { eraseAlarmsAbout, listAlarmSubjects } from '../../duty/index.ts'
import { eraseWordsAbout, forgetWeChatWays } from '../../messaging/index.ts'
import { accountOf, closeSessionsOf, erasePerson, findPerson, forgetWeChatAccount } from '../../people/index.ts'
import { erasePhotosBy, erasePhotosOf } from '../../photos/index.ts'
import { forgetHearer } from '../../platform/live/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { endRequestsOf, stripRequestsOf } from '../../requests/index.ts'
import { eraseRecurringOf } from '../../recurring/index.ts'
import { eraseJoinsOf } from '../joining/commands/sweepJoins.ts'
import type { ErasureDoc } from '../erasure.model.ts'
import { erasuresOf } from '../erasure.model.ts'

/** Within this every job that was under way when the person left has run or is found by the sweeper. */
const SETTLE_MS = 60_000

/**
 * The saga of one erasure. Each step is harmless the second time, so that it is taken up again from the beginning wherever a
 * process died. First what is open ends, so that nobody walks in vain; the person's own document goes last.
 */
export async function runErasure(platform: Platform, erasureId: string): Promise<ErasureDoc['state'] | undefined> {
  const erasure = await erasuresOf(platform).findOne({ _id: erasureId })
  if (erasure?.state === 'running') return eraseAll(platform, erasure)
  if (erasure?.state === 'settling') return settle(platform, erasure)
  return erasure?.state
}

async function eraseAll(platform: Platform, erasure: ErasureDoc): Promise<ErasureDoc['state']> {
  const { _id, personId = '' } = erasure
  const person = await findPerson(platform, personId)
  // Nothing new is asked for on another phone while this goes on.
  await closeSessionsOf(platform, personId)
  // Before the requests: nothing more is made of it.
  await eraseRecurringOf(platform, personId)
  const requestIds = await endRequestsOf(platform, personId, `erasure/${_id}`)
  const calledIds = await listAlarmSubjects(platform, personId)
  const subjectIds = [...new Set([...(erasure.subjectIds ?? []), ...requestIds, ...calledIds])]
  const chatIds = person?.chatIds ?? erasure.chatIds ?? []
  await erasuresOf(platform).updateOne({ _id }, { $set: { subjectIds, chatIds } })
  await stripRequestsOf(platform, personId)
  await eraseHelperFromSearches(platform, personId)
  await erasePhotosBy(platform, personId)
  for (const requestId of requestIds) await erasePhotosOf(platform, requestId)
  await eraseMessagesOf(platform, personId, chatIds)
  await eraseAlarmsAbout(platform, subjectIds, personId)
  await eraseWordsAbout(platform, subjectIds, personId)
  await forgetHearer(platform.db, personId)
  await eraseAccount(platform, accountOf({ chatIds }))
  await eraseJoinsOf(platform, personId)
  await erasePerson(platform, personId)
  return lookAgain(platform, _id)
}

/** What WeChat let us know of somebody, and what he allowed us there. */
async function eraseAccount(platform: Platform, account: string | undefined): Promise<void> {
  if (account === undefined) return
  await forgetWeChatWays(platform, account)
  await forgetWeChatAccount(platform, account, undefined)
}

/**
 * What was said, asked for or raised in the very moment of leaving; then the row forgets whom it was about. What ends here is
 * told of in its turn: then there is one more look.
 */
async function settle(platform: Platform, erasure: ErasureDoc): Promise<ErasureDoc['state']> {
  const { _id, personId = '' } = erasure
  const late = await eraseLateOf(platform, erasure)
  const subjectIds = [...new Set([...(erasure.subjectIds ?? []), ...late])]
  await eraseAlarmsAbout(platform, subjectIds)
  await eraseWordsAbout(platform, subjectIds)
  await forgetHearer(platform.db, personId)
  if (late.length > 0) return lookAgain(platform, _id)
  await erasuresOf(platform).updateOne(
    { _id },
    {
      $set: { state: 'done', doneAt: platform.clock.now() },
      $unset: { personId: '', chatIds: '', subjectIds: '', nextAt: '' },
    },
  )
  return 'done'
}

/**
 * A message that was being handled knew the person still: its request and its calls end like all others. Gives what they were
 * about. Where somebody has this id again they are that person's own.
 */
async function eraseLateOf(platform: Platform, { _id, personId = '', subjectIds = [] }: ErasureDoc): Promise<string[]> {
  if (await findPerson(platform, personId)) return []
  // A cause of its own: what went back the first time may have been taken again.
  await eraseRecurringOf(platform, personId)
  const requestIds = await endRequestsOf(platform, personId, `erasure/${_id}/late`)
  const late = [...new Set([...requestIds, ...(await listAlarmSubjects(platform, personId))])]
  await erasuresOf(platform).updateOne({ _id }, { $set: { subjectIds: [...new Set([...subjectIds, ...late])] } })
  await stripRequestsOf(platform, personId)
  await forgetStanding(platform, personId)
  for (const requestId of requestIds) await erasePhotosOf(platform, requestId)
  await eraseAlarmsAbout(platform, late, personId)
  await eraseWordsAbout(platform, late, personId)
  return late
}

async function lookAgain(platform: Platform, _id: string): Promise<ErasureDoc['state']> {
  const nextAt = new Date(platform.clock.now().getTime() + SETTLE_MS)
  await erasuresOf(platform).updateOne({ _id }, { $set: { state: 'settling', nextAt } })
  return 'settling'
}
