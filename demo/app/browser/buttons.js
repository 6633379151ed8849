import { hideProblem, showProblem } from './problem.js'

/**
 * Each button with `data-action` does what stands under its name. While that goes on it is busy;
 * what fails is shown.
 */
export function listenToButtons(actions) {
  const all = { ...actions, dismiss() {} }
  for (const button of document.querySelectorAll('button[data-action]')) {
    const { action } = button.dataset
    if (!all[action]) continue
    button.addEventListener('click', async () => {
      hideProblem()
      button.setAttribute('aria-busy', 'true')
      try {
        await all[action]()
      } catch (error) {
        showProblem(error, { action })
      } finally {
        button.removeAttribute('aria-busy')
      }
    })
  }
}
