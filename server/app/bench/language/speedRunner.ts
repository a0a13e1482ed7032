import { NO_WORDS, understand } from '../../../language/index.ts'

understand('帮我送两斤西红柿到六区九栋', '2026-11-22T10:00', NO_WORDS, 'group')
/** Since the process began: Node itself, our modules, the lexicons and the model. */
const ready = performance.now()

if (process.argv[2] === 'start') process.send?.({ ready })
else process.send?.({ ready, ...(await import('./speedRounds.ts')).measureReading() })
process.disconnect()
