import { talkWords } from '@yimin/shared/chat/words'
import { addressOf, findPerson } from '../../people/index.ts'
import type { Platform } from '../../platform/platform.ts'

/** How somebody is called in words to others. */
export async function nameOf(platform: Platform, personId: string | undefined): Promise<string> {
  const person = personId ? await findPerson(platform, personId) : undefined
  return person ? addressOf(person) : talkWords.someone
}
