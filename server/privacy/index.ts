export { sweepErasures } from './commands/sweepErasures.ts'
export { ERASURES, privacyIndexes } from './erasure.model.ts'
export { privacyRoutes } from './privacy.routes.ts'
