import { TextInput } from '../components/TextInput.tsx'
import { requestWords as words } from './words.ts'

interface OtherPersonProps {
  /** Of the field in its form. */
  name: string
  value: string
  fault: string | undefined
  onWrite(value: string): void
}

/** Who it is, where nobody on record is meant. */
export function OtherName(props: OtherPersonProps) {
  return <TextInput {...props} label={words.whoName} placeholder={words.whoNameHint} maxLength={20} />
}

/** Whom to ring at the door, where it is not oneself. */
export function DoorPhone(props: OtherPersonProps) {
  return <TextInput {...props} kind="phone" label={words.doorPhone} maxLength={20} />
}
