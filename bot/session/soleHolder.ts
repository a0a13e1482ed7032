import { open, readFile, stat, unlink, utimes } from 'node:fs/promises'

const BEAT_MS = 2_000
const STALE_MS = 10_000

/** Somebody else works in this folder. */
export class HeldByAnother extends Error {
  override readonly name = 'HeldByAnother'
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A lock is stale when its process is gone, or (another process may have got its number) when it no longer touches the file. */
async function isStale(path: string): Promise<boolean> {
  try {
    const pid = Number(await readFile(path, 'utf8'))
    const { mtimeMs } = await stat(path)
    return !(pid > 0 && isAlive(pid)) || Date.now() - mtimeMs > STALE_MS
  } catch {
    return true
  }
}

/**
 * Makes sure that only one process on this machine writes a folder.
 * @returns gives the folder free
 * @throws HeldByAnother
 */
export async function holdAlone(path: string): Promise<() => Promise<void>> {
  for (let tries = 0; ; tries += 1) {
    try {
      const file = await open(path, 'wx', 0o600)
      await file.writeFile(`${process.pid}\n`)
      await file.close()
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (tries >= 3 || !(await isStale(path))) throw new HeldByAnother(`another process holds ${path}`)
      await unlink(path).catch(() => undefined)
    }
  }
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), BEAT_MS)
  beat.unref()
  return async () => {
    clearInterval(beat)
    await unlink(path).catch(() => undefined)
  }
}
