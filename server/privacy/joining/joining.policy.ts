import { isStaff } from '@yimin/shared/people/roles'
import type { JoinDoc } from './join.model.ts'
import type { Person } from '../../people/index.ts'

const JOINABLE = ['wechat', 'ilink']
/** Through what somebody comes: `wechat` for the mini program, `ilink` for a bound private chat. */
const kindOf = (chatId: string) => chatId.slice(0, chatId.indexOf(':'))

/** Her chat of the same kind, which the new one takes the place of. */
export function ownLike({ chatIds }: Pick<Person, 'chatIds'>, chatId: string): string | undefined {
  return chatIds.find((own) => kindOf(own) === kindOf(chatId))
}

/** Nobody but the account itself knows this person: nobody has verified him, and no chat and no role hang on him. */
export function isAccountAlone(person: Pick<Person, 'role' | 'verified' | 'chatIds'>): boolean {
  const isOnly = person.chatIds.length === 1 && person.chatIds.every((chatId) => JOINABLE.includes(kindOf(chatId)))
  return person.role === 'resident' && !person.verified && isOnly
}

/**
 * One account for one person; staff come in by a password. Whoever has an account already changes it by a code that she got in
 * a private chat of her own; a code that staff give is not enough, for staff could take anybody's account with it.
 */
export function mayTakeAccount(person: Pick<Person, 'role' | 'chatIds'>, chatId: string, how: JoinDoc['how']): boolean {
  return !isStaff(person.role) && (how === 'own_code' || ownLike(person, chatId) === undefined)
}
