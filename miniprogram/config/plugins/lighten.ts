import path from 'node:path'

/** The chain as far as this file touches it. */
interface Chain {
  resolve: { alias: { set(name: string, file: string): unknown } }
  plugin(name: string): { tap(change: (args: MainOptions[]) => MainOptions[]): unknown }
  optimization: { get(name: 'splitChunks'): SplitChunks; splitChunks(options: SplitChunks): unknown }
}
interface MainOptions {
  loaderMeta: { extraImportForWeb: string; execBeforeCreateWebApp: string }
}
interface SplitChunks {
  cacheGroups?: Record<string, object>
  [option: string]: unknown
}

/**
 * In the place of what Taro brings: every browser of our list (package.json) has `fetch` and `AbortController` itself, no
 * other host is called, and the styles are those of elements that are not used here.
 */
const IN_PLACE = {
  'whatwg-fetch': 'nothing.mjs',
  'abortcontroller-polyfill/dist/abortcontroller-polyfill-only': 'nothing.mjs',
  'jsonp-retry': 'nothing.mjs',
  '@tarojs/components/dist/taro-components/taro-components.css': 'nothing.mjs',
  'query-string': 'query.mjs',
}
/** What nearly all pages share; what only some share stays with them, or the first page would carry it too. */
const SHARED_BY_PAGES = 15

/** Takes out of the pages for browsers what Taro puts in and nobody uses: a first visit on a slow line is shorter by it. */
export function lighten(chain: Chain): void {
  for (const [name, file] of Object.entries(IN_PLACE)) {
    chain.resolve.alias.set(`${name}$`, path.resolve(__dirname, file))
  }
  // Our elements are the browser's own: the framework for Taro's elements comes in only for pulling a page down, which none does.
  chain.plugin('mainPlugin').tap((args) => {
    for (const { loaderMeta } of args) {
      loaderMeta.extraImportForWeb = withoutPulling(loaderMeta.extraImportForWeb)
      loaderMeta.execBeforeCreateWebApp = withoutPulling(loaderMeta.execBeforeCreateWebApp)
    }
    return args
  })
  const split = chain.optimization.get('splitChunks')
  const frame = { name: 'frame', chunks: 'async', minChunks: SHARED_BY_PAGES, minSize: 0, enforce: true }
  chain.optimization.splitChunks({ ...split, cacheGroups: { ...split.cacheGroups, frame } })
}

function withoutPulling(lines: string): string {
  return lines.replace(/^.*PullToRefresh.*$/gm, '')
}
