export { registerGauges } from './gauges.ts'
export { reportRoutes } from './reports.routes.ts'
