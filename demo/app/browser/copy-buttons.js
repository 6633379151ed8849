import { announce } from './views.js'

/** Buttons that put a text on the clipboard: one of their own, or that of another element. */
export function listenToCopyButtons() {
  for (const button of document.querySelectorAll('button.copy')) {
    button.addEventListener('click', async () => {
      const { copy, copyFrom } = button.dataset
      try {
        await navigator.clipboard.writeText(copy ?? document.getElementById(copyFrom).textContent)
        button.classList.add('copied')
        announce('Copied.')
        setTimeout(() => button.classList.remove('copied'), 1500)
      } catch {
        announce('The browser does not let this page use the clipboard.')
      }
    })
  }
}
