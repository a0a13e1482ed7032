export { acceptRequest } from './commands/acceptRequest.ts'
export { amendRequest } from './commands/amendRequest.ts'
export { approveRequest } from './commands/approveRequest.ts'
export { assignRequest } from './commands/assignRequest.ts'
export { cancelRequest } from './commands/cancelRequest.ts'
export { confirmRequest } from './commands/confirmRequest.ts'
export { deliverRequest } from './commands/deliverRequest.ts'
export { finishRequest } from './commands/finishRequest.ts'
export { handOverWithCode } from './commands/handOverWithCode.ts'
export { holdRequest } from './commands/holdRequest.ts'
export { openRequest } from './commands/openRequest.ts'
export { rateRequest } from './commands/rateRequest.ts'
export { rejectRequest } from './commands/rejectRequest.ts'
export { releaseRequest } from './commands/releaseRequest.ts'
export { reportProgress } from './commands/reportProgress.ts'
export { reopenRequest } from './commands/reopenRequest.ts'
export { nextDeadline, sweepDeadlines } from './commands/sweepDeadlines.ts'
export type { Actor } from './commands/takeStep.ts'
export { promiseFor } from './deadlines.ts'
export { passDeadlineJob } from './jobs/passDeadline.job.ts'
export {
  countInHand,
  findRequest,
  findRequestByCode,
  listInHandOf,
  listPage,
  listRecentOf,
  listServedBy,
} from './queries/findRequests.ts'
export { openCallNumber, openErrand } from './queries/openErrand.ts'
export type { Errand } from './queries/openErrand.ts'
export { openSealed, unseal } from './queries/openSealed.ts'
export { requestMoved } from './request.events.ts'
export type { RequestMoved } from './request.events.ts'
export { REQUESTS, requestIndexes, requestsOf } from './request.model.ts'
export type { Handover, Missing, RequestDoc } from './request.model.ts'
export { knowsHandoverCode, mayHelperSeeDoor } from './request.policy.ts'
export { namesIn } from './queries/namesIn.ts'
export { photosIn, photosInAll } from './queries/photosIn.ts'
export { illustrationRoutes } from './illustration.routes.ts'
export { presentToRequester } from './request.presenter.ts'
export { requestReactions } from './request.reactions.ts'
export { requestRoutes } from './request.routes.ts'
export { tellRequester } from './commands/tellRequester.ts'
