import { kept } from '../session/keep.ts'
import { useSession } from '../session/SessionProvider.tsx'
import { CallButton } from './CallButton.tsx'

/** The station's people by telephone where nothing else works: as the server told, or as the phone remembers from another day. */
export function StationCall() {
  const { session } = useSession()
  const station = 'hello' in session ? session.hello.station : kept('station')
  return station === undefined ? null : <CallButton station={station} />
}
