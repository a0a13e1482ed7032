import { useRouter } from '@tarojs/taro'
import { SignedIn } from '../../../session/SignedIn.tsx'
import { PersonFile } from '../../PersonFile.tsx'
import { words } from '../../words.ts'

/** One person of the register. */
export default function PersonPage() {
  const { params } = useRouter()
  return (
    <SignedIn place="people" title={words.personTitle} wide>
      <PersonFile id={params.id ?? ''} />
    </SignedIn>
  )
}
