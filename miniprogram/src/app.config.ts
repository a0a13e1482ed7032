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

// WeChat's speech plugin is taken in only by a build that asks for it: without the station's own AppID it cannot be loaded.
const voice = { WechatSI: { version: '0.3.6', provider: 'wx069ba97219f66d99' } }

export default defineAppConfig({
  pages: ['pages/ask/index'],
  subPackages: [
    {
      root: 'desk',
      pages: [
        'pages/queue/index',
        'pages/board/index',
        'pages/entry/index',
        'pages/alarms/index',
        'pages/ladders/index',
      ],
    },
    { root: 'people', pages: ['pages/register/index', 'pages/person/index', 'pages/walkin/index', 'pages/key/index'] },
    { root: 'duty', pages: ['pages/roster/index'] },
    { root: 'reports', pages: ['pages/figures/index'] },
    {
      root: 'dispatch',
      pages: ['pages/helping/index', 'pages/way/index', 'pages/task/index', 'pages/terms/index', 'pages/record/index'],
    },
    { root: 'requests', pages: ['pages/form/index', 'pages/one/index'] },
    { root: 'recurring', pages: ['pages/mine/index', 'pages/station/index'] },
    { root: 'me', pages: ['pages/home/index', 'pages/data/index'] },
  ],
  ...(process.env.TARO_APP_VOICE === 'WechatSI' ? { plugins: voice } : {}),
  window: process.env.TARO_ENV === 'h5' ? light : byTheme,
  darkmode: true,
  themeLocation: 'theme.json',
  lazyCodeLoading: 'requiredComponents',
})
