import { mkdir, open, readFile, rename } from 'node:fs/promises'

/** Makes a directory that only this user may enter (BOT-09: session data is 0600 in 0700). */
export async function makePrivateDir(path: string): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  return path
}

/** Two writers of the same file in this process must not share a draft. */
let drafts = 0

/** Replaces a small file whole: after a crash either the old or the new content is there. */
export async function writePrivateFile(path: string, content: string): Promise<void> {
  drafts += 1
  const draft = `${path}.${process.pid}.${drafts}.new`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(content)
    await file.datasync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}

/** Content of a small file, or undefined when it is not there. */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Makes a rename or a new file in this directory durable; some systems cannot open directories, which is no fault. */
export async function syncDir(path: string): Promise<void> {
  try {
    const dir = await open(path, 'r')
    try {
      await dir.sync()
    } finally {
      await dir.close()
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'EISDIR' && code !== 'EPERM' && code !== 'EINVAL') throw error
  }
}

/** Turns any account id into a safe folder name. */
export function folderName(...parts: string[]): string {
  return parts
    .map((part) =>
      encodeURIComponent(part)
        .replace(/[*~.'()!]/g, '_')
        .slice(0, 80),
    )
    .join('-')
}
