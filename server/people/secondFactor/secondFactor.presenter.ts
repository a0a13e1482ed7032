import type { SecondFactorView } from '@yimin/shared/secondFactor/contract'
import { secondFactorView } from '@yimin/shared/secondFactor/contract'
import type { SecondFactorState } from './queries/findSecondFactor.ts'
import { mayEnrol, mayProve, mayRenewRecoveryCodes } from './secondFactor.policy.ts'

export function presentSecondFactor(state: SecondFactorState, required: boolean, proven: boolean): SecondFactorView {
  const standing = { enrolled: state.enrolled, proven }
  return secondFactorView.parse({
    ...state,
    required,
    proven,
    abilities: {
      enrol: mayEnrol(standing),
      prove: mayProve(standing),
      renewRecoveryCodes: mayRenewRecoveryCodes(standing),
    },
  })
}
