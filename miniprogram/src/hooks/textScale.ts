import Taro from '@tarojs/taro'

/** WeChat's standard text size, px: what our sizes are drawn for. */
const STANDARD_PX = 17
/** The steps for which tokens.scss has sizes; 1.4 is that of 关怀模式. */
const STEPS = [0.9, 1, 1.15, 1.4, 1.5] as const

/**
 * The class that scales a page as the reader set the text size in WeChat; none for the standard. A browser does it by
 * itself: there, all sizes hang on its root size.
 */
export function textScaleClass(): string {
  const step = process.env.TARO_ENV === 'weapp' ? nearestStep(scaleOfWeChat()) : 1
  return step === 1 ? '' : `scale-${Math.round(step * 100)}`
}

function scaleOfWeChat(): number {
  // Taro's types do not know these fields of WeChat's answer; older phones tell only the size.
  const { fontSizeScaleFactor, fontSizeSetting } = Taro.getAppBaseInfo() as {
    fontSizeScaleFactor?: number
    fontSizeSetting?: number
  }
  return fontSizeScaleFactor ?? (fontSizeSetting ?? STANDARD_PX) / STANDARD_PX
}

function nearestStep(scale: number): number {
  return STEPS.reduce<number>((best, step) => (Math.abs(step - scale) < Math.abs(best - scale) ? step : best), 1)
}
