import Taro from '@tarojs/taro'
import { keep, kept } from '../session/keep.ts'
import type { KeptPhoto, PhotoShelf } from './keptPhotos.ts'

/** Of a photo whose picture lies in a file of its own. */
export type PhotoRow = Omit<KeptPhoto, 'picked'>

/** WeChat forgets what was chosen when it is closed: a copy lies in the mini program's own folder, and beside it whose it is. */
export const keptInWeChat: PhotoShelf = {
  async put({ id, who, at, since, uploadKey, putKey, photoId, picked }) {
    const known = isKept(id)
    const others = rows().filter((row) => row.id !== id)
    keep('photos', [...others, { id, who, at, since, uploadKey, putKey, photoId }])
    // Without its row nobody would ever take the copy away.
    if (known || !isKept(id) || !('path' in picked)) return
    try {
      await files((manager, told) => manager.copyFile({ srcPath: picked.path, destPath: fileOf(id), ...told }))
    } catch {
      strikeOut(id)
    }
  },
  async drop(id) {
    strikeOut(id)
    await files((manager, told) => manager.unlink({ filePath: fileOf(id), ...told }))
  },
  async all() {
    const found = await Promise.all(rows().map(withPicture))
    return found.filter((photo) => photo !== undefined)
  },
}

const rows = (): PhotoRow[] => kept('photos') ?? []
const isKept = (id: string) => rows().some((row) => row.id === id)

function strikeOut(id: string): void {
  const left = rows().filter((row) => row.id !== id)
  keep('photos', left.length === 0 ? undefined : left)
}

/** Nothing where WeChat was closed before the copy was made. */
async function withPicture(row: PhotoRow): Promise<KeptPhoto | undefined> {
  const path = fileOf(row.id)
  try {
    await files((manager, told) => manager.access({ path, ...told }))
    return { ...row, picked: { path } }
  } catch {
    strikeOut(row.id)
    return undefined
  }
}

const fileOf = (id: string) => `${Taro.env.USER_DATA_PATH}/photo-${id}`

interface Told {
  success(): void
  fail(error: unknown): void
}

/** @throws whatever WeChat has against it */
function files(ask: (manager: Taro.FileSystemManager, told: Told) => void): Promise<void> {
  return new Promise((resolve, reject) => ask(Taro.getFileSystemManager(), { success: () => resolve(), fail: reject }))
}
