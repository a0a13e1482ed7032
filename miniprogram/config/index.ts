import path from 'node:path'
import { defineConfig } from '@tarojs/cli'
import { checkedApiBase } from './apiBase.ts'
import { lighten } from './plugins/lighten.ts'
import PreloadFirstPage from './plugins/preloadFirstPage.ts'

const target = process.env.TARO_ENV ?? 'weapp'

/**
 * Sizes are written in px = pt. On H5 they become rem of the browser's own root size, so that a reader's font setting
 * counts; on weapp they stay px, because rpx would shrink the text on narrow phones.
 */
export default defineConfig<'webpack5'>({
  projectName: 'yimin',
  date: '2026-11-22',
  framework: 'react',
  designWidth: 375,
  deviceRatio: { 375: 2 },
  sourceRoot: 'src',
  outputRoot: `dist/${target}`,
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  logger: { quiet: true, stats: false },
  // Unset, the name would reach the phone as it is, and there is no `process` there.
  defineConstants: {
    'process.env.TARO_APP_API_BASE': JSON.stringify(checkedApiBase(target, process.env.TARO_APP_API_BASE)),
    'process.env.TARO_APP_VOICE': JSON.stringify(process.env.TARO_APP_VOICE ?? ''),
  },
  plugins: [path.resolve(__dirname, 'plugins/aria.ts')],
  mini: {
    compile: { include: [path.resolve(__dirname, '../../shared')] },
    postcss: { pxtransform: { enable: false } },
  },
  h5: {
    // Relative addresses: the same build serves from / or from a folder of the server.
    publicPath: './',
    staticDirectory: 'static',
    compile: { include: [path.resolve(__dirname, '../../shared')] },
    router: { mode: 'hash' },
    webpackChain: (chain) => {
      chain.performance.hints(false)
      chain.plugin('preloadFirstPage').use(PreloadFirstPage, ['pages/ask/index'])
      lighten(chain)
    },
    postcss: { pxtransform: { enable: true, config: { baseFontSize: 16, minRootSize: 16, maxRootSize: 16 } } },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    devServer: {
      host: '127.0.0.1',
      port: 10086,
      open: false,
      proxy: [{ context: ['/api', '/sandbox'], target: 'http://127.0.0.1:3000' }],
    },
  },
})
