import { useEffect, useRef } from 'react'
import { View } from '@tarojs/components'

export interface UnseenProps {
  id: string
  /** With its unit. */
  height: string
  /** What is put away, as words. */
  text: string
  /** A search of the browser has found something in it. */
  onFound(): void
}

/** The room of something that is not drawn now. In a browser its words can still be found (`hidden="until-found"`). */
export function Unseen({ id, height, text, onFound }: UnseenProps) {
  const words = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const node = words.current
    // React knows `hidden` as yes or no alone.
    node?.setAttribute('hidden', 'until-found')
    node?.addEventListener('beforematch', onFound)
    return () => node?.removeEventListener('beforematch', onFound)
  }, [onFound])
  if (process.env.TARO_ENV !== 'h5') return <View className="chunk-away" id={id} style={{ height }} />
  return (
    <div className="chunk-away" id={id} role="presentation" style={{ height }}>
      <div ref={words}>{text}</div>
    </div>
  )
}
