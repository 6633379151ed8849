import { join } from 'node:path'
import ts from 'typescript'
import { type CodeBlock, root } from './markdown.js'

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  jsx: ts.JsxEmit.ReactJSX,
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  allowJs: true,
  checkJs: true,
  noEmit: true,
  skipLibCheck: true,
  paths: {
    postern: [`${root}dist/index.d.ts`],
    'postern/*': [`${root}dist/*.d.ts`, `${root}dist/*/index.d.ts`],
    '~/login/*': [`${root}test/docs/.pages/docs/recipes/*`],
  },
}

const ambient = join(root, 'test/docs/framework-types.d.ts')
const folderOf = (document: string) => join(root, 'test/docs/.pages', document.replace(/\.md$/, ''))

export interface Source {
  readonly path: string
  readonly text: string
  readonly block?: CodeBlock
}

/** The parts of a block that a compiler can check: all of it, or what stands in script elements. */
export function sourcesOf(block: CodeBlock, index: number): Source[] {
  const { document, language, code, file, context } = block
  const name = join(folderOf(document), file ?? `block-${index}.${language}`)
  if (/^(ts|tsx|js)$/.test(language))
    return [{ path: name, text: code, block }, ...contextFile(name, context)]
  if (!/^(html|vue|svelte)$/.test(language)) return []
  return [...code.matchAll(/<script([^>]*)>([^<]*(?:<(?!\/script>)[^<]*)*)<\/script>/g)]
    .filter(([, , script]) => script?.trim())
    .map((match, number) => {
      const [, attributes = '', script = ''] = match
      const before = code.slice(0, match.index + match[0].indexOf('>') + 1)
      const lines = '\n'.repeat(before.split('\n').length - 1)
      return {
        path: `${name}-${number}.${/lang="ts"/.test(attributes) ? 'ts' : 'js'}`,
        text: lines + script,
        block,
      }
    })
}

function contextFile(name: string, declarations: string): Source[] {
  if (!declarations) return []
  // a script, not a module: what it declares is there for the block
  return [{ path: `${name.replace(/\.\w+$/, '')}.context.d.ts`, text: declarations }]
}

/** One program of virtual files beside the real ones. */
export function createProgram(sources: readonly Source[]): ts.Program {
  const texts = new Map(sources.map(({ path, text }) => [path, text]))
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, directoryExists, getSourceFile } = host
  host.fileExists = (path) => texts.has(path) || fileExists(path)
  host.readFile = (path) => texts.get(path) ?? readFile(path)
  host.directoryExists = (path) => path.includes('/.pages') || (directoryExists?.(path) ?? true)
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = texts.get(path)
    if (text === undefined) return getSourceFile(path, languageVersion, ...rest)
    // declarations of a block's context stay global
    const module = path.endsWith('.d.ts')
      ? ts.ModuleDetectionKind.Auto
      : ts.ModuleDetectionKind.Force
    return ts.createSourceFile(path, text, setModule(languageVersion, module), true)
  }
  return ts.createProgram([ambient, ...texts.keys()], options, host)
}

function setModule(
  languageVersion: ts.ScriptTarget | ts.CreateSourceFileOptions,
  detection: ts.ModuleDetectionKind,
) {
  const given = typeof languageVersion === 'object' ? languageVersion : { languageVersion }
  const setExternalModuleIndicator = (file: ts.SourceFile) => {
    const isModule = detection === ts.ModuleDetectionKind.Force
    Object.assign(file, { externalModuleIndicator: isModule || undefined })
  }
  return { ...given, setExternalModuleIndicator }
}

/** What the compiler complains about in a block, with the line of the page. */
export function problemsOf(program: ts.Program, { path, block }: Source): string[] {
  const source = program.getSourceFile(path)
  if (!source) throw new Error(`${path} is not in the program`)
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    .filter(({ code }) => !(path.endsWith('.js') && onlyForTypes.has(code)))
    .map(({ start = 0, messageText }) => {
      const line = (block?.line ?? 0) + source.getLineAndCharacterOfPosition(start).line
      return `${block?.document}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
    })
}

/** Possibly null, implicitly any: what JavaScript cannot say otherwise. */
const onlyForTypes = new Set([2531, 18047, 7006])

/** Names of the members of a type that an entry of the package exports. */
export function membersOf(program: ts.Program, path: string): string[] {
  const source = program.getSourceFile(path)
  const alias = source?.statements.find(ts.isTypeAliasDeclaration)
  if (!alias) throw new Error(`${path} declares no type`)
  const type = program.getTypeChecker().getTypeAtLocation(alias.name)
  if (type.isUnion())
    return type.types.map((member) => String((member as ts.StringLiteralType).value))
  return type.getProperties().map((property) => property.name)
}
