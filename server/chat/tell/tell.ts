import type { Platform } from '../../platform/platform.ts'
import type { RequestDoc, RequestMoved } from '../../requests/index.ts'

/** Tells those whom one step of a request concerns. `ref` names the step: what is said of it twice is said once. */
export type Tell = (platform: Platform, request: RequestDoc, moved: RequestMoved, ref: string) => Promise<void>
