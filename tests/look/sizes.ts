import type { Page } from 'playwright-core'

/** How somebody has set the size of text: the browser's own scale, and 长辈版. */
export interface TextSize {
  name: string
  scale: number
  large: boolean
}

const size = (scale: number, large = false): TextSize => ({
  name: `${large ? 'large' : 'normal'}x${scale}`,
  scale,
  large,
})

export const ALL_SIZES = [...[0.9, 1, 1.15, 1.4, 1.5].map((scale) => size(scale)), size(1, true), size(1.15, true), size(1.4, true), size(1.5, true)] // prettier-ignore
export const EXTREME_SIZES = [size(0.9), size(1, true), size(1.5, true)]

/** Widths of phones still in use, with the height that goes with them, and a desk; px. */
export const ALL_SCREENS = [
  { width: 320, height: 568 },
  { width: 375, height: 667 },
  { width: 414, height: 896 },
  { width: 1280, height: 800 },
]
export const EXTREME_SCREENS = ALL_SCREENS.filter(({ width }) => width === 320 || width === 414)

const ROOT_PX = 16

/** Sets the text of an open page, as its reader would have set it before. */
export async function setTextSize(page: Page, { scale, large }: TextSize): Promise<void> {
  await page.evaluate(
    ([root, isLarge]) => {
      document.documentElement.style.fontSize = `${root}px`
      for (const each of document.querySelectorAll('.page')) each.classList.toggle('large', isLarge)
      window.scrollTo(0, 0)
    },
    [scale * ROOT_PX, large] as const,
  )
}
