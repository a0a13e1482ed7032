/** The webpack objects as far as this plugin touches them. */
interface Compiler {
  webpack: {
    Compilation: { PROCESS_ASSETS_STAGE_REPORT: number }
    sources: { RawSource: new (text: string) => Source }
  }
  hooks: { thisCompilation: { tap(name: string, use: (compilation: Compilation) => void): void } }
}
interface Compilation {
  hooks: { processAssets: { tap(at: { name: string; stage: number }, use: () => void): void } }
  chunkGroups: { chunks: Chunk[]; isInitial(): boolean }[]
  chunkGraph: { getChunkModules(chunk: Chunk): { nameForCondition(): string | null }[] }
  getAsset(name: string): { source: Source } | undefined
  updateAsset(name: string, source: Source): void
}
interface Chunk {
  files: Iterable<string>
}
interface Source {
  source(): string | { toString(): string }
}

const NAME = 'preloadFirstPage'
const PAGE = 'index.html'

/**
 * Most visits begin on one page. Its script is a file of its own that the browser would ask for only when the frame runs;
 * a hint in index.html lets it come along with the rest, a round trip earlier.
 */
export default class PreloadFirstPage {
  private readonly firstPage: string

  /** @param firstPage as in app.config.ts: `pages/ask/index` */
  constructor(firstPage: string) {
    this.firstPage = firstPage
  }

  apply(compiler: Compiler): void {
    const stage = compiler.webpack.Compilation.PROCESS_ASSETS_STAGE_REPORT
    compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
      compilation.hooks.processAssets.tap({ name: NAME, stage }, () => {
        const html = compilation.getAsset(PAGE)?.source.source().toString()
        if (html === undefined) return
        const hints = this.scriptsOf(compilation).map((file) => `<link rel="preload" as="script" href="./${file}">`)
        compilation.updateAsset(PAGE, new compiler.webpack.sources.RawSource(html.replace('</head>', `${hints.join('')}</head>`))) // prettier-ignore
      })
    })
  }

  private scriptsOf({ chunkGroups, chunkGraph }: Compilation): string[] {
    const isOfPage = (chunk: Chunk) =>
      chunkGraph.getChunkModules(chunk).some((module) => module.nameForCondition()?.includes(`/src/${this.firstPage}.`))
    const group = chunkGroups.find((each) => !each.isInitial() && each.chunks.some(isOfPage))
    const files = (group?.chunks ?? []).flatMap((chunk) => [...chunk.files])
    return files.filter((file) => file.endsWith('.js'))
  }
}
