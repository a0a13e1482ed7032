import type { KeptPhoto, PhotoShelf } from './keptPhotos.ts'

const DATABASE = 'yimin'
const STORE = 'photos'

/** The browser's own store for files (IndexedDB), one row for each photo. */
export const keptInBrowser: PhotoShelf = {
  put: (photo) => run('readwrite', (store) => store.put(photo)),
  drop: (id) => run('readwrite', (store) => store.delete(id)),
  all: () => run('readonly', (store) => store.getAll() as IDBRequest<KeptPhoto[]>),
}

let opening: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'id' })
    asked.onerror = () => {
      opening = undefined
      reject(asked.error)
    }
    asked.onsuccess = () => {
      // A phone short of room may take it away from a page that stands open.
      asked.result.onclose = () => (opening = undefined)
      resolve(asked.result)
    }
  })
  return opening
}

/** @throws whatever the browser has against it: switched off, full, taken away */
async function run<Answer>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Answer>,
): Promise<Answer> {
  const database = await open()
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode)
    const asked = act(transaction.objectStore(STORE))
    transaction.oncomplete = () => resolve(asked.result)
    transaction.onabort = () => reject(transaction.error)
  })
}
