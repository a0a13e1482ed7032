import { isStaff } from '@yimin/shared/people/roles'
import type { Person } from '../../people/index.ts'

const isWeChat = (chatId: string) => chatId.startsWith('wechat:')

/** Nobody but the account itself knows this person: nobody has verified him, and no chat and no role hang on him. */
export function isAccountAlone(person: Pick<Person, 'role' | 'verified' | 'chatIds'>): boolean {
  return person.role === 'resident' && !person.verified && person.chatIds.length === 1 && person.chatIds.every(isWeChat)
}

/** One account for one person; staff come in by a password. */
export function mayTakeAccount(person: Pick<Person, 'role' | 'chatIds'>): boolean {
  return !isStaff(person.role) && !person.chatIds.some(isWeChat)
}
