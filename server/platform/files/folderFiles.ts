import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { newId } from '../ids.ts'
import { checkedName } from './files.ts'
import type { Files } from './files.ts'

/** Files in a folder of this machine, for this user alone. */
export function folderFiles(folder: string): Files {
  const placeOf = (name: string) => path.join(folder, checkedName(name).slice(0, 2), name)
  return {
    async put(name, bytes) {
      const place = placeOf(name)
      const draft = `${place}.${newId()}`
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
      try {
        await writeWhole(draft, bytes)
        await rename(draft, place)
        await sync(path.dirname(place))
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    async get(name) {
      try {
        return await readFile(placeOf(name))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    remove: (name) => rm(placeOf(name), { force: true }),
  }
}

/** A new name is on the disk as well. */
async function sync(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** On the disk before anybody is told that it is kept. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
