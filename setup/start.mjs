/** `npm start`. The version of Node is looked at before anything that an old one could not even read. */
import './nodeVersion.mjs'

await import('./product.mjs')
