import { useEffect, useState } from 'react'
import { call } from '../api/call.ts'
import { Paragraph } from '../components/elements.tsx'
import { isInWeChat, launchScene } from './inWeChat.ts'
import { weChatWords } from './words.ts'

/** Where the poster hangs that was scanned; a torn or old one says nothing, and all else goes on. */
export function PosterPlace() {
  const [place, setPlace] = useState<string>()
  useEffect(() => {
    const scene = isInWeChat() ? launchScene() : undefined
    if (scene === undefined) return
    call('readPoster', { params: { scene } }).then(
      (poster) => setPlace(poster.place),
      () => undefined,
    )
  }, [])
  return place === undefined ? null : <Paragraph className="invitation">{weChatWords.scannedAt(place)}</Paragraph>
}
