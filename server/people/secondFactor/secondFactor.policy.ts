import { isStaff } from '@yimin/shared/people/roles'

interface Standing {
  enrolled: boolean
  /** The code was given in this session. */
  proven: boolean
}

/** Only those who see others' data need one. */
export function mayHaveSecondFactor(person: { role: string }): boolean {
  return isStaff(person.role)
}

/** The first authenticator by sign-in alone; another one only by somebody who has proved the old one. */
export function mayEnrol({ enrolled, proven }: Standing): boolean {
  return !enrolled || proven
}

export function mayProve({ enrolled, proven }: Standing): boolean {
  return enrolled && !proven
}

export function mayRenewRecoveryCodes({ enrolled, proven }: Standing): boolean {
  return enrolled && proven
}
