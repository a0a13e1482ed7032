import { SignedIn } from '../../../session/SignedIn.tsx'
import { RegisterList } from '../../RegisterList.tsx'

/** The register of the station's people. */
export default function RegisterPage() {
  return (
    <SignedIn place="people" wide>
      <RegisterList />
    </SignedIn>
  )
}
