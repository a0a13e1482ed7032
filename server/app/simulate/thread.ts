import { parentPort, workerData } from 'node:worker_threads'
import type { ReadFrame } from '@yimin/shared/language/frame'
import { measure } from './measure.ts'
import { playMonth } from './playMonth.ts'
import { playSeeds } from './playSeeds.ts'
import { ReadAhead } from './readAhead.ts'
import type { Reader } from './readAhead.ts'
import type { Task, Told } from './threads.ts'

/** What a thread of its own does: one month, or its share of many communities. */
async function work(task: Task): Promise<void> {
  const tell = (told: Told) => parentPort?.postMessage(told)
  if (task.kind === 'seeds') {
    tell({ kind: 'seeds', seeds: await playSeeds(task, (counts) => tell({ kind: 'counted', counts })) })
    return
  }
  const ahead = task.readsAhead ? new ReadAhead(readerOf(tell)) : undefined
  parentPort?.on('message', (readings: ReadFrame[][]) => ahead?.hear(readings))
  const cast = await playMonth(task.play, {
    progress: (done) => tell({ kind: 'progress', done }),
    ahead,
    // The same house plays by the thousand with frozen documents (`--seeds`, the tests): that none is changed is known from there.
    handsOut: 'onTrust',
  })
  tell({ kind: 'figures', figures: await measure(cast, task.play) })
  parentPort?.close()
}

function readerOf(tell: (told: Told) => void): Reader {
  return {
    learn: (words) => tell({ kind: 'words', words }),
    read: (sentences) => tell({ kind: 'sentences', sentences }),
  }
}

void work(workerData as Task)
