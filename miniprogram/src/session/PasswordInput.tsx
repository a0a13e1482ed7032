import { TextInput } from '../components/TextInput.tsx'
import { words } from './words.ts'

const LONGEST = 256

export interface PasswordInputProps {
  /** The one that holds, or one that is being set: then it is said what makes a good one. */
  which: 'current' | 'new'
  label: string
  value: string
  fault?: string
  onWrite(value: string): void
  onSend?(): void
}

/** A password: masked, and known to whatever keeps passwords on this device. */
export function PasswordInput({ which, ...field }: PasswordInputProps) {
  const looks =
    which === 'current'
      ? ({ name: 'password', kind: 'password' } as const)
      : ({ name: 'newPassword', kind: 'newPassword', hint: words.newPasswordHint } as const)
  return <TextInput {...looks} {...field} maxLength={LONGEST} />
}
