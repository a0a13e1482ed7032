import { words } from './words.ts'

const light = {
  navigationBarTitleText: words.title,
  navigationBarBackgroundColor: '#FAF7F2',
  navigationBarTextStyle: 'black' as const,
  backgroundColor: '#FAF7F2',
}
// The phone reads "@name" from theme.json and follows its own dark mode; a browser would take the name as a colour.
const byTheme = {
  navigationBarTitleText: words.title,
  navigationBarBackgroundColor: '@ground',
  navigationBarTextStyle: '@barText' as unknown as 'black',
  backgroundColor: '@ground',
}

export default defineAppConfig({
  pages: ['pages/ask/index'],
  window: process.env.TARO_ENV === 'h5' ? light : byTheme,
  darkmode: true,
  themeLocation: 'theme.json',
  lazyCodeLoading: 'requiredComponents',
})
