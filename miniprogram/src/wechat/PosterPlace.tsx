import { Paragraph } from '../components/elements.tsx'
import { usePoster } from './usePoster.ts'
import { weChatWords } from './words.ts'

/** Where the poster hangs that was scanned. */
export function PosterPlace() {
  const poster = usePoster()
  if (poster === undefined) return null
  return <Paragraph className="invitation">{weChatWords.scannedAt(poster.place)}</Paragraph>
}
