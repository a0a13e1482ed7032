import { createContext, useCallback, useContext, useMemo, useState } from 'react'
import type { PropsWithChildren } from 'react'
import { useDidShow } from '@tarojs/taro'
import { keep, kept } from '../session/keep.ts'
import { textScaleClass } from './textScale.ts'

interface TextSize {
  large: boolean
  /** Classes for the page: 长辈版, and the reader's text size in WeChat. */
  classes: string
  toggle(): void
}

const TextSizeContext = createContext<TextSize>({ large: false, classes: '', toggle: () => undefined })

/** The size of all text: 长辈版 as chosen here and kept, on top of the text size that the reader set in WeChat itself. */
export function TextSizeProvider({ children }: PropsWithChildren) {
  const [large, setLarge] = useState(() => kept('textSize') === 'large')
  const [scale, setScale] = useState(textScaleClass)
  // The setting may have changed while the mini program was away.
  useDidShow(() => setScale(textScaleClass()))
  const toggle = useCallback(() => {
    setLarge((now) => {
      keep('textSize', now ? 'normal' : 'large')
      return !now
    })
  }, [])
  const size = useMemo(
    () => ({ large, classes: [large ? 'large' : '', scale].filter(Boolean).join(' '), toggle }),
    [large, scale, toggle],
  )
  return <TextSizeContext.Provider value={size}>{children}</TextSizeContext.Provider>
}

export function useTextSize(): TextSize {
  return useContext(TextSizeContext)
}
