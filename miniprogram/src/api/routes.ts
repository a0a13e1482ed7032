import { consentRoutes } from './routes/consent.ts'
import type { ConsentReplies } from './routes/consent.ts'
import { deskRoutes } from './routes/desk.ts'
import type { DeskReplies } from './routes/desk.ts'
import { dispatchRoutes } from './routes/dispatch.ts'
import type { DispatchReplies } from './routes/dispatch.ts'
import { entryRoutes } from './routes/entry.ts'
import type { EntryReplies } from './routes/entry.ts'
import { liveRoutes } from './routes/live.ts'
import type { LiveReplies } from './routes/live.ts'
import { messagingRoutes } from './routes/messaging.ts'
import type { MessagingReplies } from './routes/messaging.ts'
import { mineRoutes } from './routes/mine.ts'
import type { MineReplies } from './routes/mine.ts'
import { myRequestRoutes } from './routes/myRequests.ts'
import type { MyRequestReplies } from './routes/myRequests.ts'
import { officeRoutes } from './routes/office.ts'
import type { OfficeReplies } from './routes/office.ts'
import { peopleRoutes } from './routes/people.ts'
import type { PeopleReplies } from './routes/people.ts'
import { photoRoutes } from './routes/photos.ts'
import type { PhotoReplies } from './routes/photos.ts'
import { privacyRoutes } from './routes/privacy.ts'
import type { PrivacyReplies } from './routes/privacy.ts'
import { recurringRoutes } from './routes/recurring.ts'
import type { RecurringReplies } from './routes/recurring.ts'
import { requestRoutes } from './routes/requests.ts'
import type { RequestReplies } from './routes/requests.ts'

/**
 * The routes that the phone knocks at, a file for each contract. The contracts are taken as types only (zod would cost the
 * phone 100 kB), so method and path are written here once more; a test holds this table against the contracts.
 */
export const routes = {
  ...consentRoutes,
  ...deskRoutes,
  ...dispatchRoutes,
  ...entryRoutes,
  ...liveRoutes,
  ...messagingRoutes,
  ...mineRoutes,
  ...myRequestRoutes,
  ...officeRoutes,
  ...peopleRoutes,
  ...photoRoutes,
  ...privacyRoutes,
  ...recurringRoutes,
  ...requestRoutes,
} as const

export type RouteName = keyof typeof routes

/** What each route answers. */
export interface Replies
  extends
    ConsentReplies,
    DeskReplies,
    DispatchReplies,
    EntryReplies,
    LiveReplies,
    MessagingReplies,
    OfficeReplies,
    PeopleReplies,
    PhotoReplies,
    RecurringReplies,
    RequestReplies,
    MineReplies,
    MyRequestReplies,
    PrivacyReplies {}

export type Hello = Replies['readHello']
export type Me = Replies['readMe']
export type DemoPerson = Replies['listDemoPeople']['items'][number]
export type Said = Replies['askForHelp']
export type RequestView = Replies['listMyRequests']['items'][number]
export type PhotoView = Replies['addPhoto']
export type Offer = Replies['listMyOffers']['items'][number]
export type Way = Replies['listMyTasks']
export type Task = Way['stops'][number]['tasks'][number]
export type HelperTerms = Replies['readHelperTerms']
export type ServiceRecord = Replies['readMyRecord']
export type MyRequest = Replies['readMyRequest']
export type LastOrder = Replies['readMyOrders']['last'][number]
export type MyStation = Replies['readMyStation']
export type Consent = Replies['listMyConsents']['items'][number]
export type MyData = Replies['readMyData']
