import { openPage, replacePage } from '../session/places.ts'

const FORM = '/requests/pages/form/index'
const ONE = '/requests/pages/one/index'

/** @param tile one of the large tiles: the form begins with it */
export const openForm = (tile: string) => openPage(FORM, { tile })
/** A code says nothing about anybody: it may stand in an address. */
export const openOne = (code: string) => openPage(ONE, { code })
/** The same again and again, from this one. */
export const openRepeat = (code: string) => openPage('/recurring/pages/mine/index', { code })
/** The form is done: going back does not lead to it again. */
export const goOnToOne = (code: string, known = false) => replacePage(ONE, { code, ...(known ? { known: '1' } : {}) })
