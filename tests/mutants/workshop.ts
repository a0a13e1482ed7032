import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ts from 'typescript'
import type { Mutant } from './mutants.ts'

const ROOT = path.join(__dirname, '..', '..')
const MOST = { seeds: 30_000, races: 300, mornings: 300 } as const
const SOUND = { seeds: 100, races: 5 } as const
/** What the built server reads beside itself. */
const DATA = ['server/language/lexicons/data', 'server/language/learned']
/** A mutant for which this is not enough has survived. */
const PATIENCE_MS = 240_000

export interface Verdict {
  mutant: Mutant
  found: boolean
  /** Played until it was found. */
  played: number
  /** The first violation, or how the run ended. */
  what: string
}

/** The mutant's source. @throws Error where its search does not stand in the file exactly once */
export function planted({ name, file, search, replace }: Mutant): string {
  const source = readFileSync(path.join(ROOT, file), 'utf8')
  const times = source.split(search).length - 1
  if (times !== 1) throw new Error(`${name}: stands ${times} times in ${file}`)
  return source.replace(search, () => replace)
}

/** A copy of the built server in which one bug after the other is planted; the tree itself is never touched. */
export class Workshop {
  private readonly place: string

  constructor() {
    this.place = mkdtempSync(path.join(tmpdir(), 'yimin-mutants-'))
    for (const room of ['server', 'shared']) {
      mkdirSync(path.join(this.place, room))
      for (const part of ['dist', 'package.json'])
        cpSync(path.join(ROOT, room, part), path.join(this.place, room, part), { recursive: true })
    }
    for (const data of DATA) {
      mkdirSync(path.dirname(path.join(this.place, data)), { recursive: true })
      symlinkSync(path.join(ROOT, data), path.join(this.place, data))
    }
    this.lendPackages('node_modules')
    this.lendPackages(path.join('server', 'node_modules'))
    mkdirSync(path.join(this.place, 'node_modules', '@yimin'))
    symlinkSync(path.join(this.place, 'shared'), path.join(this.place, 'node_modules', '@yimin', 'shared'))
  }

  /** Without a bug nothing is found: else what the mutants show would show nothing. @throws Error */
  async checkSound(): Promise<void> {
    for (const foundBy of ['seeds', 'races'] as const) {
      const { found, played, what } = await this.look(foundBy, SOUND[foundBy])
      if (found || played !== SOUND[foundBy]) throw new Error(`the sound tree: ${what}`)
    }
  }

  /** Plants the bug, looks for it, and takes it out again. */
  async judge(mutant: Mutant): Promise<Verdict> {
    const file = path.join(this.place, mutant.file.replace('/', '/dist/').replace(/ts$/, 'js'))
    const sound = readFileSync(file)
    writeFileSync(file, compiled(planted(mutant)))
    try {
      return { mutant, ...(await this.look(mutant.foundBy, MOST[mutant.foundBy])) }
    } finally {
      writeFileSync(file, sound)
    }
  }

  close(): void {
    rmSync(this.place, { recursive: true, force: true })
  }

  private look(mode: Mutant['foundBy'], most: number): Promise<Omit<Verdict, 'mutant'>> {
    const args = [`--${mode}`, String(most), '--until-found', '--threads', '1']
    const child = spawn(process.execPath, [path.join(this.place, 'server/dist/app/seeds.js'), ...args])
    let said = ''
    const keep = (chunk: Buffer) => (said += chunk.toString())
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
    return new Promise((resolve) => {
      child.once('exit', () => {
        clearTimeout(timer)
        const lines = said.trim().split('\n')
        const violation = lines.find((line) => /^(\w+: )?(I-\d\d|fault:) /.test(line))
        const played = Number(/^(\d+) \w+s from/m.exec(said)?.[1] ?? 0)
        // A tree that breaks at once is no proof that anybody looks.
        resolve({ found: violation !== undefined, played, what: violation ?? lines.at(-1) ?? '' })
      })
    })
  }

  /** All packages but the product's own, which the copy has itself. */
  private lendPackages(folder: string): void {
    const [from, to] = [path.join(ROOT, folder), path.join(this.place, folder)]
    mkdirSync(to, { recursive: true })
    for (const name of entriesOf(from)) if (name !== '@yimin') symlinkSync(path.join(from, name), path.join(to, name))
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function compiled(source: string): string {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.base.json'), (name) => readFileSync(name, 'utf8'))
  const { options } = ts.convertCompilerOptionsFromJson((config as { compilerOptions: object }).compilerOptions, ROOT)
  const module = { ...options, module: ts.ModuleKind.ESNext, sourceMap: false, composite: false, declaration: false }
  return ts.transpileModule(source, { compilerOptions: { ...module, incremental: false } }).outputText
}
