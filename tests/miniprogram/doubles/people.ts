import type { PersonFile } from '../../../miniprogram/src/api/routes/office.ts'

/** Everything that a colleague might do with somebody; a test grants what it is about. */
const NOTHING: PersonFile['abilities'] = {
  seeContact: false, verify: false, changeTerms: false, resetSecondFactor: false,
  signOut: false, invite: false, giveEntryCode: false,
  part: false, releaseWeChat: false, agreeToRole: false, refuseRole: false,
} // prettier-ignore

/** Somebody of the register, as a colleague of the station reads his page. */
export function aPersonFile({
  may,
  ...over
}: Partial<Omit<PersonFile, 'abilities'>> & { may?: Partial<PersonFile['abilities']> } = {}): PersonFile {
  return {
    id: 'sun',
    name: '孙建国',
    spokenTo: '孙师傅',
    role: 'resident',
    roleWord: '居民',
    verified: false,
    canBeWrittenTo: true,
    known: { phone: true, door: false, groups: false },
    household: [],
    changes: [],
    grantableRoles: [],
    abilities: { ...NOTHING, ...may },
    ...over,
  }
}
