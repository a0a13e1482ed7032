import { SignedIn } from '../../../session/SignedIn.tsx'
import { WalkInForm } from '../../WalkInForm.tsx'
import { words } from '../../words.ts'

/** Writes a resident down who came to the station. */
export default function WalkInPage() {
  return (
    <SignedIn place="people" title={words.register}>
      <WalkInForm />
    </SignedIn>
  )
}
