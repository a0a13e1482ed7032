import { createContext, useCallback, useContext, useMemo, useState } from 'react'
import type { PropsWithChildren } from 'react'
import Taro from '@tarojs/taro'
import { keep, kept } from '../session/keep.ts'

/** WeChat's own text setting, in px, from which on a person evidently wants large text (its standard is 17). */
const LARGE_FROM_PX = 20

interface TextSize {
  large: boolean
  toggle(): void
}

const TextSizeContext = createContext<TextSize>({ large: false, toggle: () => undefined })

/** The large text of 长辈版, the same on every page: chosen there and kept, else as WeChat itself is set. */
export function TextSizeProvider({ children }: PropsWithChildren) {
  const [large, setLarge] = useState(() => (kept('textSize') ?? settingOfWeChat()) === 'large')
  const toggle = useCallback(() => {
    setLarge((now) => {
      keep('textSize', now ? 'normal' : 'large')
      return !now
    })
  }, [])
  const size = useMemo(() => ({ large, toggle }), [large, toggle])
  return <TextSizeContext.Provider value={size}>{children}</TextSizeContext.Provider>
}

export function useTextSize(): TextSize {
  return useContext(TextSizeContext)
}

function settingOfWeChat(): 'normal' | 'large' {
  if (process.env.TARO_ENV !== 'weapp') return 'normal'
  // Taro's types do not know this field of WeChat's answer.
  const { fontSizeSetting = 0 } = Taro.getAppBaseInfo() as { fontSizeSetting?: number }
  return fontSizeSetting >= LARGE_FROM_PX ? 'large' : 'normal'
}
