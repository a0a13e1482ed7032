import { SignedIn } from '../../../session/SignedIn.tsx'
import { MyKey } from '../../MyKey.tsx'
import { words } from '../../words.ts'

/** My own authenticator. */
export default function KeyPage() {
  return (
    <SignedIn place="people" title={words.key}>
      <MyKey />
    </SignedIn>
  )
}
