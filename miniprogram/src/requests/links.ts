import { openPage, replacePage } from '../session/places.ts'

const FORM = '/requests/pages/form/index'
const ONE = '/requests/pages/one/index'

export const openForm = () => openPage(FORM)
/** A code says nothing about anybody: it may stand in an address. */
export const openOne = (code: string) => openPage(ONE, { code })
/** The form is done: going back does not lead to it again. */
export const goOnToOne = (code: string, known = false) => replacePage(ONE, { code, ...(known ? { known: '1' } : {}) })
