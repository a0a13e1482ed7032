import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pageOf } from './page.ts'
import type { Result } from './page.ts'

/** Writes the figures and the page into a folder. The same seed gives the same bytes. @returns where they are */
export async function writeReport(out: string, result: Result): Promise<string[]> {
  const folder = path.resolve(out)
  await mkdir(folder, { recursive: true })
  const files: [string, string][] = [
    ['simulation.json', `${JSON.stringify(result, null, 1)}\n`],
    ['simulation.html', pageOf(result)],
  ]
  for (const [name, content] of files) await writeFile(path.join(folder, name), content)
  return files.map(([name]) => path.join(folder, name))
}
