import { fileURLToPath } from 'node:url'
import express from 'express'

const fonts = ['figtree', 'jetbrains-mono', 'nunito', 'public-sans']
const fileOf = (font) =>
  fileURLToPath(
    import.meta.resolve(`@fontsource-variable/${font}/files/${font}-latin-wght-normal.woff2`),
  )

/**
 * The demo's typefaces come with its packages and are served by each server itself:
 * /assets/fonts/figtree.woff2
 */
export function serveFonts() {
  const router = express.Router()
  for (const font of fonts) {
    router.get(`/${font}.woff2`, (_request, response) =>
      response.sendFile(fileOf(font), { immutable: true, maxAge: '365d' }),
    )
  }
  return router
}
