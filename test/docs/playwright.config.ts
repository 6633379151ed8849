import config from '../../e2e/playwright.config.js'

// `npx playwright test -c test/docs`
export default { ...config, testDir: '.', outputDir: '../../node_modules/.cache/postern-docs' }
