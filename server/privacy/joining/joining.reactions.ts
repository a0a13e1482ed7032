import { DomainError } from '@yimin/shared/errors/domainError'
import { codeWritten, findPerson, rememberWritable } from '../../people/index.ts'
import { onEvent } from '../../platform/events/events.ts'
import { joinPeople } from './commands/joinPeople.ts'

export const joiningReactions = [
  /** A code that was written into a bound chat makes one of the two. Heard twice it finds the first one gone. */
  onEvent(codeWritten, 'joinByCode', async (platform, { fromId, toId, how }) => {
    const [from, to] = await Promise.all([findPerson(platform, fromId), findPerson(platform, toId)])
    if (!from || !to || from.chatIds.length === 0) return
    try {
      await joinPeople(platform, from, to, how)
    } catch (error) {
      // Meanwhile one of them has become somebody else: nothing is joined, and nobody is worse off.
      if (!(error instanceof DomainError)) throw error
      return
    }
    await rememberWritable(platform, toId)
  }),
]
