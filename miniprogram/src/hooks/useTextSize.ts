import { useCallback, useState } from 'react'
import Taro from '@tarojs/taro'
import { keep, kept } from '../session/keep.ts'

/** WeChat's own text setting, in px, from which on a person evidently wants large text (its standard is 17). */
const LARGE_FROM_PX = 20

/** The large text of 长辈版: chosen here and kept, else as WeChat itself is set. */
export function useTextSize(): { large: boolean; toggle(): void } {
  const [large, setLarge] = useState(() => (kept('textSize') ?? settingOfWeChat()) === 'large')
  const toggle = useCallback(() => {
    setLarge((now) => {
      keep('textSize', now ? 'normal' : 'large')
      return !now
    })
  }, [])
  return { large, toggle }
}

function settingOfWeChat(): 'normal' | 'large' {
  if (process.env.TARO_ENV !== 'weapp') return 'normal'
  // Taro's types do not know this field of WeChat's answer.
  const { fontSizeSetting = 0 } = Taro.getAppBaseInfo() as { fontSizeSetting?: number }
  return fontSizeSetting >= LARGE_FROM_PX ? 'large' : 'normal'
}
